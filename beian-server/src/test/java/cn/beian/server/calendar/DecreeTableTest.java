package cn.beian.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.DecreeDays;
import cn.beian.filing.deadlines.Holiday;
import com.tyme.lunar.LunarDay;
import com.tyme.solar.SolarDay;
import com.tyme.solar.SolarTerm;
import java.time.LocalDate;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The table of days off by decree, computed again by the calendar library. */
class DecreeTableTest {
  private static final int QINGMING = 7; // terms are counted from 冬至 of the year before

  @Test
  void everyDayOfTheChineseCalendar_isWhereTheLibraryPutsIt() {
    for (int year = 2025; year <= DecreeDays.lastYear(); year++) {
      Map<LocalDate, Holiday> stored = new TreeMap<>();
      LocalDate.of(year, 1, 1)
          .datesUntil(LocalDate.of(year + 1, 1, 1))
          .forEach(day -> DecreeDays.of(day).ifPresent(holiday -> stored.put(day, holiday)));
      assertThat(stored).as("year %d", year).isEqualTo(computed(year));
    }
  }

  private static Map<LocalDate, Holiday> computed(int year) {
    Map<LocalDate, Holiday> days = new TreeMap<>();
    LocalDate newYear = day(LunarDay.fromYmd(year, 1, 1).getSolarDay());
    for (int offset = -1; offset <= 2; offset++) {
      days.put(newYear.plusDays(offset), Holiday.SPRING_FESTIVAL);
    }
    SolarTerm term = SolarTerm.fromIndex(year, QINGMING);
    assertThat(term.getName()).isEqualTo("清明");
    days.put(day(term.getJulianDay().getSolarDay()), Holiday.QINGMING);
    days.put(day(LunarDay.fromYmd(year, 5, 5).getSolarDay()), Holiday.DRAGON_BOAT);
    days.put(day(LunarDay.fromYmd(year, 8, 15).getSolarDay()), Holiday.MID_AUTUMN);
    days.put(LocalDate.of(year, 1, 1), Holiday.NEW_YEAR);
    days.put(LocalDate.of(year, 5, 1), Holiday.LABOUR_DAY);
    days.put(LocalDate.of(year, 5, 2), Holiday.LABOUR_DAY);
    for (int day = 1; day <= 3; day++) {
      days.put(LocalDate.of(year, 10, day), Holiday.NATIONAL_DAY);
    }
    return days;
  }

  private static LocalDate day(SolarDay day) {
    return LocalDate.of(day.getYear(), day.getMonth(), day.getDay());
  }
}
