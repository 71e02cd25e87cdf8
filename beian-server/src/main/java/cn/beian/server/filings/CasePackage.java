package cn.beian.server.filings;

import cn.beian.filing.review.FindingStanding;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.TestRun;
import java.util.Optional;

/**
 * A package of an application as pages show it.
 *
 * @param judgement of a package that could not be read
 */
public record CasePackage(
    SubmittedPackage submitted,
    StoredPackage stored,
    Optional<Inspection> inspection,
    Optional<TestRun> test,
    Optional<Judgement> judgement) {
  /** Rule id under which the reading of a whole package is judged. */
  public static final String UNREAD = "PACKAGE";

  /** Whether its reading is still under way. */
  public boolean reading() {
    return inspection
        .filter(
            one ->
                one.status() == Inspection.Status.QUEUED
                    || one.status() == Inspection.Status.RUNNING)
        .isPresent();
  }

  /** What stands in the way of acceptance when there is no test of it. */
  Optional<FindingStanding> unread() {
    if (test.isPresent()) {
      return Optional.empty();
    }
    boolean passed =
        judgement.filter(one -> one.outcome() == Judgement.Outcome.TESTED_BY_HAND).isPresent();
    return Optional.of(
        new FindingStanding(
            submitted.packageId() + "/" + UNREAD,
            UNREAD,
            false,
            FindingStanding.Effect.BLOCK,
            passed
                ? FindingStanding.Disposition.HUMAN_TEST_PASSED
                : FindingStanding.Disposition.OPEN));
  }
}
