package cn.beian.server.filings.filed;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFiles;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.casefile.Reevaluation;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.records.RecordRevised;
import cn.beian.server.records.Records;
import cn.beian.server.testing.Inspections;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Tests the packages of an application once more when it has its number, so that what is told of
 * them knows it; the tests of record stay what they are.
 */
@Component
public class NumberedTests {
  /** Data: the number. */
  static final TaskDescriptor<String> TASK = TaskDescriptor.of("test-numbered", String.class);

  private final ApplicationStore store;
  private final CaseFiles files;
  private final Reevaluation retest;
  private final FilingProcedure procedure;
  private final Records records;
  private final Inspections inspections;
  private final Scheduler scheduler;
  private final Clock clock;

  NumberedTests(
      ApplicationStore store,
      CaseFiles files,
      Reevaluation retest,
      FilingProcedure procedure,
      Records records,
      Inspections inspections,
      Scheduler scheduler,
      Clock clock) {
    this.store = store;
    this.files = files;
    this.retest = retest;
    this.procedure = procedure;
    this.records = records;
    this.inspections = inspections;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  @EventListener
  void schedule(RecordRevised revised) {
    if (revised.namesAllPackages()) {
      scheduler.scheduleIfNotExists(
          TASK.instance(UuidV7.next(clock).toString())
              .data(revised.number())
              .scheduledTo(clock.instant()));
    }
  }

  /**
   * The job; does nothing for a record without an application. Where the builds that were reviewed
   * show the number already, as those of a change may, none has to follow.
   */
  public @Transactional void test(String number) {
    store.numbered(number).map(files::load).ifPresent(file -> test(number, file));
  }

  private void test(String number, CaseFile file) {
    file.packages().forEach(one -> retest.test(file, one.submitted().packageId()));
    String shown = records.find(number).orElseThrow().numberToShow();
    boolean seen =
        !file.packages().isEmpty()
            && file.packages().stream()
                .map(one -> inspections.factsIfHeld(one.submitted().packageId()))
                .allMatch(facts -> facts.filter(f -> LaunchComparison.shows(f, shown)).isPresent());
    if (seen) {
      store.lock(file.application().id());
      records.seen(number, OfficialTime.dayOf(clock.instant()));
      procedure.touch(file.application().id());
    }
  }
}
