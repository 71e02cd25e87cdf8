package cn.beian.server.filings.changes;

import cn.beian.filing.states.ApplicationState;
import cn.beian.rules.comparison.VersionComparison;
import cn.beian.server.apps.App;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.SubmittedPackage;
import cn.beian.server.filings.SubmittedPackage.Part;
import cn.beian.server.filings.answers.PackageAnswers;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.filed.FiledVersions;
import cn.beian.server.filings.filed.FiledVersions.Filed;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.testing.Comparisons;
import cn.beian.server.testing.Inspections;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** New versions of filed apps beside the filed ones; nothing where that is not held any more. */
@Component
public class NewVersions {
  private final FiledVersions versions;
  private final Comparisons comparisons;
  private final Inspections inspections;
  private final ApplicationStore store;

  NewVersions(
      FiledVersions versions,
      Comparisons comparisons,
      Inspections inspections,
      ApplicationStore store) {
    this.versions = versions;
    this.comparisons = comparisons;
    this.inspections = inspections;
    this.store = store;
  }

  /** For a page, before a change is begun. */
  @Transactional(readOnly = true)
  Optional<VersionComparison> beside(App app, UUID packageId) {
    return last(app, packageId).flatMap(last -> comparisons.compared(last.packageId(), packageId));
  }

  /** As a change is begun: kept, so that all who look at it read the same. */
  @Transactional
  Optional<VersionComparison> keep(App app, UUID packageId) {
    return last(app, packageId).flatMap(last -> comparisons.compare(last.packageId(), packageId));
  }

  private Optional<Filed> last(App app, UUID packageId) {
    return inspections
        .factsIfHeld(packageId)
        .map(PackageAnswers::member)
        .flatMap(version -> app.ownerId().flatMap(unit -> versions.of(unit, version)));
  }

  /** The new version of a change that is not decided yet; empty where it has none. */
  @Transactional(readOnly = true)
  public Optional<VersionComparison> of(CaseFile file) {
    Application application = file.application();
    Optional<UUID> basis = application.basis().map(Application.Basis::applicationId);
    if (basis.isEmpty() || application.state() == ApplicationState.ACCEPTED) {
      return Optional.empty();
    }
    Set<UUID> before =
        store.packages(basis.get(), Part.REVIEW).stream()
            .map(SubmittedPackage::packageId)
            .collect(Collectors.toSet());
    return file.packages().stream()
        .filter(one -> !before.contains(one.submitted().packageId()))
        .findFirst()
        .flatMap(
            one ->
                one.member()
                    .flatMap(app -> versions.of(application.organizationId(), app))
                    .flatMap(
                        last ->
                            comparisons.compared(last.packageId(), one.submitted().packageId())));
  }
}
