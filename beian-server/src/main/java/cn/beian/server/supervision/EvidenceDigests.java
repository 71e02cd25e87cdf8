package cn.beian.server.supervision;

import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.server.platform.Sha256Hex;
import cn.beian.server.supervision.FindingStore.Undigested;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * By what two findings of a rule are the same: what was seen on which screen; lines and offsets
 * differ from build to build.
 */
@Component
class EvidenceDigests {
  static final TaskDescriptor<Void> TASK = TaskDescriptor.of("supervision-evidence");

  private static final int AT_ONCE = 200;

  private final FindingStore findings;
  private final TestRuns tests;

  EvidenceDigests(FindingStore findings, TestRuns tests) {
    this.findings = findings;
    this.tests = tests;
  }

  /** The digest of a finding; empty where some of its evidence is not known, or none is. */
  static String of(Finding finding) {
    return finding.evidence().isEmpty() || finding.evidence().size() != finding.evidenceTotal()
        ? ""
        : Sha256Hex.of(
            finding.evidence().stream()
                .map(EvidenceDigests::of)
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n")));
  }

  /** With the length before each part, so that no text can be taken for two. */
  private static String of(Evidence piece) {
    return Stream.of(String.valueOf(piece.kind()), piece.screen(), piece.text(), piece.term())
        .map(part -> part.length() + ":" + part)
        .collect(Collectors.joining(" "));
  }

  /** That of a rule in a test. */
  String of(UUID testId, String ruleId) {
    Optional<TestRun> test = tests.find(testId);
    return test.flatMap(one -> one.result().finding(ruleId)).map(EvidenceDigests::of).orElse("");
  }

  /** The task: digests of what was found before there were any. */
  void fill() {
    List<Undigested> left;
    do {
      left = findings.undigested(AT_ONCE);
      left.forEach(one -> findings.digested(one, of(one.testId(), one.ruleId())));
    } while (!left.isEmpty());
  }
}
