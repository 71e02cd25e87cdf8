package cn.beian.server.filings.casefile;

import cn.beian.filing.review.ChangeGate.Brought;
import cn.beian.filing.review.ChangeGate.Comparison;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.rules.Verdict;
import cn.beian.rules.comparison.Change;
import cn.beian.rules.comparison.Proposal;
import cn.beian.rules.comparison.VersionComparison;
import cn.beian.server.apps.App;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.FiledVersion;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.SubmittedPackage.Part;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.Comparisons;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** New versions of filed apps beside the filed ones; nothing where that is not held any more. */
@Component
public class NewVersions {
  private static final int MOST_SENTENCES = 20;

  private final FiledVersions versions;
  private final Comparisons comparisons;
  private final ApplicationStore store;
  private final Intake intake;

  NewVersions(
      FiledVersions versions, Comparisons comparisons, ApplicationStore store, Intake intake) {
    this.versions = versions;
    this.comparisons = comparisons;
    this.store = store;
    this.intake = intake;
  }

  /** For a page, before a change is begun. */
  @Transactional(readOnly = true)
  public Optional<VersionComparison> beside(App app, UUID packageId) {
    return last(app, packageId).flatMap(last -> comparisons.compared(last.packageId(), packageId));
  }

  /** As a change is begun: kept, so that all who look at it read the same. */
  @Transactional
  public Optional<VersionComparison> keep(App app, UUID packageId) {
    return last(app, packageId).flatMap(last -> comparisons.compare(last.packageId(), packageId));
  }

  private Optional<FiledVersion> last(App app, UUID packageId) {
    return versions
        .member(packageId)
        .flatMap(version -> app.ownerId().flatMap(unit -> versions.of(unit, version)));
  }

  /** The new version of a change that is not decided yet; empty where it has none. */
  @Transactional(readOnly = true)
  public Optional<VersionComparison> of(CaseFile file) {
    return beside(file.application(), file.packages(), comparisons::compared);
  }

  /** The same as it is put into the change: kept, so that all who look at it read the same. */
  @Transactional
  public Optional<VersionComparison> keep(CaseFile file) {
    return beside(file.application(), file.packages(), comparisons::compare);
  }

  /**
   * The packages of a change of information that are not those filed when it began, with what the
   * comparison came to; of one that is decided nothing is compared any more. Empty for every other
   * kind.
   */
  List<Brought> brought(Application change, List<CasePackage> packages) {
    Optional<UUID> basis = change.basis().map(Application.Basis::applicationId);
    if (change.kind() != ApplicationKind.CHANGE || basis.isEmpty()) {
      return List.of();
    }
    Set<String> filed =
        store.packages(basis.get(), Part.REVIEW).stream()
            .flatMap(one -> intake.findPackage(one.packageId()).stream())
            .map(StoredPackage::sha256)
            .collect(Collectors.toSet());
    boolean decided = change.state() == ApplicationState.ACCEPTED;
    return packages.stream()
        .filter(one -> !filed.contains(one.stored().sha256()))
        .map(
            one ->
                new Brought(
                    decided ? Comparison.UNDECIDED : comparison(change, one), isDecided(one)))
        .toList();
  }

  private Comparison comparison(Application change, CasePackage one) {
    return last(change, one)
        .flatMap(last -> comparisons.compared(last, one.submitted().packageId()))
        .map(
            both ->
                both.proposal() == Proposal.MAJOR_CHANGE
                    ? Comparison.MAJOR
                    : both.isUndetermined() ? Comparison.UNDECIDED : Comparison.NOT_MAJOR)
        .orElse(Comparison.UNDECIDED);
  }

  private static boolean isDecided(CasePackage one) {
    return one.test().filter(run -> run.result().verdict() != Verdict.UNDETERMINED).isPresent();
  }

  /** What a version changes, a sentence a line; empty where nothing is due for it. */
  public static String told(VersionComparison compared) {
    return compared.changes().stream()
        .filter(change -> change.due() != Proposal.NOTHING_DUE)
        .map((Change change) -> change.text(Locale.CHINESE).split("：", 2)[0])
        .distinct()
        .limit(MOST_SENTENCES)
        .collect(Collectors.joining("\n"));
  }

  private Optional<VersionComparison> beside(
      Application change,
      List<CasePackage> packages,
      BiFunction<UUID, UUID, Optional<VersionComparison>> compared) {
    Optional<UUID> basis = change.basis().map(Application.Basis::applicationId);
    if (basis.isEmpty() || change.state() == ApplicationState.ACCEPTED) {
      return Optional.empty();
    }
    Set<UUID> before =
        store.packages(basis.get(), Part.REVIEW).stream()
            .map(SubmittedPackage::packageId)
            .collect(Collectors.toSet());
    return packages.stream()
        .filter(one -> !before.contains(one.submitted().packageId()))
        .flatMap(
            one ->
                last(change, one).stream()
                    .map(last -> compared.apply(last, one.submitted().packageId())))
        .flatMap(Optional::stream)
        .max(VersionComparison.BY_WEIGHT);
  }

  private Optional<UUID> last(Application change, CasePackage one) {
    return one.member()
        .flatMap(app -> versions.of(change.organizationId(), app))
        .map(FiledVersion::packageId);
  }
}
