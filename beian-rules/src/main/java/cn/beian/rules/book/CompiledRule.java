package cn.beian.rules.book;

import cn.beian.rules.Context;
import cn.beian.rules.Effect;
import cn.beian.rules.Effort;
import cn.beian.rules.Evidence;
import cn.beian.rules.Grade;
import cn.beian.rules.LegalBasis;
import cn.beian.rules.LocalText;
import cn.beian.rules.Node;
import cn.beian.rules.Polarity;
import cn.beian.rules.Rule;
import cn.beian.rules.RuleGroup;
import cn.beian.rules.Severity;
import cn.beian.rules.book.RuleCondition.Variable;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A rule with its conditions.
 *
 * @param rule what people read of it
 * @param detect condition of each grade, strongest first; for a required thing, that it is there
 * @param shown what is reported beside, whatever the outcome
 * @param applies whom it concerns; without it, everybody
 * @param decidable without which nothing can be said
 * @param coverage names of what must have been read in full before absence means anything
 * @param requires context values without which it asks nothing
 * @param screensOnly whether a grade above hint needs a known screen
 * @param effect what follows
 * @param change what would change the verdict, where the usual sentence does not say it
 * @param elsewhere why it is not asked of a format that it is not for, by format: a word of {@link
 *     #UNREAD} and its like, or the id of the rule that asks it there
 */
public record CompiledRule(
    Rule rule,
    Map<Grade, RuleCondition> detect,
    Optional<RuleCondition> shown,
    Optional<RuleCondition> applies,
    Optional<RuleCondition> decidable,
    List<String> coverage,
    Set<Variable> requires,
    boolean screensOnly,
    EffectPolicy effect,
    Optional<LocalText> change,
    Map<String, String> elsewhere) {
  /** The readers of that format do not read what it asks: it stays undecided there. */
  public static final String UNREAD = "unread";

  /** What rules call formats, in the order in which people read them. */
  public static final List<String> FORMATS =
      List.of("android", "ios", "harmony", "mini-program", "quick-app");

  /**
   * Why a rule is not asked of a format: there is no such function or setting, the platform that
   * runs it takes care of it, packages cannot show it, what is demanded is said of others alone.
   */
  private static final Set<String> REASONS =
      new TreeSet<>(Set.of("no-such-thing", "host", "not-shown", "not-demanded", UNREAD));

  private static final String RULE_ID = "[A-Z]{3,4}-[1-9][0-9]{2}";

  /**
   * What follows from a violation.
   *
   * @param usual effect, where it does not block
   * @param mayBlock whether it can block at all
   * @param governmentApp whether it blocks only an app declared as a government app
   * @param users of whom one must be declared for it to block; empty for anybody
   * @param when sign without which it does not block
   */
  public record EffectPolicy(
      Effect usual,
      boolean mayBlock,
      boolean governmentApp,
      Set<Context.Audience> users,
      Optional<RuleCondition> when) {
    /** The cases in which it blocks, where the rule names them. */
    public List<LocalText> cases() {
      return when.stream().flatMap(RuleCondition::because).distinct().toList();
    }
  }

  /**
   * The cases that it looks for and that do not make it block; none where the others have no name.
   */
  public List<LocalText> otherCases() {
    List<LocalText> block = effect.cases();
    return block.isEmpty()
        ? List.of()
        : detect.values().stream()
            .flatMap(RuleCondition::because)
            .filter(why -> !block.contains(why))
            .toList();
  }

  public static CompiledRule parse(Node node, ConditionParser conditions) {
    node.only(
        "id",
        "category",
        "severity",
        "effort",
        "polarity",
        "formats",
        "elsewhere",
        "title",
        "demand",
        "remedy",
        "change",
        "basis",
        "effect",
        "detect",
        "shown",
        "applies",
        "decidable",
        "coverage",
        "requires",
        "samples");
    Rule rule = rule(node);
    EnumMap<Grade, RuleCondition> detect = new EnumMap<>(Grade.class);
    Node grades = node.get("detect").only("hint", "indicator", "proof");
    grades
        .members()
        .forEach(
            (name, condition) ->
                detect.put(
                    new Node(name, condition.where()).constant(Grade.class),
                    conditions.parse(condition)));
    if (detect.isEmpty()) {
      throw grades.refuse("detect has no grade");
    }
    Set<Variable> requires = EnumSet.noneOf(Variable.class);
    node.list("requires").forEach(name -> requires.add(ConditionParser.variable(name)));
    List<String> coverage = node.texts("coverage");
    Optional<RuleCondition> decidable = node.find("decidable").map(conditions::parse);
    if (coverage.isEmpty() && decidable.isEmpty()) {
      throw node.refuse("needs coverage or decidable: a missing fact is never a pass");
    }
    return new CompiledRule(
        rule,
        detect,
        node.find("shown").map(conditions::parse),
        node.find("applies").map(conditions::parse),
        decidable,
        coverage,
        requires,
        rule.group() == RuleGroup.FORM,
        effect(node.get("effect"), conditions),
        node.find("change").map(CompiledRule::local),
        elsewhere(node, rule.formats()));
  }

  /** Empty in rulebooks of before 2026-11-29. */
  private static Map<String, String> elsewhere(Node node, Set<String> formats) {
    Map<String, String> elsewhere = new TreeMap<>();
    node.find("elsewhere")
        .ifPresent(
            reasons ->
                reasons
                    .members()
                    .forEach(
                        (format, why) -> {
                          if (!FORMATS.contains(format) || formats.contains(format)) {
                            throw why.refuse("a format that the rule is not for, found " + format);
                          }
                          if (!REASONS.contains(why.text()) && !why.text().matches(RULE_ID)) {
                            throw why.refuse(
                                "expected " + REASONS + " or a rule, found " + why.text());
                          }
                          elsewhere.put(format, why.text());
                        }));
    return Collections.unmodifiableMap(elsewhere);
  }

  /** Formats that it is neither for nor says why it is not. */
  public List<String> unexplained() {
    return rule.formats().isEmpty()
        ? List.of()
        : FORMATS.stream()
            .filter(format -> !rule.formats().contains(format) && !elsewhere.containsKey(format))
            .toList();
  }

  private static Rule rule(Node node) {
    Node id = node.get("id");
    if (!id.text().matches(RULE_ID)) {
      throw id.refuse("an id is like FORM-101, found " + id.text());
    }
    RuleGroup group =
        new Node(id.text().replaceAll("-.*", ""), id.where()).constant(RuleGroup.class);
    List<LegalBasis> basis = new ArrayList<>();
    for (Node item : node.get("basis").items()) {
      item.only("instrument", "article", "requirement", "reading", "effectiveFrom", "checkedOn");
      basis.add(
          new LegalBasis(
              item.filled("instrument"),
              item.text("article", ""),
              item.text("requirement", ""),
              reading(item),
              item.get("effectiveFrom").date(),
              item.get("checkedOn").date()));
    }
    if (basis.isEmpty()) {
      throw node.get("basis").refuse("at least one legal basis");
    }
    for (Node format : node.list("formats")) {
      if (!FORMATS.contains(format.text())) {
        throw format.refuse("unknown format " + format.text() + ", expected " + FORMATS);
      }
    }
    return new Rule(
        id.text(),
        group,
        node.filled("category"),
        node.get("severity").constant(Severity.class),
        node.get("effort").constant(Effort.class),
        node.get("polarity").constant(Polarity.class),
        Set.copyOf(node.texts("formats")),
        local(node.get("title")),
        local(node.get("demand")),
        local(node.get("remedy")),
        basis);
  }

  private static boolean reading(Node basis) {
    boolean reading = basis.find("reading").map(Node::flag).orElse(false);
    if (reading && basis.text("requirement", "").isEmpty()) {
      throw basis.refuse("a reading names the requirement that it reads");
    }
    return reading;
  }

  static LocalText local(Node node) {
    node.only("zh", "en");
    return new LocalText(node.filled("zh"), node.filled("en"));
  }

  private static EffectPolicy effect(Node node, ConditionParser conditions) {
    node.only("usual", "blocks");
    Effect usual = node.get("usual").constant(Effect.class);
    Optional<Node> blocks = node.find("blocks");
    if (blocks.isEmpty()) {
      return new EffectPolicy(usual, usual == Effect.BLOCK, false, Set.of(), Optional.empty());
    }
    Node only = blocks.get().only("governmentApp", "users", "when");
    Set<Context.Audience> users = EnumSet.noneOf(Context.Audience.class);
    only.list("users").forEach(user -> users.add(user.constant(Context.Audience.class)));
    return new EffectPolicy(
        usual,
        true,
        only.find("governmentApp").map(Node::flag).orElse(false),
        users,
        only.find("when").map(conditions::parse));
  }

  /** All that it asks. */
  public Stream<RuleCondition> conditions() {
    return Stream.concat(
        detect.values().stream(),
        Stream.of(shown, applies, decidable, effect.when()).flatMap(Optional::stream));
  }

  /** Why its parts stand there, as far as somebody said so. */
  Stream<LocalText> because() {
    return conditions().flatMap(RuleCondition::because);
  }

  /**
   * How to mend what was found, in the order of the evidence: what its cases say, and what the rule
   * says where one of them says nothing, or none has a name.
   *
   * @param found evidence of this rule
   */
  List<LocalText> remedies(List<Evidence> found) {
    Map<LocalText, LocalText> ofCases = new HashMap<>();
    conditions()
        .flatMap(RuleCondition::remedies)
        .forEach(one -> ofCases.putIfAbsent(one.getKey(), one.getValue()));
    List<LocalText> remedies =
        found.stream()
            .flatMap(one -> one.why().localText().stream())
            .map(why -> ofCases.getOrDefault(why, rule.remedy()))
            .distinct()
            .toList();
    return remedies.isEmpty() ? List.of(rule.remedy()) : remedies;
  }

  /** Whether one of its provisions is in force on that day. */
  public boolean inForce(LocalDate asOf) {
    return rule.basis().stream().anyMatch(basis -> !basis.effectiveFrom().isAfter(asOf));
  }
}
