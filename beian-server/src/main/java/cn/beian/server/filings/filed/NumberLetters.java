package cn.beian.server.filings.filed;

import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.RecordEvent.NumberListed;
import cn.beian.server.records.Records;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.util.UUID;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Letters about numbers that a published list gave: each is a letter of its own, with a number and
 * a day of its own; that of the acceptance stays as it was issued.
 */
@Component
class NumberLetters {
  /** Data: the number of the record, and who imported the list. */
  static final TaskDescriptor<String> TASK = TaskDescriptor.of("number-letter", String.class);

  private final ApplicationStore store;
  private final FilingProcedure procedure;
  private final Records records;
  private final SchedulerClient scheduler;
  private final Clock clock;

  NumberLetters(
      ApplicationStore store,
      FilingProcedure procedure,
      Records records,
      SchedulerClient scheduler,
      Clock clock) {
    this.store = store;
    this.procedure = procedure;
    this.records = records;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @EventListener
  void listed(NumberListed one) {
    scheduler.scheduleIfNotExists(
        TASK.instance(UuidV7.next(clock).toString())
            .data(one.number() + ' ' + one.person())
            .scheduledTo(clock.instant()));
  }

  /** The job; does nothing for a record without an application. */
  @Transactional
  public void tell(String numberAndPerson) {
    String number = numberAndPerson.substring(0, numberAndPerson.indexOf(' '));
    UUID person = UUID.fromString(numberAndPerson.substring(number.length() + 1));
    PublicRecord record = records.find(number).orElseThrow();
    store
        .numbered(number)
        .map(filed -> store.lock(filed.id()))
        .ifPresent(
            one ->
                procedure.tellNumber(
                    one, person, record.officialNumber(), record.officialNumberOn()));
  }

  @Configuration(proxyBeanMethods = false)
  static class Job {
    @Bean
    OneTimeTask<String> numberLetter(ObjectProvider<NumberLetters> letters) {
      return Tasks.oneTime(TASK)
          .execute((instance, context) -> letters.getObject().tell(instance.getData()));
    }
  }
}
