package cn.beian.server.calendar;

import cn.beian.filing.deadlines.Holiday;
import cn.beian.filing.deadlines.HolidayNotice;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.server.identity.Person;
import cn.beian.server.identity.WorkingDays;
import cn.beian.server.trail.AuditTrail;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The holiday notices at hand, year by year. */
@Service
public class WorkCalendars implements WorkingDays {
  /** Citation of the notices that come with the software: the library that knows their days. */
  public static final String BUNDLED = "tyme4j 1.4.9";

  private final JdbcClient jdbc;
  private final AuditTrail audit;
  private final RegisterStandings standings;
  private final ApplicationEventPublisher events;
  private final Clock clock;
  private final OncePerTransaction<WorkCalendar> current =
      new OncePerTransaction<>(WorkCalendar.class, () -> WorkCalendar.of(notices()));

  WorkCalendars(
      JdbcClient jdbc,
      AuditTrail audit,
      RegisterStandings standings,
      ApplicationEventPublisher events,
      Clock clock) {
    this.jdbc = jdbc;
    this.audit = audit;
    this.standings = standings;
    this.events = events;
    this.clock = clock;
  }

  @Override
  public LocalDate next(LocalDate day) {
    WorkCalendar calendar = current();
    LocalDate next = day.plusDays(1);
    while (!calendar.worked(next)) {
      next = next.plusDays(1);
    }
    return next;
  }

  /** The calendar of all notices at hand. */
  public WorkCalendar current() {
    return current.get();
  }

  /** The notices, by year. */
  public List<HolidayNotice> notices() {
    Map<Integer, Year> years = new TreeMap<>();
    jdbc.sql(
            """
            select n.year, n.citation, d.day, d.holiday from holiday_notice n
            left join holiday_day d on d.year = n.year
            """)
        .query(
            (RowCallbackHandler)
                row -> years.computeIfAbsent(row.getInt("year"), year -> new Year()).add(row));
    return years.entrySet().stream().map(year -> year.getValue().notice(year.getKey())).toList();
  }

  /** The notice of a year, if it is at hand. */
  public Optional<HolidayNotice> notice(int year) {
    return notices().stream().filter(one -> one.year() == year).findFirst();
  }

  /** The calendar as it would be with a notice, in the place of what is there of its year. */
  public WorkCalendar with(HolidayNotice notice) {
    List<HolidayNotice> all = new ArrayList<>(notices());
    all.removeIf(one -> one.year() == notice.year());
    all.add(notice);
    return WorkCalendar.of(all);
  }

  /**
   * Enters the notice of a year with its source, after a second person has confirmed it; what stood
   * there of the year is kept aside. Limits are computed again by whoever listens to {@link
   * CalendarChanged}.
   *
   * @param asker who proposed it
   */
  @Transactional
  void enter(HolidayNotice notice, Person asker) {
    notice(notice.year()).ifPresent(this::setAside);
    add(notice);
    jdbc.sql("update holiday_notice set entered_by = :enteredBy where year = :year")
        .param("enteredBy", asker.login())
        .param("year", notice.year())
        .update();
    audit.record("calendar.enter", "calendar:" + notice.year(), notice.citation());
    events.publishEvent(new CalendarChanged(notice.year()));
  }

  private void setAside(HolidayNotice former) {
    jdbc.sql(
            """
            insert into former_holiday_notice (year, citation, entered_by, entered_at, days,
              replaced_at)
            select year, citation, entered_by, entered_at, :former, :instant from holiday_notice
              where year = :year
            """)
        .param("former", NoticeText.write(former))
        .param("instant", clock.instant())
        .param("year", former.year())
        .update();
    jdbc.sql("delete from holiday_day where year = :year").param("year", former.year()).update();
    jdbc.sql("delete from holiday_notice where year = :year").param("year", former.year()).update();
  }

  /**
   * Adds the notice of a year.
   *
   * @throws org.springframework.dao.DuplicateKeyException when the year is there already
   */
  @Transactional
  public void add(HolidayNotice notice) {
    jdbc.sql(
            """
            insert into holiday_notice (year, citation, entered_at)
              values (:year, :citation, :enteredAt)
            """)
        .param("year", notice.year())
        .param("citation", notice.citation())
        .param("enteredAt", clock.instant())
        .update();
    notice.holidays().forEach((day, holiday) -> addDay(notice.year(), day, holiday.name()));
    notice.makeUpDays().forEach(day -> addDay(notice.year(), day, null));
    standings.record(StandingKind.CALENDAR, String.valueOf(notice.year()));
    current.forget();
  }

  private void addDay(int year, LocalDate day, @org.jspecify.annotations.Nullable String holiday) {
    jdbc.sql("insert into holiday_day (day, year, holiday) values (:day, :year, :holiday)")
        .param("day", day)
        .param("year", year)
        .param("holiday", holiday, java.sql.Types.VARCHAR)
        .update();
  }

  /** The rows of a year. */
  private static final class Year {
    private final Map<LocalDate, Holiday> holidays = new HashMap<>();
    private final Set<LocalDate> makeUpDays = new HashSet<>();
    private String citation = "";

    void add(ResultSet row) throws SQLException {
      citation = row.getString("citation");
      LocalDate day = row.getObject("day", LocalDate.class);
      String holiday = row.getString("holiday");
      if (day == null) {
        return; // a notice without days
      }
      if (holiday == null) {
        makeUpDays.add(day);
      } else {
        holidays.put(day, Holiday.valueOf(holiday));
      }
    }

    HolidayNotice notice(int year) {
      return new HolidayNotice(year, citation, holidays, makeUpDays);
    }
  }
}
