package cn.beian.filing.deadlines;

import java.time.LocalDate;
import java.time.Month;
import java.util.Map;
import java.util.Set;

/**
 * The State Council's notice on the holidays of one year.
 *
 * @param year the year it arranges; its days lie in it or in the December before
 * @param citation its document number or address
 * @param holidays days off, weekends within a holiday included
 * @param makeUpDays days of a weekend that are worked (调休)
 */
public record HolidayNotice(
    int year, String citation, Map<LocalDate, Holiday> holidays, Set<LocalDate> makeUpDays) {
  /**
   * @throws IllegalArgumentException if a day lies outside the year, or is both off and worked
   */
  public HolidayNotice {
    holidays = Map.copyOf(holidays);
    makeUpDays = Set.copyOf(makeUpDays);
    for (LocalDate day : holidays.keySet()) {
      requireWithin(year, day);
      if (makeUpDays.contains(day)) {
        throw new IllegalArgumentException(day + " is both a holiday and a make-up day");
      }
    }
    for (LocalDate day : makeUpDays) {
      requireWithin(year, day);
    }
  }

  private static void requireWithin(int year, LocalDate day) {
    boolean decemberBefore = day.getYear() == year - 1 && day.getMonth() == Month.DECEMBER;
    if (day.getYear() != year && !decemberBefore) {
      throw new IllegalArgumentException("notice of " + year + " holds " + day);
    }
  }
}
