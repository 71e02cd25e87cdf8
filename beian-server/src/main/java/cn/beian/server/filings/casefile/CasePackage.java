package cn.beian.server.filings.casefile;

import cn.beian.filing.policies.PackageSet;
import cn.beian.filing.review.FindingStanding;
import cn.beian.server.filings.ManualTest;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.testing.CompanionBuild;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.TestRun;
import java.util.Optional;

/**
 * A package of an application as pages show it.
 *
 * @param humanTest of a package that could not be read
 * @param beside the unpacked test build of a protected release
 * @param successor what is to take its place, or did not
 * @param goes whether it is known to be no package and goes again in a moment
 */
public record CasePackage(
    SubmittedPackage submitted,
    StoredPackage stored,
    Optional<Inspection> inspection,
    Optional<TestRun> test,
    Optional<ManualTest> humanTest,
    Optional<CompanionBuild> beside,
    Optional<Successor> successor,
    boolean goes) {

  /**
   * A package that is to take the place of another, which stays in force until that was read.
   *
   * @param problem why it did not; empty while it waits
   */
  public record Successor(
      StoredPackage stored, Optional<Inspection> inspection, Optional<Problem> problem) {
    /** Whether it is still being read. */
    public boolean waits() {
      return problem.isEmpty();
    }

    /** Whether it is of another app, which may take the place where its sponsor says so. */
    public boolean anotherApp() {
      return problem.filter(PackagesTogether::isAnotherApp).isPresent();
    }

    /** Share of it that was read, 0 to 100. */
    public int percent() {
      return inspection.map(Inspection::percent).orElse(0);
    }
  }

  /** Whether another is being read that is to take its place. */
  public boolean beingReplaced() {
    return successor.filter(Successor::waits).isPresent();
  }

  /** Whether it is still being read, or was read and is to be tested or taken out yet. */
  public boolean reading() {
    return goes
        || inspection
            .filter(one -> one.status() == Inspection.Status.READ ? test.isEmpty() : !one.ended())
            .isPresent();
  }

  /** Share of it that was read, 0 to 100. */
  public int percent() {
    return inspection.map(Inspection::percent).orElse(0);
  }

  /** What numbers depend on; empty until it was read. */
  public Optional<PackageSet.Member> member() {
    return format().map(format -> PackageAnswers.member(format, submitted.identity()));
  }

  /** Whether it is a build of that app for the same platform; false until it was read. */
  public boolean isOf(PackageSet.Member app) {
    return member().filter(app::equals).isPresent();
  }

  /** Whether both are builds of one app in the same format; false where one was not read. */
  boolean isAnotherBuildOf(CasePackage other) {
    return other.format().filter(one -> isBuildOf(one, other.submitted.identity())).isPresent();
  }

  /** Whether it is a build of the app of that name in that format; false until it was read. */
  boolean isBuildOf(String format, String identity) {
    return !submitted.identity().isEmpty()
        && submitted.identity().equals(identity)
        && format().equals(Optional.of(format));
  }

  Optional<String> format() {
    return test.map(run -> run.result().header().format());
  }

  /** The platform that it runs on, or its format where that tells more; empty until it was read. */
  public String platform() {
    return format().map(PackageAnswers::platform).orElse("");
  }

  /** What stands in the way of acceptance when there is no test of it. */
  Optional<FindingStanding> unread() {
    return test.isPresent()
        ? Optional.empty()
        : Optional.of(ManualTest.standing(submitted.packageId(), ManualTest.PACKAGE, humanTest));
  }
}
