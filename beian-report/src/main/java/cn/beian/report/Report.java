package cn.beian.report;

import cn.beian.facts.Fact;
import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import cn.beian.facts.Origin;
import cn.beian.rules.Context;
import cn.beian.rules.ContextJson;
import cn.beian.rules.Evidence;
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
import java.util.Set;
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
  /** What would change a finding and is only to be declared. */
  private static final Set<String> TOLD = Set.of("change.governmentApp", "change.users");

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
    String users =
        declared.users().stream()
            .map(user -> messages.text("audience." + user.name().toLowerCase(Locale.ROOT)))
            .collect(Collectors.joining(messages.text("count.join")));
    return messages.text(
        declared.sponsorName().isEmpty() ? "told.assumed" : "told.declared",
        messages.text(declared.governmentApp() ? "told.government" : "told.other"),
        users.isEmpty() ? messages.text("told.noUsers") : users);
  }

  /**
   * Key of what the test says: a package that passed, but of whose texts, pages or code some could
   * not be read, passed only as far as that.
   */
  String verdictKey() {
    String verdict = result.verdict().name().toLowerCase(Locale.ROOT);
    boolean partly = result.verdict() == Verdict.PASSED && !RuleEngine.unread(facts).isEmpty();
    return partly ? verdict + ".partly" : verdict;
  }

  /** When it can be submitted; a test that was not told who uses the app may pass too easily. */
  String when(Messages messages) {
    long hidden =
        result.findings().stream()
            .filter(one -> one.outcome() == Outcome.VIOLATION && !one.blocks())
            .map(Finding::wouldChange)
            .filter(changes -> !changes.isEmpty())
            .filter(changes -> changes.stream().allMatch(one -> TOLD.contains(one.code())))
            .count();
    return result.verdict() == Verdict.PASSED && context.declared().users().isEmpty() && hidden > 0
        ? messages.text("summary.when.untold", hidden)
        : messages.text("summary.when." + verdictKey());
  }

  /** Name of the app, or a word for an app without a name. */
  String appName(Messages messages) {
    String name = AppName.of(facts, messages.locale()).best();
    return name.isEmpty() ? messages.text("app.unnamed") : name;
  }
}
