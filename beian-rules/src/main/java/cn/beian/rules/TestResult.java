package cn.beian.rules;

import cn.beian.facts.PackageHeader;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * The technical test of one package: a function of facts, context, rulebook and as-of date alone.
 *
 * @param header of the facts
 * @param factsDigest SHA-256, lower-case hex
 * @param contextDigest SHA-256, lower-case hex
 * @param rulebookVersion SHA-256, lower-case hex
 * @param asOf the day whose law and exemptions apply, Asia/Shanghai
 * @param verdict what it says
 * @param openExplanations how many findings the sponsor has to explain
 * @param findings one a rule, in the order of the rulebook
 * @param coverage what was readable, by name
 */
public record TestResult(
    PackageHeader header,
    String factsDigest,
    String contextDigest,
    String rulebookVersion,
    LocalDate asOf,
    Verdict verdict,
    int openExplanations,
    List<Finding> findings,
    List<CoverageSummary> coverage) {
  public TestResult {
    findings = List.copyOf(findings);
    coverage = List.copyOf(coverage);
  }

  public Optional<Finding> finding(String ruleId) {
    return findings.stream().filter(finding -> finding.ruleId().equals(ruleId)).findFirst();
  }

  /** The violations that stop acceptance. */
  public List<Finding> blocking() {
    return findings.stream().filter(Finding::blocks).toList();
  }
}
