package cn.beian.server.filings.drafting;

import cn.beian.facts.FactSet;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.FilingProblem;
import cn.beian.server.filings.PackageReplacement;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.store.ReplacementStore;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.Inspection.Failure;
import cn.beian.server.testing.Inspection.Status;
import cn.beian.server.testing.Inspections;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Packages that are to take the place of another, and whether they may. */
@Component
class Replacements {
  private final ReplacementStore store;
  private final CaseFiles files;
  private final Inspections inspections;
  private final Intake intake;
  private final Identity identity;
  private final Clock clock;

  Replacements(
      ReplacementStore store,
      CaseFiles files,
      Inspections inspections,
      Intake intake,
      Identity identity,
      Clock clock) {
    this.store = store;
    this.files = files;
    this.inspections = inspections;
    this.intake = intake;
    this.identity = identity;
    this.clock = clock;
  }

  /** Whether the new one is to be read first; where the old one could not be, nothing is lost. */
  boolean waits(PackageReplacement one) {
    return !isLost(one.replacedId())
        && inspections.find(one.packageId()).filter(Inspection::ended).isEmpty();
  }

  private boolean isLost(UUID packageId) {
    return inspections.find(packageId).filter(old -> old.status() == Status.FAILED).isPresent();
  }

  /** What keeps a package that reading was ended of from the place of another. */
  Optional<Problem> against(PackageReplacement one) {
    if (isLost(one.replacedId())) {
      return Optional.empty();
    }
    Optional<FactSet> facts = inspections.outline(one.packageId());
    StoredPackage by = intake.findPackage(one.packageId()).orElseThrow();
    return facts.isPresent()
        ? files.against(one.applicationId(), one.replacedId(), by, facts.get())
        : Optional.of(FilingProblem.of("unread." + failure(by.id()).name(), "", List.of()));
  }

  /** Why it was not read; of what was read once and is gone, that the program failed. */
  private Failure failure(UUID packageId) {
    return inspections
        .find(packageId)
        .map(Inspection::failure)
        .filter(one -> one != Failure.NONE)
        .orElse(Failure.WORKER_FAILED);
  }

  void await(PackageReplacement one) {
    store.await(one, clock.instant());
  }

  /** One that was read before and does not take the place waits for what its sponsor says. */
  void hold(PackageReplacement one, Problem problem) {
    await(one);
    refuse(one, problem);
  }

  void refuse(PackageReplacement one, Problem problem) {
    store.refuse(one, problem);
  }

  void end(PackageReplacement one) {
    store.end(one.applicationId(), one.replacedId());
  }

  /** Somebody goes on: what was refused before is told no more. */
  void forgetRefused(UUID applicationId) {
    store.forgetRefused(applicationId);
  }

  List<PackageReplacement> waiting(UUID applicationId) {
    return store.of(applicationId).stream().filter(PackageReplacement::waits).toList();
  }

  /** Those that wait and were read by now, or given up. */
  List<PackageReplacement> ended(UUID applicationId) {
    return waiting(applicationId).stream()
        .filter(one -> inspections.find(one.packageId()).filter(Inspection::ended).isPresent())
        .toList();
  }

  /** What a package is, or was, to replace. */
  Optional<PackageReplacement> ofPackage(UUID applicationId, UUID packageId) {
    return store.of(applicationId).stream()
        .filter(one -> one.packageId().equals(packageId))
        .findFirst();
  }

  /**
   * Goes on only where nothing is being read for the place of a package; that something was is told
   * no more.
   *
   * @throws CommandRefusedException if something is
   */
  void requireNone(UUID applicationId, UUID replaced) {
    for (PackageReplacement one : store.of(applicationId)) {
      if (one.replacedId().equals(replaced) && one.waits()) {
        throw FilingProblem.refusal("replacementWaits", name(one.packageId()), name(replaced));
      }
    }
    store.end(applicationId, replaced);
  }

  private String name(UUID packageId) {
    return intake.findPackage(packageId).map(StoredPackage::fileName).orElse("");
  }

  /** Who brought it. */
  Person person(PackageReplacement one) {
    return identity.person(one.begunBy()).orElseThrow();
  }
}
