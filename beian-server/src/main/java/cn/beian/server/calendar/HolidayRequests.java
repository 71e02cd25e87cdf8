package cn.beian.server.calendar;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.DecreeDays;
import cn.beian.filing.deadlines.HolidayNotice;
import cn.beian.server.calendar.HolidayRequest.State;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.CoolingOff;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.identity.SecondPersons;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.UuidV7;
import cn.beian.server.trail.AuditTrail;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * The holiday notice of a year takes two persons, because it moves limits that run: an
 * administrator proposes it with its source, another one confirms it. Until then the calendar stays
 * as it is. Reviewers and supervisors are notified of both.
 */
@Service
@Transactional
public class HolidayRequests {
  /** Longest reason of a refusal. */
  public static final int LONGEST_REASON = 500;

  private static final int PAST = 10;

  private final HolidayRequestStore store;
  private final WorkCalendars calendars;
  private final Identity identity;
  private final CoolingOff coolingOff;
  private final AuditTrail audit;
  private final ApplicationEventPublisher events;
  private final Clock clock;

  HolidayRequests(
      HolidayRequestStore store,
      WorkCalendars calendars,
      Identity identity,
      CoolingOff coolingOff,
      AuditTrail audit,
      ApplicationEventPublisher events,
      Clock clock) {
    this.store = store;
    this.calendars = calendars;
    this.identity = identity;
    this.coolingOff = coolingOff;
    this.audit = audit;
    this.events = events;
    this.clock = clock;
  }

  /** How many wait. */
  @Transactional(readOnly = true)
  public int count() {
    return store.count();
  }

  /** Proposals that wait, by year. */
  @Transactional(readOnly = true)
  public List<HolidayRequest> waiting() {
    return store.waiting();
  }

  /** Proposals that wait for the person of this request, by year. */
  @Transactional(readOnly = true)
  public List<HolidayRequest> confirmable() {
    Person me = identity.current();
    return coolingOff.settled(me, Role.SYSTEM_ADMINISTRATOR)
        ? store.waiting().stream()
            .filter(one -> SecondPersons.anotherAdministrator(me, one.asker()))
            .toList()
        : List.of();
  }

  /** The last ones that wait no more, the newest first. */
  @Transactional(readOnly = true)
  public List<HolidayRequest> past() {
    return store.past(PAST);
  }

  /**
   * A proposal, whatever became of it.
   *
   * @throws NoSuchElementException without one
   */
  @Transactional(readOnly = true)
  public HolidayRequest get(UUID id) {
    return store.find(id).orElseThrow(() -> new NoSuchElementException("holiday request " + id));
  }

  /** Whether the person of this request may confirm or decline it. */
  @Transactional(readOnly = true)
  public boolean confirms(HolidayRequest request) {
    return SecondPersons.anotherAdministrator(identity.current(), request.asker());
  }

  /** Whether the person of this request may withdraw it. */
  @Transactional(readOnly = true)
  public boolean withdraws(HolidayRequest request) {
    return identity.current().id().equals(request.asker().id());
  }

  /**
   * Looks whether a notice can be one.
   *
   * @throws RejectedInput where a day that the decree itself fixes is not off in it
   */
  public static void check(HolidayNotice notice) {
    LocalDate first = LocalDate.of(notice.year(), 1, 1);
    List<Problem> problems =
        first
            .datesUntil(first.plusYears(1))
            .filter(day -> DecreeDays.of(day).isPresent())
            .filter(day -> !notice.holidays().containsKey(day) || notice.makeUpDays().contains(day))
            .map(day -> Problem.of("days", "admin.calendar.decree", day.toString()))
            .toList();
    RejectedInput.throwIfAny(problems);
  }

  /** Refuses days, such as those of the December before, that the notice of another year has. */
  private void requireFree(HolidayNotice notice) {
    Set<LocalDate> taken = new TreeSet<>();
    for (HolidayNotice other : calendars.notices()) {
      if (other.year() != notice.year()) {
        taken.addAll(other.holidays().keySet());
        taken.addAll(other.makeUpDays());
      }
    }
    Set<LocalDate> days = new TreeSet<>(notice.holidays().keySet());
    days.addAll(notice.makeUpDays());
    days.retainAll(taken);
    RejectedInput.throwIfAny(
        days.stream()
            .map(day -> Problem.of("days", "admin.calendar.taken", day.toString()))
            .toList());
  }

  /**
   * Proposes a notice.
   *
   * @return its id
   * @throws RejectedInput where another waits for the same year, a day of the decree is missing, or
   *     another notice has one of its days
   */
  public UUID ask(HolidayNotice notice) {
    Person me = identity.current();
    AccessRules.requireRole(me, Role.SYSTEM_ADMINISTRATOR);
    check(notice);
    requireFree(notice);
    UUID id = UuidV7.next(clock);
    try {
      store.put(id, notice, me);
    } catch (DuplicateKeyException waits) {
      throw new RejectedInput(
          List.of(Problem.of("year", "admin.calendar.waits", String.valueOf(notice.year()))));
    }
    audit.record("calendar.ask", subject(notice), notice.citation());
    events.publishEvent(new HolidaysAsked(id, false));
    return id;
  }

  /**
   * Confirms a notice, which is entered at once; limits are computed again.
   *
   * @throws RejectedInput where it waits no more, the current person is not a second one, or his
   *     role is too new
   */
  public void confirm(UUID id) {
    HolidayRequest request = openForSecond(id);
    Person me = identity.current();
    requireFree(request.notice());
    store.close(id, State.CONFIRMED, me, "");
    audit.record("calendar.confirm", subject(request.notice()), request.notice().citation());
    calendars.enter(request.notice(), request.asker());
    events.publishEvent(new HolidaysAsked(id, true));
  }

  /**
   * Says no.
   *
   * @throws RejectedInput without a reason, or as {@link #confirm}
   */
  public void decline(UUID id, String reason) {
    HolidayRequest request = openForSecond(id);
    String said = reason.strip();
    if (said.isEmpty() || said.length() > LONGEST_REASON) {
      throw new RejectedInput(
          List.of(Problem.of("reason", "admin.calendar.reason.wrong", LONGEST_REASON)));
    }
    store.close(id, State.DECLINED, identity.current(), said);
    audit.record(
        "calendar.decline", subject(request.notice()), request.notice().citation() + ": " + said);
  }

  /** Takes it back. */
  public void withdraw(UUID id) {
    HolidayRequest request = open(id);
    if (!withdraws(request)) {
      throw new AccessDeniedException("request of another");
    }
    store.close(id, State.WITHDRAWN, identity.current(), "");
    audit.record("calendar.withdraw", subject(request.notice()), request.notice().citation());
  }

  private HolidayRequest openForSecond(UUID id) {
    Person me = identity.current();
    AccessRules.requireRole(me, Role.SYSTEM_ADMINISTRATOR);
    HolidayRequest request = open(id);
    if (!SecondPersons.anotherAdministrator(me, request.asker())) {
      throw new RejectedInput(List.of(Problem.of("", "admin.calendar.second")));
    }
    coolingOff.require(me, Role.SYSTEM_ADMINISTRATOR);
    return request;
  }

  private HolidayRequest open(UUID id) {
    return store
        .lock(id)
        .filter(one -> one.state() == State.OPEN)
        .orElseThrow(() -> new RejectedInput(List.of(Problem.of("", "admin.calendar.closed"))));
  }

  private static String subject(HolidayNotice notice) {
    return "calendar:" + notice.year();
  }
}
