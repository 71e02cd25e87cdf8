package cn.beian.server.filings.filed;

import cn.beian.server.filings.PackageAwaited;
import cn.beian.server.filings.casefile.FiledVersions;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.testing.Comparisons;
import cn.beian.server.testing.Inspection;
import cn.beian.server.testing.Inspections;
import cn.beian.server.testing.PackageRead;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Goes on with what waits for a package that has been read: drafts are answered and tested, launch
 * builds compared, and a new version of a filed app is put beside the filed one.
 */
@Component
public class ReadPackages {
  /** Data: id of a package that was read. */
  static final TaskDescriptor<String> TASK = TaskDescriptor.of("package-read", String.class);

  private static final Logger LOG = LoggerFactory.getLogger(ReadPackages.class);

  private final ApplicationStore store;
  private final DraftPackages drafts;
  private final LaunchBuilds launchBuilds;
  private final FiledVersions filed;
  private final Intake intake;
  private final Inspections inspections;
  private final Comparisons comparisons;
  private final Scheduler scheduler;
  private final TransactionTemplate transaction;
  private final Clock clock;

  ReadPackages(
      ApplicationStore store,
      DraftPackages drafts,
      LaunchBuilds launchBuilds,
      FiledVersions filed,
      Intake intake,
      Inspections inspections,
      Comparisons comparisons,
      Scheduler scheduler,
      TransactionTemplate transaction,
      Clock clock) {
    this.store = store;
    this.drafts = drafts;
    this.launchBuilds = launchBuilds;
    this.filed = filed;
    this.intake = intake;
    this.inspections = inspections;
    this.comparisons = comparisons;
    this.scheduler = scheduler;
    this.transaction = transaction;
    this.clock = clock;
  }

  @EventListener
  void schedule(PackageRead read) {
    intake.findPackages(read.sha256(), read.appId()).forEach(one -> schedule(one.id()));
  }

  /**
   * Part of the transaction that waits, so it runs after that: reading may have ended meanwhile.
   */
  @EventListener
  void schedule(PackageAwaited awaited) {
    if (inspections.find(awaited.packageId()).filter(Inspection::ended).isEmpty()) {
      schedule(awaited.packageId());
    }
  }

  /** What an earlier version left to the next view of a page. */
  @EventListener(ApplicationReadyEvent.class)
  void scheduleLeft() {
    // by its id: what several nodes, or several starts, find is asked for once
    store.packagesLeft().forEach(one -> schedule(one, one.toString()));
  }

  /** Always anew: one that is under way may have seen the package as it was before. */
  private void schedule(UUID packageId) {
    schedule(packageId, UuidV7.next(clock).toString());
  }

  private void schedule(UUID packageId, String instance) {
    scheduler.scheduleIfNotExists(
        TASK.instance(instance).data(packageId.toString()).scheduledTo(clock.instant()));
  }

  /**
   * The job: each application in a transaction of its own. One that fails keeps no other from it.
   *
   * @throws IllegalStateException when some failed, after all others were gone on with
   */
  public void goOn(UUID packageId) {
    List<UUID> failed = new ArrayList<>();
    for (UUID application : store.applicationsOf(packageId)) {
      try {
        transaction.executeWithoutResult(
            status -> {
              drafts.catchUp(application);
              launchBuilds.catchUp(application);
            });
      } catch (RuntimeException e) {
        LOG.error("application {} does not go on with package {}", application, packageId, e);
        failed.add(application);
      }
    }
    compareWithFiled(packageId);
    if (!failed.isEmpty()) {
      throw new IllegalStateException("applications that do not go on: " + failed);
    }
  }

  private void compareWithFiled(UUID packageId) {
    StoredPackage stored = intake.findPackage(packageId).orElseThrow();
    filed
        .after(stored.organizationId(), packageId)
        .filter(version -> inspections.outline(version.packageId()).isPresent())
        .ifPresent(version -> comparisons.compare(version.packageId(), packageId));
  }
}
