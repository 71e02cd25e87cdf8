package cn.beian.rules.engine;

import cn.beian.facts.Fact;
import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import cn.beian.facts.Field;
import cn.beian.rules.Context;
import cn.beian.rules.ContextJson;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.Exemption;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.Reason;
import cn.beian.rules.Rule;
import cn.beian.rules.RuleGroup;
import cn.beian.rules.TestResult;
import cn.beian.rules.Verdict;
import cn.beian.rules.book.CompiledRule;
import cn.beian.rules.book.Rulebook;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/** Facts and context to findings: a pure function. */
public final class RuleEngine {
  /** The parts of a package that have to be read before "nothing" means anything. */
  private static final List<String> NEEDED = List.of("text", "pages", "code");

  private RuleEngine() {}

  /** Tests one package as of a day. */
  public static TestResult evaluate(
      FactSet facts, Context context, Rulebook rulebook, LocalDate asOf) {
    List<CoverageSummary> coverage = coverage(facts);
    Evaluator evaluator = evaluator(facts, context, coverage, rulebook, asOf);
    List<Finding> findings = new ArrayList<>();
    for (CompiledRule rule : rulebook.compiled().rules()) {
      findings.add(new RuleRun(rule, evaluator, facts.header(), context, coverage, asOf).finding());
    }
    return new TestResult(
        facts.header(),
        FactsJson.digest(facts),
        ContextJson.digest(context),
        rulebook.version(),
        asOf,
        verdict(findings, coverage),
        (int) findings.stream().filter(Finding::asksExplanation).count(),
        findings,
        coverage);
  }

  /** What any one rule says of these facts, which are looked through once. */
  public static Function<CompiledRule, Finding> ruleByRule(
      FactSet facts, Context context, Rulebook rulebook, LocalDate asOf) {
    List<CoverageSummary> coverage = coverage(facts);
    Evaluator evaluator = evaluator(facts, context, coverage, rulebook, asOf);
    return rule -> new RuleRun(rule, evaluator, facts.header(), context, coverage, asOf).finding();
  }

  /** What the rules of one group say, in the order of the rulebook. */
  public static List<Finding> findings(
      RuleGroup group, FactSet facts, Context context, Rulebook rulebook, LocalDate asOf) {
    List<CoverageSummary> coverage = coverage(facts);
    Evaluator evaluator = evaluator(facts, context, coverage, rulebook, asOf);
    return rulebook.compiled().rules().stream()
        .filter(rule -> rule.rule().group() == group)
        .map(
            rule -> new RuleRun(rule, evaluator, facts.header(), context, coverage, asOf).finding())
        .toList();
  }

  private static Evaluator evaluator(
      FactSet facts,
      Context context,
      List<CoverageSummary> coverage,
      Rulebook rulebook,
      LocalDate asOf) {
    return new Evaluator(new FactIndex(facts, rulebook), context, coverage, rulebook, asOf);
  }

  /**
   * The same result without exemptions that were given on rules that know none: such findings weigh
   * what they weigh, and say what had been given.
   */
  public static TestResult withoutGroundless(TestResult result, Rulebook rulebook) {
    return with(
        result,
        result.findings().stream().map(finding -> withoutGroundless(finding, rulebook)).toList());
  }

  /**
   * The same result with exemptions as they were accepted, whether or not their rule knows any:
   * each on the violations of the rule or category that it names, as long as it holds.
   */
  public static TestResult exempted(
      TestResult result, List<Exemption> accepted, Rulebook rulebook) {
    return with(
        result,
        result.findings().stream()
            .map(finding -> exempted(finding, accepted, rulebook, result.asOf()))
            .toList());
  }

  private static TestResult with(TestResult result, List<Finding> findings) {
    return new TestResult(
        result.header(),
        result.factsDigest(),
        result.contextDigest(),
        result.rulebookVersion(),
        result.asOf(),
        verdict(findings, result.coverage()),
        (int) findings.stream().filter(Finding::asksExplanation).count(),
        findings,
        result.coverage());
  }

  private static Finding exempted(
      Finding finding, List<Exemption> accepted, Rulebook rulebook, LocalDate asOf) {
    Optional<Exemption> given =
        rulebook
            .rule(finding.ruleId())
            .flatMap(
                rule ->
                    accepted.stream()
                        .filter(one -> one.names(rule) && !asOf.isAfter(one.until()))
                        .findFirst());
    if (given.isEmpty()
        || finding.exemption().isPresent()
        || finding.outcome() != Outcome.VIOLATION) {
      return finding;
    }
    return finding.with(finding.wouldChange(), given);
  }

  private static Finding withoutGroundless(Finding finding, Rulebook rulebook) {
    if (finding.exemption().isEmpty()
        || rulebook.rule(finding.ruleId()).map(Rule::exemptible).orElse(true)) {
      return finding;
    }
    List<Reason> change = new ArrayList<>(finding.wouldChange());
    change.removeIf(reason -> reason.code().equals("change.exemption"));
    change.add(0, RuleRun.withoutGround(finding.exemption().get()));
    return finding.with(change, Optional.empty());
  }

  /** What hides behind an archive that nobody opened may be anything, whatever was declared. */
  private static Verdict verdict(List<Finding> findings, List<CoverageSummary> coverage) {
    if (findings.stream().anyMatch(Finding::blocks)) {
      return Verdict.BLOCKED;
    }
    boolean open =
        findings.stream().anyMatch(Finding::leavesOpen)
            || coverage.stream().anyMatch(CoverageSummary::hides);
    return open ? Verdict.UNDETERMINED : Verdict.PASSED;
  }

  /** What rules call a format: a mini-program is one whatever it was written with. */
  public static String platform(String format) {
    return switch (format) {
      case "apk", "aab", "dex", "axml", "arsc" -> "android";
      case "hap", "app", "hsp" -> "harmony";
      case "ipa" -> "ios";
      default ->
          format.startsWith("quick") || format.startsWith("rpk") ? "quick-app" : "mini-program";
    };
  }

  /** What was readable, by name, the parts of several packages taken together. */
  public static List<CoverageSummary> coverage(FactSet facts) {
    Map<String, CoverageSummary> byName = new TreeMap<>();
    for (Fact fact : facts.of(FactKind.COVERAGE)) {
      TreeSet<String> reasons = new TreeSet<>();
      String reason = fact.text(Field.REASON);
      if (!reason.isEmpty()) {
        reasons.add(reason);
      }
      CoverageSummary one =
          new CoverageSummary(
              fact.text(Field.NAME),
              fact.number(Field.READABLE).orElse(0),
              fact.number(Field.TOTAL).orElse(0),
              List.copyOf(reasons));
      byName.merge(one.name(), one, RuleEngine::sum);
    }
    return List.copyOf(byName.values());
  }

  /**
   * What could not all be read of text, pages and code, then the entries that may hold any of them.
   * A part of which nothing is said was not read.
   */
  public static List<CoverageSummary> unread(FactSet facts) {
    List<CoverageSummary> coverage = coverage(facts);
    return Stream.concat(
            NEEDED.stream().map(name -> part(coverage, name)).filter(part -> !part.complete()),
            coverage.stream().filter(CoverageSummary::hides))
        .toList();
  }

  private static CoverageSummary part(List<CoverageSummary> coverage, String name) {
    return coverage.stream()
        .filter(part -> part.name().equals(name))
        .findFirst()
        .orElseGet(() -> new CoverageSummary(name, 0, 0, List.of()));
  }

  private static CoverageSummary sum(CoverageSummary one, CoverageSummary other) {
    TreeSet<String> reasons = new TreeSet<>(one.reasons());
    reasons.addAll(other.reasons());
    return new CoverageSummary(
        one.name(),
        one.readable() + other.readable(),
        one.total() + other.total(),
        List.copyOf(reasons));
  }
}
