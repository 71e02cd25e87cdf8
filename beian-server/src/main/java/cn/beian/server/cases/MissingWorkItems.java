package cn.beian.server.cases;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes the rows of the worklist that are missing after an upgrade, a case a transaction, so that
 * whatever ends it, it goes on where it was.
 */
@Component
class MissingWorkItems {
  private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("worklist-missing");

  private static final Logger LOG = LoggerFactory.getLogger(MissingWorkItems.class);
  private static final int AT_ONCE = 1_000;
  private static final UUID FIRST = new UUID(0, 0);

  private final List<Procedure<?, ?>> procedures;
  private final WorkItems items;
  private final TransactionTemplate transactions;

  MissingWorkItems(
      List<Procedure<?, ?>> procedures, WorkItems items, TransactionTemplate transactions) {
    this.procedures = procedures;
    this.items = items;
    this.transactions = transactions;
  }

  /** The job. */
  void complete() {
    for (Procedure<?, ?> procedure : procedures) {
      int made = 0;
      List<UUID> ids = items.missing(procedure, FIRST, AT_ONCE);
      while (!ids.isEmpty()) {
        for (UUID id : ids) {
          made += made(procedure, id) ? 1 : 0;
        }
        LOG.info("worklist: {} cases of {} taken in so far", made, procedure.kind());
        ids = items.missing(procedure, ids.get(ids.size() - 1), AT_ONCE);
      }
    }
  }

  /** One that cannot be made is left for the next start and keeps no other waiting. */
  private boolean made(Procedure<?, ?> procedure, UUID id) {
    try {
      transactions.executeWithoutResult(status -> items.deriveLocked(procedure, id));
      return true;
    } catch (RuntimeException e) {
      LOG.error("case {} of {} is NOT in the worklist", id, procedure.kind(), e);
      return false;
    }
  }

  private boolean any() {
    return procedures.stream().anyMatch(one -> !items.missing(one, FIRST, 1).isEmpty());
  }

  @Configuration(proxyBeanMethods = false)
  static class Job {
    @Bean
    OneTimeTask<Void> worklistMissing(ObjectProvider<MissingWorkItems> missing) {
      return Tasks.oneTime(TASK).execute((instance, context) -> missing.getObject().complete());
    }
  }

  /** Asks for the job where there is anything to do; one node does it. */
  @Component
  static class AtStart {
    private final MissingWorkItems missing;
    private final SchedulerClient scheduler;
    private final Clock clock;

    AtStart(MissingWorkItems missing, SchedulerClient scheduler, Clock clock) {
      this.missing = missing;
      this.scheduler = scheduler;
      this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void schedule() {
      if (missing.any()) {
        scheduler.scheduleIfNotExists(TASK.instance("once").scheduledTo(clock.instant()));
      }
    }
  }
}
