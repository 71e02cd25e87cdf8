package cn.beian.report;

import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.TestResult;
import cn.beian.rules.Verdict;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * An earlier test, so that only what is new since then fails a build. A finding is new if the
 * earlier test did not have it, or without something that it rests on now. Lines may move: evidence
 * is compared by entry, member, text and term.
 */
public final class Baseline {
  private record Known(Outcome outcome, int total, Set<String> evidence) {}

  private final Map<String, Known> known = new HashMap<>();

  private Baseline() {}

  /** The findings of an earlier test. */
  public static Baseline of(TestResult earlier) {
    Baseline baseline = new Baseline();
    for (Finding finding : earlier.findings()) {
      Set<String> evidence = new HashSet<>();
      finding.evidence().forEach(one -> evidence.add(identity(one)));
      baseline.known.put(
          finding.ruleId(), new Known(finding.outcome(), finding.evidenceTotal(), evidence));
    }
    return baseline;
  }

  /** Whether the earlier test did not have this finding, or without some of its evidence. */
  public boolean isNew(Finding finding) {
    Known before = known.get(finding.ruleId());
    return before == null
        || before.outcome() != finding.outcome()
        || finding.evidenceTotal() > before.total()
        || !finding.evidence().stream()
            .map(Baseline::identity)
            .allMatch(before.evidence()::contains);
  }

  /** The new findings that block, ask an explanation, or leave open whether something blocks. */
  public List<Finding> newOnes(TestResult now) {
    return now.findings().stream()
        .filter(one -> one.blocks() || one.asksExplanation() || one.leavesOpen())
        .filter(this::isNew)
        .toList();
  }

  /** The verdict that the new findings alone would give. */
  public Verdict verdict(TestResult now) {
    List<Finding> added = newOnes(now);
    if (added.stream().anyMatch(Finding::blocks)) {
      return Verdict.BLOCKED;
    }
    return added.stream().anyMatch(Finding::leavesOpen) ? Verdict.UNDETERMINED : Verdict.PASSED;
  }

  /** What a piece of evidence is, wherever in its entry it now stands. */
  static String identity(Evidence evidence) {
    return String.join(
        "\n",
        evidence.at().entry(),
        evidence.at().member(),
        evidence.text(),
        evidence.term(),
        evidence.kind().jsonName());
  }
}
