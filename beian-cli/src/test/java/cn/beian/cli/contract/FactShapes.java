package cn.beian.cli.contract;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.FieldType;
import cn.beian.facts.Origin;
import cn.beian.rules.book.RuleCondition;
import cn.beian.rules.book.RuleCondition.OfFact;
import cn.beian.rules.book.RuleCondition.Predicate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The facts that readers make of packages, without package content: which kinds with which fields,
 * and the values that are readers' own words.
 */
final class FactShapes {
  private static final Set<FactKind> NAMED_BY_READERS =
      EnumSet.of(
          FactKind.IDENTITY,
          FactKind.COVERAGE,
          FactKind.NETWORK_CONFIG,
          FactKind.SIGNATURE_SCHEME,
          FactKind.PERMISSION);

  private record Shape(Origin origin, Map<Field, String> words, Set<Field> fields) {}

  private final Map<String, Map<FactKind, Set<Shape>>> made = new HashMap<>();
  private final Set<String> calls = new HashSet<>();

  /** Whether the value of a field is a word of the readers, or a name that they pass on. */
  static boolean isWord(FactKind kind, Field field) {
    return switch (field) {
      case ROLE, TYPE, CODE -> true;
      case NAME -> NAMED_BY_READERS.contains(kind);
      default -> field.type() == FieldType.FLAG;
    };
  }

  /** The name that rules use for a format. */
  static String family(String format) {
    return switch (format) {
      case "apk", "aab" -> "android";
      case "ipa" -> "ios";
      case "hap" -> "harmony";
      default ->
          format.startsWith("quick") || format.startsWith("rpk") ? "quick-app" : "mini-program";
    };
  }

  void add(FactSet facts) {
    String family = family(facts.header().format());
    for (Fact fact : facts.all()) {
      Map<Field, String> words = new EnumMap<>(Field.class);
      Set<Field> fields = EnumSet.noneOf(Field.class);
      fact.values()
          .forEach(
              (field, value) -> {
                if (!value.equals("") && !value.equals(List.of())) {
                  fields.add(field);
                  if (isWord(fact.kind(), field)) {
                    words.put(field, value.toString());
                  }
                }
              });
      made.computeIfAbsent(family, f -> new EnumMap<>(FactKind.class))
          .computeIfAbsent(fact.kind(), k -> new HashSet<>())
          .add(new Shape(fact.origin(), words, fields));
      if (fact.kind() == FactKind.API_CALL) {
        String name = fact.text(Field.NAME);
        for (int dot = -1; dot >= -1; dot = next(name, dot)) {
          calls.add(name.substring(dot + 1));
        }
      }
    }
  }

  private static int next(String name, int dot) {
    int next = name.indexOf('.', dot + 1);
    return next < 0 ? -2 : next;
  }

  /** Whether a call with that name, or one that ends in it, is made. */
  boolean callsAs(String name) {
    return calls.contains(name);
  }

  boolean makes(String family, FactKind kind) {
    return !shapes(family, kind).isEmpty();
  }

  boolean makes(String family, FactKind kind, Field field) {
    return shapes(family, kind).stream().anyMatch(shape -> shape.fields.contains(field));
  }

  boolean makes(String family, FactKind kind, Field field, String word) {
    return shapes(family, kind).stream().anyMatch(shape -> word.equals(shape.words.get(field)));
  }

  /** Whether the readers make what the condition needs; the content of texts is not checked. */
  boolean answers(String family, RuleCondition condition) {
    if (condition instanceof OfFact asked) {
      return asked.kinds().stream()
          .flatMap(kind -> shapes(family, kind).stream().filter(shape -> fits(asked, kind, shape)))
          .findAny()
          .isPresent();
    }
    if (condition instanceof RuleCondition.Near near) {
      return near.kinds().stream().anyMatch(kind -> makes(family, kind));
    }
    if (condition instanceof RuleCondition.Any any) {
      return any.parts().stream().anyMatch(part -> answers(family, part));
    }
    return condition instanceof RuleCondition.None
        || condition.inner().stream().allMatch(part -> answers(family, part));
  }

  private static boolean fits(OfFact asked, FactKind kind, Shape shape) {
    if (!asked.origins().contains(shape.origin)) {
      return false;
    }
    for (Predicate test : asked.tests()) {
      Field field = test.field();
      boolean there = shape.fields.contains(field);
      if (test instanceof Predicate.Present present) {
        if (there != present.expected()) {
          return false;
        }
      } else if (test instanceof Predicate.Equals equals && isWord(kind, field)) {
        if (!there || !equals.values().contains(shape.words.get(field))) {
          return false;
        }
      } else if (!there && !(test instanceof Predicate.Brief || test instanceof Predicate.Lacks)) {
        return false;
      }
    }
    return true;
  }

  private Set<Shape> shapes(String family, FactKind kind) {
    return made.getOrDefault(family, Map.of()).getOrDefault(kind, Set.of());
  }
}
