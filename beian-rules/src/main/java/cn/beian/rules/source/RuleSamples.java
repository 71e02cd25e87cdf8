package cn.beian.rules.source;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.Context;
import cn.beian.rules.ContextJson;
import cn.beian.rules.Effect;
import cn.beian.rules.Finding;
import cn.beian.rules.Grade;
import cn.beian.rules.Node;
import cn.beian.rules.Outcome;
import cn.beian.rules.book.CompiledRule;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The samples of a rule: facts, context, and what the rule must say of them. */
final class RuleSamples {
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);

  private enum Expectation {
    VIOLATING,
    CONFORMING,
    UNDETERMINED
  }

  private RuleSamples() {}

  /** What is wrong with the samples of a rule, empty where the rule says of each what it must. */
  static List<Node.Refused> check(Node rule, CompiledRule compiled, Rulebook rulebook) {
    List<Node.Refused> wrong = new ArrayList<>();
    Set<Expectation> missing = EnumSet.allOf(Expectation.class);
    for (Node sample : rule.get("samples").items()) {
      sample.only("name", "expect", "grade", "effect", "outcome", "format", "facts", "context");
      Expectation expected = sample.get("expect").constant(Expectation.class);
      missing.remove(expected);
      Finding finding =
          RuleEngine.finding(compiled, facts(sample), context(sample), rulebook, AS_OF);
      if (!says(finding, expected, sample)) {
        wrong.add(
            sample.refuse(
                "sample '"
                    + sample.filled("name")
                    + "' is "
                    + expected
                    + " but the rule says "
                    + said(finding)));
      }
    }
    for (Expectation expectation : missing) {
      wrong.add(rule.get("samples").refuse("no sample that is " + expectation));
    }
    return wrong;
  }

  private static boolean says(Finding finding, Expectation expected, Node sample) {
    boolean outcome =
        switch (expected) {
          case VIOLATING -> finding.outcome() == Outcome.VIOLATION;
          case UNDETERMINED -> finding.outcome() == Outcome.UNDETERMINED;
          case CONFORMING ->
              finding.outcome() == Outcome.PASS || finding.outcome() == Outcome.NOT_APPLICABLE;
        };
    return outcome
        && sample
            .find("outcome")
            .map(o -> o.constant(Outcome.class) == finding.outcome())
            .orElse(true)
        && sample
            .find("grade")
            .map(g -> finding.grade().filter(g.constant(Grade.class)::equals).isPresent())
            .orElse(true)
        && sample
            .find("effect")
            .map(e -> e.constant(Effect.class) == finding.effect())
            .orElse(true);
  }

  private static String said(Finding finding) {
    return finding.outcome()
        + finding.grade().map(grade -> " " + grade).orElse("")
        + ' '
        + finding.effect()
        + " ("
        + finding.reason().code()
        + ")"
        + (finding.evidence().isEmpty() ? "" : ", by " + finding.evidence().get(0).text());
  }

  private static Context context(Node sample) {
    return sample.find("context").map(ContextJson::parse).orElse(Context.EMPTY);
  }

  private static FactSet facts(Node sample) {
    String format = sample.text("format", "wechat-source");
    PackageHeader header =
        new PackageHeader(format, "native", "00", "00", 1, "sample", "00", "sample");
    List<Fact> facts = new ArrayList<>();
    int line = 1;
    for (Node node : sample.get("facts").items()) {
      facts.add(fact(node, line++));
    }
    return FactSet.of(header, facts);
  }

  private static Fact fact(Node node, int line) {
    Node name = node.get("kind");
    FactKind kind =
        FactKind.named(name.text())
            .orElseThrow(() -> name.refuse("unknown kind of fact " + name.text()));
    Map<Field, Object> values = new EnumMap<>(Field.class);
    for (Map.Entry<String, Node> member : node.members().entrySet()) {
      if (!Set.of("kind", "origin", "screen").contains(member.getKey())) {
        Node value = member.getValue();
        Field field =
            Field.named(member.getKey())
                .filter(kind.fields()::contains)
                .orElseThrow(
                    () -> value.refuse(kind.jsonName() + " has no field " + member.getKey()));
        values.put(field, value(field, value));
      }
    }
    Origin origin = node.find("origin").map(o -> o.constant(Origin.class)).orElse(Origin.APP);
    return new Fact(
        kind, origin, node.text("screen", ""), values, 1, List.of(Locator.line("sample", line)));
  }

  private static Object value(Field field, Node node) {
    return switch (field.type()) {
      case TEXT -> node.scalar();
      case NUMBER -> node.number();
      case FLAG -> node.flag();
      case TEXTS -> node.items().stream().map(Node::scalar).toList();
    };
  }
}
