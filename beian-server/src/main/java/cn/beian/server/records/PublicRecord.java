package cn.beian.server.records;

import cn.beian.filing.states.RecordState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A record as far as it is public.
 *
 * @param applicationId the one that it rests on, accepted last
 * @param officialNumber as the official system gave it; empty while it is not known here
 * @param officialNumberOn when it was given
 * @param officialNumberSource who says that it is its number; empty where it has none
 * @param issuer unit that accepted it, empty where that is not known
 * @param numberSeenOn since when a build of it shows the number; empty while none was seen
 * @param numberAskedOn since when it has the number and version that are to be seen together
 * @param restricted whether only number and state may be shown
 * @param revisions from the first on
 */
public record PublicRecord(
    String number,
    String officialNumber,
    Optional<LocalDate> officialNumberOn,
    Optional<OfficialNumberSource> officialNumberSource,
    UUID appId,
    UUID applicationId,
    UUID organizationId,
    RecordState state,
    String appName,
    String sponsorName,
    String issuer,
    String users,
    LocalDate filedOn,
    Optional<LocalDate> numberSeenOn,
    LocalDate numberAskedOn,
    boolean restricted,
    Summary summary,
    List<Build> builds,
    List<Revision> revisions) {
  /** What the test said, without findings. */
  public record Summary(
      List<Acceptance.GroupOutcome> outcomes,
      String rulebookVersion,
      List<String> testDigests,
      List<Acceptance.PublicExemption> exemptions) {}

  /**
   * A package that belongs to the record.
   *
   * @param launch whether it is the build that shows the number
   * @param tested whether it, or the reviewed build that a launch build follows, was tested: what
   *     the seats of a province accepted with a change of information was not
   */
  public record Build(
      String platform,
      String packageId,
      String versionName,
      String sha256,
      String signer,
      boolean launch,
      boolean tested,
      LocalDate addedOn) {
    Acceptance.FiledPackage filed() {
      return new Acceptance.FiledPackage(platform, packageId, versionName, sha256, signer);
    }
  }

  /**
   * One ledger entry of the record.
   *
   * @param sealed whether it holds commitments instead of what the record says
   * @param officialNumber that it noted; empty of other events, and of some from before it was kept
   */
  public record Revision(
      int revision,
      String event,
      long entryIndex,
      Instant at,
      boolean sealed,
      String officialNumber) {}

  /** An event of it as texts name it: a number that was noted before is corrected. */
  public String said(Revision revision) {
    boolean again =
        revision.event().equals("OFFICIAL_NUMBER")
            && revisions.stream()
                .filter(one -> one.revision() < revision.revision())
                .anyMatch(one -> one.event().equals("OFFICIAL_NUMBER"));
    return revision.event() + (again ? ".again" : "");
  }

  /** Whether entries from before it was restricted say in the open what it no longer shows. */
  public boolean wasOpen() {
    return restricted && revisions.stream().anyMatch(revision -> !revision.sealed());
  }

  /**
   * Whether it was filed after another record had come into its present state, by the order of the
   * ledger; false where no entry says when that was.
   */
  boolean filedAfterEndOf(PublicRecord ended) {
    return !revisions.isEmpty()
        && ended.revisions.stream()
            .filter(one -> one.event().equals(ended.state.name()))
            .reduce((earlier, later) -> later)
            .filter(end -> end.entryIndex() < revisions.get(0).entryIndex())
            .isPresent();
  }

  PublicRecord with(List<Build> itsBuilds, List<Revision> itsRevisions) {
    return new PublicRecord(
        number,
        officialNumber,
        officialNumberOn,
        officialNumberSource,
        appId,
        applicationId,
        organizationId,
        state,
        appName,
        sponsorName,
        issuer,
        users,
        filedOn,
        numberSeenOn,
        numberAskedOn,
        restricted,
        summary,
        itsBuilds,
        itsRevisions);
  }

  /**
   * Platforms of an app of several whose launch build has not come yet; an app of one platform
   * waits for none of them once any came.
   */
  public List<String> platformsToShow() {
    List<String> launched =
        builds.stream().filter(Build::launch).map(Build::platform).distinct().toList();
    List<String> reviewed =
        builds.stream().filter(one -> !one.launch()).map(Build::platform).distinct().toList();
    return reviewed.size() < 2 && !launched.isEmpty()
        ? List.of()
        : reviewed.stream().filter(one -> !launched.contains(one)).toList();
  }

  /** Builds that came with a change of information and that no test is of; launch builds aside. */
  public List<Build> untested() {
    return builds.stream().filter(build -> !build.launch() && !build.tested()).toList();
  }

  /** Whether it has a number of the official system that no list confirms. */
  public boolean unconfirmed() {
    return officialNumberSource.filter(one -> !one.confirmed()).isPresent();
  }

  /** The number that the app has to show. */
  public String numberToShow() {
    return officialNumber.isEmpty() ? number : officialNumber;
  }
}
