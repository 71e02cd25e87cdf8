package cn.beian.server.calendar;

import cn.beian.filing.deadlines.Holiday;
import cn.beian.filing.deadlines.HolidayNotice;
import com.tyme.holiday.LegalHoliday;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Fills the table with the years that the bundled library knows; the library was not compared with
 * the notices themselves.
 */
@Component
@Order(0)
class BundledNotices implements ApplicationRunner {
  /**
   * Years whose entries are complete in tyme4j 1.4.9; for any other year it answers as if there
   * were no holidays.
   */
  private static final List<Integer> COMPLETE = List.of(2025, 2026);

  private final WorkCalendars calendars;

  BundledNotices(WorkCalendars calendars) {
    this.calendars = calendars;
  }

  @Override
  @Transactional
  public void run(ApplicationArguments arguments) {
    List<Integer> present = calendars.notices().stream().map(HolidayNotice::year).toList();
    COMPLETE.stream()
        .filter(year -> !present.contains(year))
        .forEach(year -> calendars.add(bundled(year)));
  }

  static HolidayNotice bundled(int year) {
    Map<LocalDate, Holiday> holidays = new HashMap<>();
    Set<LocalDate> makeUpDays = new HashSet<>();
    for (LocalDate day = LocalDate.of(year, 1, 1); day.getYear() == year; day = day.plusDays(1)) {
      LegalHoliday entry = LegalHoliday.fromYmd(year, day.getMonthValue(), day.getDayOfMonth());
      if (entry == null) {
        continue;
      }
      if (entry.isWork()) {
        makeUpDays.add(day);
      } else {
        holidays.put(day, holiday(entry.getName()));
      }
    }
    return new HolidayNotice(year, WorkCalendars.BUNDLED, holidays, makeUpDays);
  }

  private static Holiday holiday(String name) {
    return switch (name) {
      case "元旦节", "元旦" -> Holiday.NEW_YEAR;
      case "春节" -> Holiday.SPRING_FESTIVAL;
      case "清明节" -> Holiday.QINGMING;
      case "劳动节" -> Holiday.LABOUR_DAY;
      case "端午节" -> Holiday.DRAGON_BOAT;
      case "中秋节" -> Holiday.MID_AUTUMN;
      case "国庆节", "国庆中秋" -> Holiday.NATIONAL_DAY;
      default -> Holiday.OTHER;
    };
  }
}
