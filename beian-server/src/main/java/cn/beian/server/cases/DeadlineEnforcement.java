package cn.beian.server.cases;

import cn.beian.filing.deadlines.CaseClock;
import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.server.calendar.CalendarChanged;
import cn.beian.server.platform.UuidV7;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The limits of all procedures: computed again out of the logs when a holiday notice comes, and
 * what follows by itself when one has passed. Each case has a transaction of its own, so
 * that nobody who works on one waits for the others.
 */
@Service
public class DeadlineEnforcement {
  static final TaskDescriptor<Void> TASK = TaskDescriptor.of("recalculate-limits");

  private static final Logger LOG = LoggerFactory.getLogger(DeadlineEnforcement.class);

  private final List<Procedure<?, ?>> procedures;
  private final CaseEngine engine;
  private final TransactionTemplate transaction;
  private final SchedulerClient scheduler;

  DeadlineEnforcement(
      List<Procedure<?, ?>> procedures,
      CaseEngine engine,
      TransactionTemplate transaction,
      SchedulerClient scheduler) {
    this.procedures = procedures;
    this.engine = engine;
    this.transaction = transaction;
    this.scheduler = scheduler;
  }

  /** The job runs once the notice is committed. */
  @EventListener
  void on(CalendarChanged changed) {
    scheduler.scheduleIfNotExists(
        TASK.instance(UuidV7.next(engine.clock).toString()).scheduledTo(engine.clock.instant()));
  }

  /**
   * Computes every running limit again. One that cannot be computed keeps no other from it.
   *
   * @return how many changed
   * @throws IllegalStateException when some could not be computed, after all others were
   */
  public int recompute() {
    List<UUID> failed = new ArrayList<>();
    int changed = procedures.stream().mapToInt(one -> recompute(one, failed)).sum();
    if (!failed.isEmpty()) {
      throw new IllegalStateException("limits not computed again: " + failed);
    }
    return changed;
  }

  private <S extends Enum<S>, C extends Enum<C>> int recompute(
      Procedure<S, C> procedure, List<UUID> failed) {
    PolicyParameters parameters = engine.policies.current();
    WorkCalendar calendar = engine.calendars.current();
    int changed = 0;
    List<CaseRow<S>> portion = procedure.rows().running(Optional.empty());
    while (!portion.isEmpty()) {
      changed +=
          count(
              procedure,
              portion,
              one ->
                  procedure.dueAgain(
                      one, procedure.clock(procedure.steps(one.id()), parameters, calendar)),
              failed);
      portion = procedure.rows().running(Optional.of(portion.get(portion.size() - 1)));
    }
    return changed;
  }

  /**
   * Takes what a verified limit has run out for along the edge that then fires, and warns of the
   * others.
   *
   * @return how many
   * @throws IllegalStateException when it failed for some, after it was done for all others
   */
  public int enforce() {
    List<UUID> failed = new ArrayList<>();
    int ended = procedures.stream().mapToInt(one -> enforce(one, failed)).sum();
    if (!failed.isEmpty()) {
      throw new IllegalStateException("limits not enforced: " + failed);
    }
    return ended;
  }

  private <S extends Enum<S>, C extends Enum<C>> int enforce(
      Procedure<S, C> procedure, List<UUID> failed) {
    LocalDate today = OfficialTime.dayOf(engine.clock.instant());
    PolicyParameters parameters = engine.policies.current();
    WorkCalendar calendar = engine.calendars.current();
    return count(
        procedure,
        procedure.rows().dueBefore(today, procedure.endedByLimit()),
        one ->
            enforce(
                procedure,
                one,
                procedure.clock(procedure.steps(one.id()), parameters, calendar),
                today),
        failed);
  }

  private static <S extends Enum<S>, C extends Enum<C>> boolean enforce(
      Procedure<S, C> procedure, CaseRow<S> one, CaseClock<S, C> clock, LocalDate today) {
    Optional<Deadline> limit = clock.running().filter(running -> clock.state() == one.state());
    if (limit.isEmpty()) {
      return false;
    }
    Optional<C> cause = procedure.firesNow(clock, today);
    if (cause.isEmpty()) {
      LOG.warn(
          "{} {} is past {}, which rests on an unverified limit or calendar; a person decides",
          procedure.kind(),
          one.id(),
          limit.get().dueDate());
      return false;
    }
    procedure.advance(one, Act.byClock(cause.get(), limit.get().dueDate().toString()));
    return true;
  }

  /** Does it to each case, locked, in a transaction of its own. */
  private <S extends Enum<S>> int count(
      Procedure<S, ?> procedure,
      List<CaseRow<S>> cases,
      Predicate<CaseRow<S>> act,
      List<UUID> failed) {
    int done = 0;
    for (CaseRow<S> one : cases) {
      try {
        done +=
            Objects.requireNonNull(
                    transaction.execute(
                        status -> procedure.rows().lock(one.id()).filter(act).isPresent()))
                ? 1
                : 0;
      } catch (RuntimeException e) {
        LOG.error("{} {}: what its limit asks for failed", procedure.kind(), one.id(), e);
        failed.add(one.id());
      }
    }
    return done;
  }
}
