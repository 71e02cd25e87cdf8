package cn.beian.filing.deadlines;

import java.time.LocalDate;
import java.time.Month;
import java.util.Map;
import java.util.Set;

/**
 * The State Council's notice on the holidays of one year.
 *
 * @param year the year it covers; its days are in that year or in December of the year before
 * @param citation its document number or URL
 * @param holidays days off, including weekends within a holiday
 * @param makeUpDays working days on a weekend (调休)
 */
public record HolidayNotice(
    int year, String citation, Map<LocalDate, Holiday> holidays, Set<LocalDate> makeUpDays) {
  /**
   * @throws IllegalArgumentException if a day is outside the year, or is both a holiday and a
   *     working day
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
