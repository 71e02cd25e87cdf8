package cn.beian.server.testing;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.rules.Context;
import cn.beian.server.intake.Intake;
import cn.beian.server.intake.StoredPackage;
import cn.beian.server.platform.UuidV7;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Compares test builds and releases, and tests a package that is in no application yet. */
@Component
class AfterReading {
  /** Data: id of a package that was read. */
  static final TaskDescriptor<String> TASK = TaskDescriptor.of("after-reading", String.class);

  private final Intake intake;
  private final CompanionBuilds companions;
  private final TestRuns tests;
  private final Scheduler scheduler;
  private final Clock clock;

  AfterReading(
      Intake intake, CompanionBuilds companions, TestRuns tests, Scheduler scheduler, Clock clock) {
    this.intake = intake;
    this.companions = companions;
    this.tests = tests;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @EventListener
  void schedule(PackageRead read) {
    for (StoredPackage one : intake.findPackages(read.sha256(), read.appId())) {
      scheduler.scheduleIfNotExists(
          TASK.instance(UuidV7.next(clock).toString())
              .data(one.id().toString())
              .scheduledTo(clock.instant()));
    }
  }

  /** The job. */
  @Transactional
  void goOn(UUID packageId) {
    StoredPackage stored = intake.findPackage(packageId).orElseThrow();
    companions.compare(stored);
    if (tests.latest(packageId).isEmpty()) {
      tests.test(packageId, Context.EMPTY, OfficialTime.dayOf(clock.instant()));
    }
  }
}
