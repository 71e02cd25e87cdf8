package cn.beian.server.filings;

import cn.beian.server.UuidV7;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.testing.PackageRead;
import cn.beian.server.testing.Testing;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.util.UUID;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Goes on with what waits for a package that has been read: drafts are answered and tested, launch
 * builds compared, and a new version of a filed app is put beside the filed one.
 */
@Component
class ReadPackages {
  /** Data: id of a package that was read. */
  static final TaskDescriptor<String> TASK = TaskDescriptor.of("package-read", String.class);

  private final ApplicationStore store;
  private final DraftPackages drafts;
  private final LaunchBuilds launchBuilds;
  private final FiledVersions filed;
  private final Intake intake;
  private final Testing testing;
  private final Scheduler scheduler;
  private final Clock clock;

  ReadPackages(
      ApplicationStore store,
      DraftPackages drafts,
      LaunchBuilds launchBuilds,
      FiledVersions filed,
      Intake intake,
      Testing testing,
      Scheduler scheduler,
      Clock clock) {
    this.store = store;
    this.drafts = drafts;
    this.launchBuilds = launchBuilds;
    this.filed = filed;
    this.intake = intake;
    this.testing = testing;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @EventListener
  void schedule(PackageRead read) {
    intake.findPackages(read.sha256(), read.appId()).forEach(one -> schedule(one.id()));
  }

  /** What an earlier version left to the next view of a page. */
  @EventListener(ApplicationReadyEvent.class)
  void scheduleLeft() {
    store.packagesLeft().forEach(this::schedule);
  }

  private void schedule(UUID packageId) {
    scheduler.scheduleIfNotExists(
        TASK.instance(UuidV7.next(clock).toString())
            .data(packageId.toString())
            .scheduledTo(clock.instant()));
  }

  /** The job. */
  @Transactional
  void goOn(UUID packageId) {
    for (UUID application : store.applicationsOf(packageId)) {
      drafts.catchUp(application);
      launchBuilds.catchUp(application);
    }
    StoredPackage stored = intake.findPackage(packageId).orElseThrow();
    testing
        .facts(packageId)
        .flatMap(facts -> filed.of(stored.organizationId(), facts.identity("package").orElse("")))
        .filter(version -> !version.packageId().equals(packageId))
        .ifPresent(version -> testing.compare(version.packageId(), packageId));
  }
}
