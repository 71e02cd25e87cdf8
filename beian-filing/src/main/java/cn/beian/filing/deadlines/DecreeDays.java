package cn.beian.filing.deadlines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.Month;
import java.time.MonthDay;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Statutory days off, known before the notice of a year: 全国年节及纪念日放假办法, article 2, as amended on
 * 2024-11-10. The days of the Chinese calendar come from {@code decree-days.txt}, for the years
 * {@value #FIRST_YEAR} to {@link #lastYear}; for later years only those of the common calendar are
 * known. A statutory day on a weekend is made up for on a working day that only the notice names;
 * no substitute day is derived here.
 */
public final class DecreeDays {
  /** The amendment is in force since 1 January of this year; earlier years are not covered. */
  static final int FIRST_YEAR = 2025;

  private static final String TABLE = "decree-days.txt";
  private static final int EVE_TO_THIRD = 4;

  /** First day of each statutory holiday, and its number of days. */
  private static final Map<MonthDay, Run> COMMON =
      Map.of(
          MonthDay.of(Month.JANUARY, 1), new Run(Holiday.NEW_YEAR, 1),
          MonthDay.of(Month.MAY, 1), new Run(Holiday.LABOUR_DAY, 2),
          MonthDay.of(Month.OCTOBER, 1), new Run(Holiday.NATIONAL_DAY, 3));

  private static final DecreeDays DAYS = new DecreeDays(read());

  private final Map<LocalDate, Holiday> chinese;
  private final int lastYear;

  private DecreeDays(List<String> lines) {
    chinese = new HashMap<>();
    lines.forEach(this::add);
    lastYear = chinese.keySet().stream().mapToInt(LocalDate::getYear).max().orElse(FIRST_YEAR);
  }

  private record Run(Holiday holiday, int days) {}

  /** The statutory holiday on a day; empty for any other day. */
  public static Optional<Holiday> of(LocalDate day) {
    if (day.getYear() < FIRST_YEAR) {
      return Optional.empty();
    }
    return common(day).or(() -> Optional.ofNullable(DAYS.chinese.get(day)));
  }

  /** The last year whose days of the Chinese calendar are in the table. */
  public static int lastYear() {
    return DAYS.lastYear;
  }

  private static Optional<Holiday> common(LocalDate day) {
    return COMMON.entrySet().stream()
        .filter(run -> !day.isBefore(run.getKey().atYear(day.getYear())))
        .filter(
            run -> day.isBefore(run.getKey().atYear(day.getYear()).plusDays(run.getValue().days())))
        .map(run -> run.getValue().holiday())
        .findFirst();
  }

  /** Reads {@code YEAR MM-DD MM-DD MM-DD MM-DD}: 正月初一, 清明, 端午, 中秋. */
  private void add(String line) {
    List<String> parts = List.of(line.split(" ", -1));
    LocalDate newYear = day(parts, 1);
    newYear
        .minusDays(1) // 除夕
        .datesUntil(newYear.minusDays(1).plusDays(EVE_TO_THIRD))
        .forEach(day -> chinese.put(day, Holiday.SPRING_FESTIVAL));
    chinese.put(day(parts, 2), Holiday.QINGMING);
    chinese.put(day(parts, 3), Holiday.DRAGON_BOAT);
    chinese.put(day(parts, 4), Holiday.MID_AUTUMN);
  }

  private static LocalDate day(List<String> parts, int column) {
    return LocalDate.parse(parts.get(0) + "-" + parts.get(column));
  }

  private static List<String> read() {
    try (InputStream in = DecreeDays.class.getResourceAsStream(TABLE)) {
      if (in == null) {
        throw new IllegalStateException("missing resource " + TABLE);
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      return lines.lines().filter(line -> !line.startsWith("#")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(TABLE, e);
    }
  }
}
