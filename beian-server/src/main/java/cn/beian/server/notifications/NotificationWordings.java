package cn.beian.server.notifications;

import cn.beian.server.cases.Worklist;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Words notifications in the transaction that writes them; what they say stays so, whatever becomes
 * of the case.
 */
@Component
class NotificationWordings {
  private static final TaskDescriptor<Void> TASK = TaskDescriptor.of("notifications-from-before");
  private static final int AT_ONCE = 500;

  private final WordingStore store;
  private final MessageSource messages;
  private final Worklist worklist;
  private final TransactionTemplate transactions;

  NotificationWordings(
      WordingStore store,
      MessageSource messages,
      Worklist worklist,
      TransactionTemplate transactions) {
    this.store = store;
    this.messages = messages;
    this.worklist = worklist;
    this.transactions = transactions;
  }

  /** Words those that this transaction has written at a moment. */
  void word(Instant written) {
    keep(store.unworded(written));
  }

  private void keep(List<Notification> notifications) {
    Map<Wording, List<Long>> alike = new LinkedHashMap<>();
    for (Notification one : notifications) {
      Wording wording = new Wording(texts(one, Locale.CHINESE), texts(one, Locale.ENGLISH));
      alike.computeIfAbsent(wording, any -> new ArrayList<>()).add(one.id());
    }
    alike.forEach((wording, ids) -> store.keep(ids, wording));
  }

  private Wording.Texts texts(Notification one, Locale language) {
    return new NotificationText(messages, language, worklist).wording(one);
  }

  /** The job: words those from before wordings were kept, as they read on that day. */
  void wordAll() {
    long last = 0;
    List<Notification> next = store.unworded(last, AT_ONCE);
    while (!next.isEmpty()) {
      List<Notification> portion = next;
      transactions.executeWithoutResult(status -> keep(portion));
      last = portion.get(portion.size() - 1).id();
      next = store.unworded(last, AT_ONCE);
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Job {
    @Bean
    OneTimeTask<Void> notificationsFromBefore(ObjectProvider<NotificationWordings> wordings) {
      return Tasks.oneTime(TASK).execute((instance, context) -> wordings.getObject().wordAll());
    }
  }

  /** Asks for the job where there is anything to do; one node does it. */
  @Component
  static class AtStart {
    private final WordingStore store;
    private final SchedulerClient scheduler;
    private final Clock clock;

    AtStart(WordingStore store, SchedulerClient scheduler, Clock clock) {
      this.store = store;
      this.scheduler = scheduler;
      this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void schedule() {
      if (store.anyUnworded()) {
        scheduler.scheduleIfNotExists(TASK.instance("once").scheduledTo(clock.instant()));
      }
    }
  }
}
