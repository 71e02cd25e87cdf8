package cn.beian.server.web.intake;

import cn.beian.facts.FactSet;
import cn.beian.report.FindingText;
import cn.beian.report.Reports;
import cn.beian.rules.Context;
import cn.beian.rules.CoverageSummary;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.Reason;
import cn.beian.rules.Rule;
import cn.beian.rules.TestResult;
import cn.beian.rules.Verdict;
import cn.beian.rules.book.Rulebook;
import cn.beian.server.web.Places;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A test as the templates show it: the verdict with the audience for whom it was made, what blocks
 * or must be explained by screen, what could not be decided, advice in one table, what is met.
 *
 * @param judged whom it was made for
 * @param screens those with something that blocks or must be explained; those that block first, the
 *     app as a whole last
 * @param met rules that are met
 */
public record FindingsView(
    Verdict verdict,
    Context.Declared judged,
    List<ScreenFindings> screens,
    List<Shown> undetermined,
    List<Shown> advice,
    List<Rule> met,
    List<CoverageSummary> coverage,
    Rulebook rulebook,
    String asOf) {
  /**
   * A finding with the rule it comes from.
   *
   * @param rulebook that the rule stands in
   * @param spots numbers of the marks on the picture of its screen on which it rests
   */
  public record Shown(Finding finding, Rule rule, Rulebook rulebook, List<String> spots) {
    private static final int MOST_PLACES = 5;

    /** How to mend what was found. */
    public String remedy(Locale locale) {
      return FindingText.remedy(finding, rulebook, locale);
    }

    /** What was found of that which the rule can find, each in a sentence; may be empty. */
    public List<String> reasons(Locale locale) {
      return FindingText.reasons(finding, locale);
    }

    /** Where it was seen. */
    public List<Evidence> places() {
      return Places.of(finding, MOST_PLACES);
    }
  }

  /**
   * A test in the order in which a person wants to read it.
   *
   * @param facts on which it rests
   */
  public static FindingsView of(
      TestResult result, FactSet facts, Context context, Rulebook rulebook) {
    List<Shown> all =
        result.findings().stream()
            .map(
                finding ->
                    new Shown(
                        finding,
                        rulebook.rule(finding.ruleId()).orElseThrow(),
                        rulebook,
                        List.of()))
            .toList();
    List<Shown> grave =
        all.stream()
            .filter(shown -> shown.finding().blocks() || shown.finding().asksExplanation())
            .sorted(Comparator.comparing((Shown shown) -> !shown.finding().blocks()))
            .toList();
    return new FindingsView(
        result.verdict(),
        context.declared(),
        ScreenFindings.of(grave, facts, new OneChange.Trial(facts, context, rulebook, result)),
        all.stream().filter(shown -> shown.finding().outcome() == Outcome.UNDETERMINED).toList(),
        all.stream()
            .filter(shown -> shown.finding().outcome() == Outcome.VIOLATION)
            .filter(shown -> !shown.finding().blocks() && !shown.finding().asksExplanation())
            .toList(),
        all.stream()
            .filter(shown -> shown.finding().outcome() == Outcome.PASS)
            .map(Shown::rule)
            .toList(),
        result.coverage(),
        rulebook,
        result.asOf().toString());
  }

  /** The rulebook, named as reports name it. */
  public String rulebookName(Locale locale) {
    return Reports.rulebookName(rulebook, locale);
  }

  /** How many findings block. */
  public long blocking() {
    return grave().filter(shown -> shown.finding().blocks()).count();
  }

  /** How many must be explained. */
  public long toExplain() {
    return grave().filter(shown -> shown.finding().asksExplanation()).count();
  }

  private Stream<Shown> grave() {
    return screens.stream().map(ScreenFindings::findings).flatMap(Collection::stream);
  }

  /** The screen on which all stand that block; empty where they are on several. */
  public Optional<ScreenFindings> only() {
    List<ScreenFindings> stopping = screens.stream().filter(one -> one.blocking() > 0).toList();
    return stopping.size() == 1 && !stopping.get(0).name().isEmpty()
        ? Optional.of(stopping.get(0))
        : Optional.empty();
  }

  /** What several pieces of advice have as their reason, most of them first. */
  public Optional<Reason> commonReason() {
    Map<Reason, Long> counted =
        advice.stream()
            .map(shown -> shown.finding().reason())
            .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    return counted.entrySet().stream()
        .filter(one -> one.getValue() > 1)
        .max(
            Map.Entry.<Reason, Long>comparingByValue()
                .thenComparing(one -> one.getKey().code(), Comparator.reverseOrder()))
        .map(Map.Entry::getKey);
  }
}
