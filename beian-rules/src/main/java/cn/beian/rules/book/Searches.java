package cn.beian.rules.book;

import cn.beian.facts.FactKind;
import cn.beian.facts.Field;
import cn.beian.rules.book.RuleCondition.Predicate;
import cn.beian.rules.text.TermMatcher;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the rules of a rulebook look for: nothing else of a package has to be indexed. */
public final class Searches {
  private final Map<FactKind, Set<Field>> byKind = new EnumMap<>(FactKind.class);

  private final Set<String> calls = new HashSet<>();
  private final Set<String> lastNames = new HashSet<>();

  Searches(List<CompiledRule> rules) {
    rules.forEach(rule -> rule.conditions().forEach(this::add));
  }

  /** The fields of a kind in which any rule looks for terms; empty where none does. */
  public Set<Field> fields(FactKind kind) {
    return byKind.getOrDefault(kind, Set.of());
  }

  /** Whether a rule looks for that call. */
  public boolean isCall(String name) {
    return calls.contains(name);
  }

  /** Whether a rule may look for a call of that name or of what follows one of its dots. */
  public boolean mayEndInCall(String name) {
    return lastNames.contains(last(name));
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private void add(RuleCondition condition) {
    if (condition instanceof RuleCondition.OfFact ofFact) {
      ofFact.word().ifPresent(use -> add(ofFact.kinds(), TermMatcher.WORDS));
      ofFact.identifier().ifPresent(use -> add(ofFact.kinds(), TermMatcher.NAMES));
      for (Predicate test : ofFact.tests()) {
        if (test instanceof Predicate.Matches matches && isSearched(matches.field())) {
          add(ofFact.kinds(), Set.of(matches.field()));
        } else if (test instanceof Predicate.Without without && isSearched(without.field())) {
          add(ofFact.kinds(), Set.of(without.field()));
        } else if (test instanceof Predicate.Writes writes) {
          add(ofFact.kinds(), Set.of(writes.field()));
        } else if (test instanceof Predicate.Call call && call.field() == Field.NAME) {
          calls.addAll(call.names());
          call.names().forEach(name -> lastNames.add(last(name)));
        }
      }
    } else if (condition instanceof RuleCondition.Near near) {
      add(near.kinds(), TermMatcher.WORDS);
      add(near.kinds(), TermMatcher.NAMES);
    }
    condition.inner().forEach(this::add);
  }

  private static boolean isSearched(Field field) {
    return TermMatcher.WORDS.contains(field) || TermMatcher.NAMES.contains(field);
  }

  private void add(Set<FactKind> kinds, Set<Field> fields) {
    for (FactKind kind : kinds) {
      Set<Field> known = byKind.computeIfAbsent(kind, k -> EnumSet.noneOf(Field.class));
      fields.stream().filter(kind.fields()::contains).forEach(known::add);
    }
  }
}
