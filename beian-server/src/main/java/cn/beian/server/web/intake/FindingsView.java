package cn.beian.server.web.intake;

import cn.beian.rules.CoverageSummary;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.Rule;
import cn.beian.rules.TestResult;
import cn.beian.rules.Verdict;
import cn.beian.rules.book.Rulebook;
import cn.beian.server.web.Places;
import java.util.List;

/**
 * A test as the templates show it: what blocks, what must be explained, what could not be decided,
 * what is only advice.
 *
 * @param passed number of rules that are met
 */
public record FindingsView(
    Verdict verdict,
    List<Shown> blocking,
    List<Shown> toExplain,
    List<Shown> undetermined,
    List<Shown> advice,
    long passed,
    List<CoverageSummary> coverage,
    String rulebookVersion,
    String asOf) {
  /** A finding with the rule it comes from. */
  public record Shown(Finding finding, Rule rule) {
    private static final int MOST_PLACES = 5;

    /** Where it was seen. */
    public List<Evidence> places() {
      return Places.of(finding, MOST_PLACES);
    }
  }

  /** A test in the order in which a person wants to read it. */
  public static FindingsView of(TestResult result, Rulebook rulebook) {
    List<Shown> all =
        result.findings().stream()
            .map(finding -> new Shown(finding, rulebook.rule(finding.ruleId()).orElseThrow()))
            .toList();
    return new FindingsView(
        result.verdict(),
        all.stream().filter(shown -> shown.finding().blocks()).toList(),
        all.stream().filter(shown -> shown.finding().asksExplanation()).toList(),
        all.stream().filter(shown -> shown.finding().outcome() == Outcome.UNDETERMINED).toList(),
        all.stream()
            .filter(shown -> shown.finding().outcome() == Outcome.VIOLATION)
            .filter(shown -> !shown.finding().blocks() && !shown.finding().asksExplanation())
            .toList(),
        result.findings().stream().filter(finding -> finding.outcome() == Outcome.PASS).count(),
        result.coverage(),
        result.rulebookVersion(),
        result.asOf().toString());
  }
}
