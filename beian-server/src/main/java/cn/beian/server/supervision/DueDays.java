package cn.beian.server.supervision;

import cn.beian.server.calendar.CalendarChanged;
import cn.beian.server.platform.UuidV7;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The days on which answers to notices are due, computed again when a holiday notice comes: by a
 * job, each case in a transaction of its own.
 */
@Component
class DueDays {
  static final TaskDescriptor<Void> TASK = TaskDescriptor.of("supervision-due-days");

  private static final Logger LOG = LoggerFactory.getLogger(DueDays.class);

  private final SupervisionStore store;
  private final SupervisionProgress progress;
  private final TransactionTemplate transaction;
  private final SchedulerClient scheduler;
  private final Clock clock;

  DueDays(
      SupervisionStore store,
      SupervisionProgress progress,
      TransactionTemplate transaction,
      SchedulerClient scheduler,
      Clock clock) {
    this.store = store;
    this.progress = progress;
    this.transaction = transaction;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /** The job runs once the notice is committed. */
  @EventListener
  void on(CalendarChanged changed) {
    scheduler.scheduleIfNotExists(
        TASK.instance(UuidV7.next(clock).toString()).scheduledTo(clock.instant()));
  }

  /**
   * The job. One case that cannot be computed keeps no other from it.
   *
   * @throws IllegalStateException when some could not be computed, after all others were
   */
  void all() {
    List<UUID> failed = new ArrayList<>();
    for (UUID id : store.open()) {
      try {
        transaction.executeWithoutResult(status -> store.lock(id).ifPresent(progress::dueAgain));
      } catch (RuntimeException e) {
        LOG.error("case {}: its day cannot be computed again", id, e);
        failed.add(id);
      }
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException("days not computed again: " + failed);
    }
  }
}
