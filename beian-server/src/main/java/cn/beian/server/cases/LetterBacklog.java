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
 * Keeps the letters from before letters were kept, as they read on the day of the upgrade, a case a
 * transaction; whatever ends it, it goes on where it was.
 */
@Component
class LetterBacklog {
  private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("letters-from-before");

  private static final Logger LOG = LoggerFactory.getLogger(LetterBacklog.class);
  private static final int AT_ONCE = 1_000;
  private static final UUID FIRST = new UUID(0, 0);

  private final List<Procedure<?, ?>> procedures;
  private final IssuedLetterStore store;
  private final IssuedLetters letters;
  private final TransactionTemplate transactions;

  LetterBacklog(
      List<Procedure<?, ?>> procedures,
      IssuedLetterStore store,
      IssuedLetters letters,
      TransactionTemplate transactions) {
    this.procedures = procedures;
    this.store = store;
    this.letters = letters;
    this.transactions = transactions;
  }

  /** The job. */
  void reconstruct() {
    for (Procedure<?, ?> procedure : procedures) {
      List<UUID> ids = store.awaited(procedure.kind(), FIRST, AT_ONCE);
      while (!ids.isEmpty()) {
        ids.forEach(id -> reconstruct(procedure, id));
        LOG.info("letters: {} more cases of {} looked at", ids.size(), procedure.kind());
        ids = store.awaited(procedure.kind(), ids.get(ids.size() - 1), AT_ONCE);
      }
    }
  }

  /** One that cannot be written is left for the next start and keeps no other waiting. */
  private void reconstruct(Procedure<?, ?> procedure, UUID id) {
    try {
      transactions.executeWithoutResult(
          status -> {
            if (procedure.rows().lock(id).isPresent()) {
              letters.issue(procedure, id, 0);
            }
            store.reconstructed(procedure.kind(), id);
          });
    } catch (RuntimeException e) {
      LOG.error("letters of case {} of {} are NOT kept", id, procedure.kind(), e);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Job {
    @Bean
    OneTimeTask<Void> lettersFromBefore(ObjectProvider<LetterBacklog> backlog) {
      return Tasks.oneTime(TASK).execute((instance, context) -> backlog.getObject().reconstruct());
    }
  }

  /** Asks for the job where there is anything to do; one node does it. */
  @Component
  static class AtStart {
    private final IssuedLetterStore store;
    private final SchedulerClient scheduler;
    private final Clock clock;

    AtStart(IssuedLetterStore store, SchedulerClient scheduler, Clock clock) {
      this.store = store;
      this.scheduler = scheduler;
      this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void schedule() {
      if (store.anyAwaited()) {
        scheduler.scheduleIfNotExists(TASK.instance("once").scheduledTo(clock.instant()));
      }
    }
  }
}
