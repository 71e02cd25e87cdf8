package cn.beian.filing.deadlines;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Working days: weekdays, corrected by the known notices. In a year without notice the statutory
 * days off ({@link DecreeDays}) are holidays, and no other day off is known.
 */
public final class WorkCalendar {
  private final Set<Integer> years = new HashSet<>();
  private final Map<LocalDate, Holiday> holidays = new HashMap<>();
  private final Set<LocalDate> makeUpDays = new HashSet<>();

  private WorkCalendar() {}

  /**
   * The calendar of these notices.
   *
   * @throws IllegalArgumentException if two notices are for the same year
   */
  public static WorkCalendar of(Collection<HolidayNotice> notices) {
    WorkCalendar calendar = new WorkCalendar();
    for (HolidayNotice notice : notices) {
      if (!calendar.years.add(notice.year())) {
        throw new IllegalArgumentException("two notices for " + notice.year());
      }
      calendar.holidays.putAll(notice.holidays());
      calendar.makeUpDays.addAll(notice.makeUpDays());
    }
    return calendar;
  }

  /** The kind of a day. */
  public DayKind kind(LocalDate day) {
    if (makeUpDays.contains(day)) {
      return DayKind.MAKE_UP;
    }
    if (holiday(day).isPresent()) {
      return DayKind.HOLIDAY;
    }
    boolean weekend =
        day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY;
    return weekend ? DayKind.WEEKEND : DayKind.WORKING;
  }

  /** Whether a day is a working day. */
  public boolean worked(LocalDate day) {
    return kind(day).worked();
  }

  /**
   * The holiday that a day belongs to, by the notice of its year or, without a notice, by statute.
   */
  public Optional<Holiday> holiday(LocalDate day) {
    Optional<Holiday> noticed = Optional.ofNullable(holidays.get(day));
    return noticed.isPresent() || hasNotice(day.getYear()) ? noticed : DecreeDays.of(day);
  }

  /** Whether the notice for a year is known. */
  public boolean hasNotice(int year) {
    return years.contains(year);
  }

  /** The kind of a day. */
  public enum DayKind {
    /** Monday to Friday, not a holiday. */
    WORKING,
    /** A weekend day that a notice makes a working day. */
    MAKE_UP,
    /** Saturday or Sunday. */
    WEEKEND,
    /** A public holiday. */
    HOLIDAY;

    /** Whether a day of this kind is a working day. */
    public boolean worked() {
      return this == WORKING || this == MAKE_UP;
    }
  }
}
