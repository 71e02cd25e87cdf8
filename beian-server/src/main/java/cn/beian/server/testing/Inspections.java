package cn.beian.server.testing;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.PackageTaken;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.testing.Inspection.Status;
import cn.beian.server.trail.AuditTrail;
import com.github.kagkarlsson.scheduler.Scheduler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Has packages read in the background, and gives what was read. */
@Service
public class Inspections {
  private static final Logger LOG = LoggerFactory.getLogger(Inspections.class);

  private final Intake intake;
  private final InspectionStore store;
  private final CompanionBuildStore companions;
  private final FactsStore facts;
  private final AuditTrail audit;
  private final Scheduler scheduler;
  private final Clock clock;

  Inspections(
      Intake intake,
      InspectionStore store,
      CompanionBuildStore companions,
      FactsStore facts,
      AuditTrail audit,
      Scheduler scheduler,
      Clock clock) {
    this.intake = intake;
    this.store = store;
    this.companions = companions;
    this.facts = facts;
    this.audit = audit;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** Has a package read, unless that was done or is under way. */
  @EventListener
  void request(PackageTaken taken) {
    if (store.queue(upload(taken.packageId()))) {
      schedule(taken.packageId());
    }
  }

  private void schedule(UUID packageId) {
    scheduler.scheduleIfNotExists(
        InspectionJob.TASK
            .instance(UuidV7.next(clock).toString())
            .data(packageId.toString())
            .scheduledTo(clock.instant()));
    TransactionSynchronizationManager.registerSynchronization(
        new TransactionSynchronization() {
          @Override
          public void afterCommit() {
            scheduler.triggerCheckForDueExecutions(); // somebody is waiting for it
          }
        });
  }

  /** Packages that could not be read, the latest first. */
  public List<FailedInspection> failed(int most) {
    return store.failed(most);
  }

  /** How many files of other kinds were sent, such as pictures; {@link #failed} leaves them out. */
  public int otherKinds() {
    return store.otherKinds();
  }

  /**
   * Has a package that could not be read read anew, whatever the reason was; the units that sent it
   * need not do anything. False where it was read, or is being read.
   */
  @Transactional
  public boolean readAnew(String sha256, String appId) {
    Optional<StoredPackage> upload = intake.findPackage(sha256, appId);
    if (upload.isEmpty() || !store.queueAnew(sha256, appId)) {
      return false;
    }
    schedule(upload.get().id());
    audit.record(
        "package.read-anew",
        upload.get().id().toString(),
        upload.get().fileName() + " sha256 " + sha256);
    return true;
  }

  /** How far the reading of a package is; empty if it was never asked for. */
  public Optional<Inspection> find(UUID packageId) {
    StoredPackage upload = upload(packageId);
    return store.find(upload.sha256(), upload.appId());
  }

  /**
   * Digest of the facts of a package that was read; of a protected one, together with those of the
   * test build beside it.
   */
  public Optional<String> factsDigest(UUID packageId) {
    return find(packageId)
        .filter(inspection -> inspection.status() == Status.READ)
        .map(inspection -> companions.factsDigest(packageId).orElse(inspection.factsDigest()));
  }

  /** The facts of a package that was read, as {@link #factsDigest} names them. */
  public Optional<FactSet> facts(UUID packageId) {
    return factsDigest(packageId).map(this::read);
  }

  /** The same, to be read a piece at a time. */
  public Optional<StoredFacts> stored(UUID packageId) {
    return factsDigest(packageId).map(facts::stored);
  }

  /** The facts of a package; empty also where they are gone, which is logged. For jobs. */
  public Optional<FactSet> factsIfHeld(UUID packageId) {
    return ifHeld(packageId, () -> facts(packageId));
  }

  /** The same of what a package calls itself alone, which costs little however large it is. */
  public Optional<FactSet> outline(UUID packageId) {
    return ifHeld(
        packageId, () -> stored(packageId).map(facts -> facts.of(Set.of(FactKind.IDENTITY))));
  }

  private static Optional<FactSet> ifHeld(UUID packageId, Supplier<Optional<FactSet>> read) {
    try {
      return read.get();
    } catch (UncheckedIOException e) {
      LOG.error("package {}: its facts are gone: {}", packageId, e.getMessage());
      return Optional.empty();
    }
  }

  FactSet read(String digest) {
    try {
      return facts.read(digest);
    } catch (IOException e) {
      throw new UncheckedIOException("facts " + digest + " are not in the object store", e);
    }
  }

  private StoredPackage upload(UUID packageId) {
    return intake
        .findPackage(packageId)
        .orElseThrow(() -> new IllegalArgumentException("no package " + packageId));
  }
}
