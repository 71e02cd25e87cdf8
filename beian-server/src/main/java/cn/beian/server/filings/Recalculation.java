package cn.beian.server.filings;

import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.server.calendar.CalendarChanged;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.identity.AuditTrail;
import cn.beian.server.platform.UuidV7;
import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Limits computed again out of the history of their applications when a holiday notice comes: by a
 * job, each application in a transaction of its own, so that nobody who works on one waits for the
 * others. A date that moves, or is settled, is an event of the application.
 */
@Service
public class Recalculation {
  static final TaskDescriptor<Void> TASK = TaskDescriptor.of("recalculate-limits");

  /** Name of the event. */
  static final String EVENT = "recomputed";

  private static final Logger LOG = LoggerFactory.getLogger(Recalculation.class);

  private final ApplicationStore store;
  private final HistoryStore history;
  private final Policies policies;
  private final WorkCalendars calendars;
  private final AuditTrail audit;
  private final TransactionTemplate transaction;
  private final Scheduler scheduler;
  private final Clock clock;

  Recalculation(
      ApplicationStore store,
      HistoryStore history,
      Policies policies,
      WorkCalendars calendars,
      AuditTrail audit,
      TransactionTemplate transaction,
      Scheduler scheduler,
      Clock clock) {
    this.store = store;
    this.history = history;
    this.policies = policies;
    this.calendars = calendars;
    this.audit = audit;
    this.transaction = transaction;
    this.scheduler = scheduler;
    this.clock = clock;
  }

  /**
   * What a calendar would change.
   *
   * @param moved limits that would end on another day
   * @param settled provisional ones that would keep their day, and be provisional no more
   */
  public record Preview(int moved, int settled) {}

  /** How many running limits a calendar would change. */
  @Transactional(readOnly = true)
  public Preview preview(WorkCalendar calendar) {
    PolicyParameters parameters = policies.current();
    Map<UUID, List<CaseEvent>> events = history.eventsWithLimit();
    int moved = 0;
    int settled = 0;
    for (Application stands : store.withLimit()) {
      Optional<Deadline> limit =
          RunningLimit.after(events.getOrDefault(stands.id(), List.of()), parameters, calendar);
      if (!limit.map(Deadline::dueDate).equals(stands.dueOn())) {
        moved++;
      } else if (stands.dueProvisional() && !limit.map(Deadline::provisional).orElse(false)) {
        settled++;
      }
    }
    return new Preview(moved, settled);
  }

  /** The job runs once the notice is committed. */
  @EventListener
  void on(CalendarChanged changed) {
    scheduler.scheduleIfNotExists(
        TASK.instance(UuidV7.next(clock).toString()).scheduledTo(clock.instant()));
  }

  /**
   * Computes every running limit again. One that cannot be computed keeps no other from it.
   *
   * @return how many changed
   * @throws IllegalStateException when some could not be computed, after all others were
   */
  public int all() {
    PolicyParameters parameters = policies.current();
    WorkCalendar calendar = calendars.current();
    int changed = 0;
    List<UUID> failed = new ArrayList<>();
    for (Application stands : store.withLimit()) {
      try {
        changed += again(stands.id(), parameters, calendar) ? 1 : 0;
      } catch (RuntimeException e) {
        LOG.error("application {}: its limit cannot be computed again", stands.id(), e);
        failed.add(stands.id());
      }
    }
    if (!failed.isEmpty()) {
      throw new IllegalStateException("limits not computed again: " + failed);
    }
    return changed;
  }

  private boolean again(UUID id, PolicyParameters parameters, WorkCalendar calendar) {
    return Objects.requireNonNull(
        transaction.execute(
            status -> {
              Application application = store.lock(id);
              Optional<Deadline> limit =
                  RunningLimit.after(history.events(id), parameters, calendar);
              Application now = application.change().due(limit).done();
              if (now.equals(application)) {
                return false;
              }
              store(application, now, limit);
              return true;
            }));
  }

  private void store(Application before, Application now, Optional<Deadline> limit) {
    Instant at = clock.instant();
    store.update(now, at);
    boolean settled = before.dueProvisional() && !now.dueProvisional();
    if (now.dueOn().equals(before.dueOn()) && !settled) {
      return; // what the date is worth; pages say so by themselves
    }
    String former = before.dueOn().map(LocalDate::toString).orElse("");
    history.add(
        before.id(),
        new CaseEvent(
            at,
            Optional.empty(),
            EVENT,
            before.state(),
            before.state(),
            limit.map(Deadline::dueDate),
            Optional.empty(),
            former));
    audit.record(
        "filing." + EVENT,
        "application:" + before.id(),
        former + " -> " + now.dueOn().map(LocalDate::toString).orElse(""));
  }
}
