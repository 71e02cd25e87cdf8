package cn.beian.report;

import cn.beian.facts.Fact;
import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import cn.beian.facts.Origin;
import cn.beian.rules.Context;
import cn.beian.rules.ContextJson;
import cn.beian.rules.Evidence;
import cn.beian.rules.Exemption;
import cn.beian.rules.Finding;
import cn.beian.rules.Grade;
import cn.beian.rules.Outcome;
import cn.beian.rules.Rule;
import cn.beian.rules.TestResult;
import cn.beian.rules.TestResultJson;
import cn.beian.rules.Verdict;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A test and all that it rests on: what every form of the report is made from.
 *
 * @param result of the test
 * @param rulebook that was in force
 * @param facts of the package
 * @param context that was declared
 */
public record Report(TestResult result, Rulebook rulebook, FactSet facts, Context context) {
  /** What a report is about and rests on, each with both digests; the key of its name. */
  record Named(String key, Digest digest) {}

  /** Package, facts, context, rulebook and the report of record, in this order. */
  List<Named> digests() {
    return List.of(
        new Named("package", new Digest(result.header().sha256(), result.header().sm3())),
        new Named("facts", Digest.of(out -> FactsJson.write(facts, out))),
        new Named("context", Digest.of(out -> ContextJson.write(context, out))),
        new Named("rulebook", Digest.of(rulebook::write)),
        new Named("report", Digest.of(out -> TestResultJson.write(result, out))));
  }

  List<Finding> in(Section section) {
    return section.in(result.findings());
  }

  /** How many findings are in each section, in their order: what every form of a report counts. */
  Map<Section, Integer> counts() {
    Map<Section, Integer> counts = new EnumMap<>(Section.class);
    for (Section section : Section.values()) {
      counts.put(section, in(section).size());
    }
    return counts;
  }

  /** The same as a sentence: what was found, or that nothing was. */
  String counts(Messages messages) {
    String found =
        counts().entrySet().stream()
            .filter(one -> one.getKey().isCounted() && one.getValue() > 0)
            .map(one -> messages.text("count." + one.getKey().key(), one.getValue()))
            .collect(Collectors.joining(messages.text("count.join")));
    return found.isEmpty() ? messages.text("count.nothing") : found;
  }

  Optional<Rule> rule(Finding finding) {
    return rulebook.rule(finding.ruleId());
  }

  /** Title of the rule, empty where the rulebook does not know it. */
  String title(Finding finding, Locale locale) {
    return rule(finding).map(rule -> rule.title().in(locale)).orElse("");
  }

  /**
   * How to fix what was found on the platform of the package; of a finding that blocks, what is
   * only advised beside stands apart. Empty where the rulebook does not know the rule.
   */
  String remedy(Finding finding, Messages messages) {
    String platform = RuleEngine.platform(result.header().format());
    return FindingText.remedy(finding, rulebook, platform, messages);
  }

  /**
   * Why a finding is what it is: what its rule calls that which was found, else how much of what
   * kind was found. Only of a hint, and of what was not found, the reason itself says more.
   */
  String why(Finding finding, Messages messages) {
    if (finding.outcome() != Outcome.VIOLATION
        || finding.evidence().isEmpty()
        || finding.grade().filter(grade -> grade == Grade.HINT).isPresent()
        || !finding.reason().code().startsWith("detected.")) {
      return finding.reason().text(messages.locale());
    }
    List<String> reasons = FindingText.reasons(finding, messages.locale());
    return reasons.isEmpty()
        ? messages.text("why.found", FoundKinds.of(finding, messages))
        : String.join(messages.text("why.join"), reasons);
  }

  /** Whether a place is in code of a library and not in the app's own, as far as it is known. */
  boolean isLibrary(Evidence evidence) {
    List<Fact> there =
        facts.of(evidence.kind()).stream()
            .filter(fact -> fact.sites().contains(evidence.at()))
            .toList();
    return !there.isEmpty() && there.stream().noneMatch(fact -> fact.origin() == Origin.APP);
  }

  /** How much it takes to mend it, in words; empty where the rulebook does not know the rule. */
  String effort(Finding finding, Messages messages) {
    return rule(finding)
        .map(rule -> messages.text("effort." + rule.effort().name().toLowerCase(Locale.ROOT)))
        .orElse("");
  }

  /**
   * What the test was told of the app, since it decides what blocks: declared by its sponsor, or
   * assumed where nobody declared anything.
   */
  String told(Messages messages) {
    Context.Declared declared = context.declared();
    if (!declared.governmentApp() && declared.users().isEmpty()) {
      return messages.text("told.nothing");
    }
    return messages.text(
        declared.sponsorName().isEmpty() ? "told.assumed" : "told.declared",
        messages.text(declared.governmentApp() ? "told.government" : "told.other"),
        users(messages));
  }

  /** Who uses the app, as it was declared. */
  String users(Messages messages) {
    String users =
        context.declared().users().stream()
            .map(user -> messages.text("audience." + user.name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(messages.text("count.join")));
    return users.isEmpty() ? messages.text("told.noUsers") : users;
  }

  /** An exemption in words: scenario, basis and last day. */
  static String exemption(Exemption exemption, Messages messages) {
    String scenario = exemption.scenario().name().toLowerCase(Locale.ROOT);
    return messages.text(
        "exemption.text",
        messages.text("scenario." + scenario),
        exemption.basis(),
        exemption.until());
  }

  /**
   * Key of what the test says. A package that passed may have passed only as far as it could be
   * read, and only as far as what was declared, or assumed, is true.
   */
  String verdictKey() {
    String verdict = result.verdict().name().toLowerCase(Locale.ROOT);
    return result.verdict() != Verdict.PASSED
        ? verdict
        : verdict + points().key() + (isPartly() ? ".partly" : "");
  }

  private boolean isPartly() {
    return !RuleEngine.unread(facts).isEmpty();
  }

  private DeclaredPoints points() {
    return new DeclaredPoints(this);
  }

  /** When it can be submitted; a test that was not told who uses the app may pass too easily. */
  String when(Messages messages) {
    if (result.verdict() != Verdict.PASSED) {
      return messages.text("summary.when." + verdictKey());
    }
    String when = points().when(messages);
    return !isPartly() || points().isUntold()
        ? when
        : points().key().isEmpty()
            ? messages.text("summary.when.passed.partly")
            : when + messages.text("sentence.join") + messages.text("summary.when.passed.partly");
  }

  /** What a package that passed owes to the declaration, in a sentence; empty where nothing. */
  String restsOn(Messages messages) {
    return result.verdict() == Verdict.PASSED ? points().text(messages) : "";
  }

  /** Name of the app, or a word for an app without a name. */
  String appName(Messages messages) {
    String name = AppName.of(facts, messages.locale()).best();
    return name.isEmpty() ? messages.text("app.unnamed") : name;
  }
}
