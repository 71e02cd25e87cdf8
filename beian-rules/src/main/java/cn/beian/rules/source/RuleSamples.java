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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The samples of a rule: facts, context, and what the rule must say of them. */
final class RuleSamples {
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);

  /**
   * Marks a fact that the finding has to rest on, or says with which code; then it may rest on no
   * unmarked one.
   */
  private static final String FOUND = "found";

  /** Facts of which one at a time joins the others: as many samples as there are. */
  private static final String EACH = "each";

  private enum Expectation {
    VIOLATING,
    CONFORMING,
    UNDETERMINED
  }

  /**
   * One sample.
   *
   * @param node as written
   * @param found which facts the finding rests on, by number, and with which code they say so;
   *     empty where the sample leaves it open
   * @param rule what any rule says of its facts
   */
  private record Sample(
      Node node,
      Expectation expected,
      Map<Integer, String> found,
      Function<CompiledRule, Finding> rule) {}

  private final Node rule;
  private final List<Sample> samples = new ArrayList<>();

  private RuleSamples(Node rule) {
    this.rule = rule;
  }

  /**
   * The samples of a rule.
   *
   * @throws Node.Refused where one is none
   */
  static RuleSamples of(Node rule, Rulebook rulebook) {
    RuleSamples all = new RuleSamples(rule);
    for (Node node : rule.get("samples").items()) {
      node.only(
          "name", "expect", "grade", "effect", "outcome", "reason", "format", "facts", EACH,
          "context");
      for (Node one : inTurn(node)) {
        all.samples.add(
            new Sample(
                one,
                one.get("expect").constant(Expectation.class),
                found(one),
                RuleEngine.ruleByRule(facts(one), context(one), rulebook, AS_OF)));
      }
    }
    return all;
  }

  /** The sample itself, or once with each of the facts that stand for one another. */
  private static List<Node> inTurn(Node sample) {
    List<Node> all = new ArrayList<>();
    for (Node fact : sample.list(EACH)) {
      List<Node> facts = new ArrayList<>(sample.get("facts").items());
      facts.add(fact);
      Map<String, Node> members = new LinkedHashMap<>(sample.members());
      members.put("facts", new Node(facts, sample.get("facts").where()));
      all.add(new Node(members, fact.where()));
    }
    return all.isEmpty() ? List.of(sample) : all;
  }

  /** What is wrong with them, empty where the rule says of each what it must. */
  List<Node.Refused> wrong(CompiledRule compiled) {
    List<Node.Refused> wrong = new ArrayList<>();
    Set<Expectation> missing = EnumSet.allOf(Expectation.class);
    for (Sample sample : samples) {
      missing.remove(sample.expected);
      Finding finding = sample.rule.apply(compiled);
      if (!says(finding, sample)) {
        wrong.add(
            sample.node.refuse(
                "sample '"
                    + sample.node.filled("name")
                    + "' is "
                    + sample.expected
                    + (sample.found.isEmpty() ? "" : ", found by facts " + sample.found.keySet())
                    + " but the rule says "
                    + said(finding)));
      }
    }
    for (Expectation expectation : missing) {
      wrong.add(rule.get("samples").refuse("no sample that is " + expectation));
    }
    return wrong;
  }

  /** Whether any of them says something else of another form of the rule. */
  boolean notice(CompiledRule changed) {
    return samples.stream().anyMatch(sample -> !says(sample.rule.apply(changed), sample));
  }

  private static boolean says(Finding finding, Sample sample) {
    Node node = sample.node;
    boolean outcome =
        switch (sample.expected) {
          case VIOLATING -> finding.outcome() == Outcome.VIOLATION;
          case UNDETERMINED -> finding.outcome() == Outcome.UNDETERMINED;
          case CONFORMING ->
              finding.outcome() == Outcome.PASS || finding.outcome() == Outcome.NOT_APPLICABLE;
        };
    return outcome
        && node.find("outcome")
            .map(o -> o.constant(Outcome.class) == finding.outcome())
            .orElse(true)
        && node.find("grade")
            .map(g -> finding.grade().filter(g.constant(Grade.class)::equals).isPresent())
            .orElse(true)
        && node.find("effect").map(e -> e.constant(Effect.class) == finding.effect()).orElse(true)
        && node.find("reason").map(r -> r.text().equals(finding.reason().code())).orElse(true)
        && (sample.found.isEmpty() || agree(sample.found, found(finding)));
  }

  /** The facts that a finding rests on, by number, each with what it contributes. */
  private static Map<Integer, String> found(Finding finding) {
    Map<Integer, String> found = new TreeMap<>();
    finding.evidence().forEach(evidence -> found.put(evidence.at().line(), evidence.why().code()));
    return found;
  }

  /** The facts that are marked, by number, with the code that is written there or none. */
  private static Map<Integer, String> found(Node sample) {
    Map<Integer, String> found = new TreeMap<>();
    int number = 1;
    for (Node fact : sample.get("facts").items()) {
      Optional<String> mark = fact.find(FOUND).map(Node::scalar);
      if (mark.isPresent()) {
        found.put(number, mark.get().equals("true") ? "" : mark.get());
      }
      number++;
    }
    if (found.size() > Finding.MAX_EVIDENCE) {
      throw sample.refuse("more than " + Finding.MAX_EVIDENCE + " facts are marked as found");
    }
    return found;
  }

  private static boolean agree(Map<Integer, String> marked, Map<Integer, String> found) {
    return marked.keySet().equals(found.keySet())
        && marked.entrySet().stream()
            .allMatch(
                mark ->
                    mark.getValue().isEmpty() || mark.getValue().equals(found.get(mark.getKey())));
  }

  private static String said(Finding finding) {
    return finding.outcome()
        + finding.grade().map(grade -> " " + grade).orElse("")
        + ' '
        + finding.effect()
        + " ("
        + finding.reason().code()
        + ")"
        + finding.evidence().stream()
            .map(
                evidence ->
                    evidence.at().line() + " " + evidence.why().code() + " " + evidence.text())
            .collect(Collectors.joining("; ", ", by ", ""));
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
      if (!Set.of("kind", "origin", "screen", FOUND).contains(member.getKey())) {
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
