package cn.beian.server.filings.review;

import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Records of before 2026-11-27 told open advice as an accepted explanation, and an accepted
 * explanation as a pass. Each is computed anew from its case, once, and put right by a revision.
 */
@Service
class OutcomeCorrections {
  static final TaskDescriptor<Void> TASK = TaskDescriptor.of("correct-outcomes");

  private static final Logger LOG = LoggerFactory.getLogger(OutcomeCorrections.class);
  private static final int AT_ONCE = 100;

  private final Records records;
  private final ApplicationStore store;
  private final CaseFiles files;
  private final TransactionTemplate transactions;

  OutcomeCorrections(
      Records records, ApplicationStore store, CaseFiles files, TransactionTemplate transactions) {
    this.records = records;
    this.store = store;
    this.files = files;
    this.transactions = transactions;
  }

  /** The job; a record a transaction, so that whatever ends it, it goes on where it was. */
  void correctAll() {
    int corrected = 0;
    List<String> numbers = records.toCorrect("", AT_ONCE);
    while (!numbers.isEmpty()) {
      for (String number : numbers) {
        corrected += corrected(number) ? 1 : 0;
      }
      numbers = records.toCorrect(numbers.get(numbers.size() - 1), AT_ONCE);
    }
    LOG.info("public outcomes of {} records corrected by a revision", corrected);
  }

  /** One that cannot be computed is left for the next start and keeps no other waiting. */
  private boolean corrected(String number) {
    try {
      return Boolean.TRUE.equals(transactions.execute(status -> correct(number)));
    } catch (RuntimeException e) {
      LOG.error("the public outcomes of {} are NOT corrected", number, e);
      return false;
    }
  }

  private boolean correct(String number) {
    Optional<Application> application =
        store.numbered(number).filter(one -> one.kind() != ApplicationKind.CHANGE);
    if (application.isEmpty()) { // or the test is of an earlier application
      PublicRecord.Summary asTold = records.find(number).orElseThrow().summary();
      return records.correct(number, asTold.outcomes(), asTold.exemptions());
    }
    List<CaseFinding> findings = files.load(application.get()).findings();
    return records.correct(
        number, PublicOutcomes.of(findings), PublicOutcomes.exemptions(findings));
  }

  @Configuration(proxyBeanMethods = false)
  static class Job {
    @Bean
    OneTimeTask<Void> correctOutcomes(ObjectProvider<OutcomeCorrections> corrections) {
      return Tasks.oneTime(TASK)
          .execute((instance, context) -> corrections.getObject().correctAll());
    }
  }

  /** Asks for the job where there is anything to do; one node does it. */
  @Service
  static class AtStart {
    private final Records records;
    private final SchedulerClient scheduler;
    private final Clock clock;

    AtStart(Records records, SchedulerClient scheduler, Clock clock) {
      this.records = records;
      this.scheduler = scheduler;
      this.clock = clock;
    }

    @EventListener(ApplicationReadyEvent.class)
    void schedule() {
      if (!records.toCorrect("", 1).isEmpty()) {
        scheduler.scheduleIfNotExists(TASK.instance("once").scheduledTo(clock.instant()));
      }
    }
  }
}
