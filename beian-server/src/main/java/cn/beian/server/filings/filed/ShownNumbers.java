package cn.beian.server.filings.filed;

import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.policies.ShownNumberPolicy;
import cn.beian.filing.states.RecordState;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.filings.casefile.FilingProcedure;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.RecordRevised;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Which filed apps have yet to show their number, and by when. */
@Component
public class ShownNumbers {
  /** Data: the number. */
  static final TaskDescriptor<String> TASK = TaskDescriptor.of("number-to-show", String.class);

  private static final Set<RecordState> IN_FORCE =
      EnumSet.of(RecordState.FILED, RecordState.RECTIFYING);

  private final ApplicationStore store;
  private final FilingProcedure procedure;
  private final Scheduler scheduler;
  private final Policies policies;
  private final WorkCalendars calendars;
  private final Clock clock;

  ShownNumbers(
      ApplicationStore store,
      FilingProcedure procedure,
      Scheduler scheduler,
      Policies policies,
      WorkCalendars calendars,
      Clock clock) {
    this.store = store;
    this.procedure = procedure;
    this.scheduler = scheduler;
    this.policies = policies;
    this.calendars = calendars;
    this.clock = clock;
  }

  /**
   * That an app has yet to show its number.
   *
   * @param late whether its day has passed
   */
  public record Duty(Deadline limit, boolean late) {}

  /** Another number is to be shown: it is the sponsor's turn again, once that is committed. */
  @EventListener
  void revised(RecordRevised one) {
    if (one.event().startsWith("OFFICIAL_NUMBER")) { // noted, or removed
      scheduler.scheduleIfNotExists(
          TASK.instance(UuidV7.next(clock).toString())
              .data(one.number())
              .scheduledTo(clock.instant()));
    }
  }

  /** The job; does nothing for a record without an application. */
  @Transactional
  public void turn(String number) {
    store
        .numbered(number)
        .map(filed -> store.lock(filed.id()))
        .ifPresent(filed -> procedure.touch(filed.id()));
  }

  /**
   * What is left to do for an app, with a package or without; nothing where its number was seen.
   */
  public Optional<Duty> duty(PublicRecord record) {
    boolean due = record.numberSeenOn().isEmpty() && IN_FORCE.contains(record.state());
    return due ? Optional.of(duty(record.numberAskedOn())) : Optional.empty();
  }

  /** The duty of an app that has the number and version that it has since a day. */
  public Duty duty(LocalDate since) {
    Deadline limit = ShownNumberPolicy.limit(since, policies.current(), calendars.current());
    return new Duty(limit, limit.dueDate().isBefore(today()));
  }

  /** The latest day since which a number that is not shown is late. */
  public LocalDate lateSince() {
    PolicyParameters parameters = policies.current();
    return ShownNumberPolicy.lateSince(today(), parameters, calendars.current());
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }
}
