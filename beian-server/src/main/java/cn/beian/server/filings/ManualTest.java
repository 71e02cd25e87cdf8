package cn.beian.server.filings;

import cn.beian.filing.review.FindingStanding;
import cn.beian.filing.review.FindingStanding.Disposition;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * What a human found who tested what the machine could not.
 *
 * @param subject test of the finding; the package for {@link #PACKAGE}; the application for {@link
 *     #APPLICATION}
 * @param ruleId of the finding, {@link #PACKAGE} or {@link #APPLICATION}
 * @param passed whether nothing was found
 * @param tester who tested; a person or an institution
 * @param reportId the attached report
 * @param note what was tested and found, in a sentence or two
 */
public record ManualTest(
    UUID subject,
    String ruleId,
    boolean passed,
    String tester,
    LocalDate testedOn,
    UUID reportId,
    String note,
    UUID recordedBy,
    Instant recordedAt) {
  /** Stands for a rule where a whole package could not be read. */
  public static final String PACKAGE = "PACKAGE";

  /** Stands for a rule where there is no package. */
  public static final String APPLICATION = "APPLICATION";

  /** What the gate is told of something that only a human can test. */
  public static FindingStanding standing(UUID subject, String ruleId, Optional<ManualTest> test) {
    boolean passed = test.filter(ManualTest::passed).isPresent();
    return new FindingStanding(
        subject + "/" + ruleId,
        ruleId,
        test.isPresent() && !passed,
        FindingStanding.Effect.BLOCK,
        passed ? Disposition.HUMAN_TEST_PASSED : Disposition.OPEN,
        false);
  }

  /** The same, of another test that leaves the same open. */
  public ManualTest of(UUID otherTest) {
    return new ManualTest(
        otherTest, ruleId, passed, tester, testedOn, reportId, note, recordedBy, recordedAt);
  }
}
