package cn.beian.server.supervision;

import cn.beian.rules.Finding;
import cn.beian.rules.TestResult;
import cn.beian.server.filings.filed.FiledApps.FiledBuild;
import cn.beian.server.testing.Standing;
import java.util.List;

/**
 * A filed build judged by two versions of the rulebook, from the same facts and context.
 *
 * @param before by the version that was in force
 * @param after by the version that came into force
 */
public record TestedAgain(FiledBuild build, TestResult before, TestResult after) {

  /** Violations that weigh more than they did: they now block, or now have to be explained. */
  public List<Finding> worse() {
    return after.findings().stream()
        .filter(finding -> Standing.of(after.finding(finding.ruleId())).worseThan(was(finding)))
        .toList();
  }

  /** What a finding meant by the version before. */
  Standing was(Finding finding) {
    return Standing.of(before.finding(finding.ruleId()));
  }
}
