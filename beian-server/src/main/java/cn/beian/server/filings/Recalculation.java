package cn.beian.server.filings;

import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.server.calendar.CalendarChanged;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.identity.AuditTrail;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Limits computed again out of the history of their applications when a holiday notice comes. A
 * date that moves, or is settled, is an event of the application.
 */
@Service
@Transactional
public class Recalculation {
  /** Name of the event. */
  static final String EVENT = "recomputed";

  private final ApplicationStore store;
  private final Policies policies;
  private final WorkCalendars calendars;
  private final AuditTrail audit;
  private final Clock clock;

  Recalculation(
      ApplicationStore store,
      Policies policies,
      WorkCalendars calendars,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.policies = policies;
    this.calendars = calendars;
    this.audit = audit;
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
    int moved = 0;
    int settled = 0;
    for (UUID id : store.withLimit()) {
      Application stands = store.find(id).orElseThrow();
      Optional<Deadline> limit = limit(id, calendar);
      if (!limit.map(Deadline::dueDate).equals(stands.dueOn())) {
        moved++;
      } else if (stands.dueProvisional() && !limit.map(Deadline::provisional).orElse(false)) {
        settled++;
      }
    }
    return new Preview(moved, settled);
  }

  @EventListener
  void on(CalendarChanged changed) {
    all();
  }

  /**
   * Computes every running limit again.
   *
   * @return how many changed
   */
  public int all() {
    WorkCalendar calendar = calendars.current();
    int changed = 0;
    for (UUID id : store.withLimit()) {
      Application application = store.lock(id);
      Optional<Deadline> limit = limit(id, calendar);
      Application now = application.change().due(limit).done();
      if (!now.equals(application)) {
        store(application, now, limit);
        changed++;
      }
    }
    return changed;
  }

  private void store(Application before, Application now, Optional<Deadline> limit) {
    Instant at = clock.instant();
    store.update(now, at);
    boolean settled = before.dueProvisional() && !now.dueProvisional();
    if (now.dueOn().equals(before.dueOn()) && !settled) {
      return; // what the date is worth; pages say so by themselves
    }
    String former = before.dueOn().map(LocalDate::toString).orElse("");
    store.add(
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

  private Optional<Deadline> limit(UUID id, WorkCalendar calendar) {
    return RunningLimit.after(store.events(id), policies.current(), calendar);
  }
}
