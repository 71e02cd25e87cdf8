package cn.beian.filing.deadlines;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** The year 2026 for tests. */
final class Calendars {
  private Calendars() {}

  static WorkCalendar of2026() {
    return WorkCalendar.of(List.of(notice2026()));
  }

  static HolidayNotice notice2026() {
    Map<LocalDate, Holiday> holidays = new HashMap<>();
    Set<LocalDate> makeUp = new HashSet<>();
    try (BufferedReader lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(Calendars.class.getResourceAsStream("holidays-2026.txt")),
                StandardCharsets.UTF_8))) {
      lines
          .lines()
          .filter(line -> !line.startsWith("#"))
          .forEach(line -> read(line, holidays, makeUp));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new HolidayNotice(2026, "fixture", holidays, makeUp);
  }

  private static void read(String line, Map<LocalDate, Holiday> holidays, Set<LocalDate> makeUp) {
    List<String> parts = List.of(line.split(" ", -1));
    List<String> range = List.of(parts.get(0).split("\\.\\.", -1));
    LocalDate first = LocalDate.parse(range.get(0));
    LocalDate last = LocalDate.parse(range.get(range.size() - 1));
    for (LocalDate day = first; !day.isAfter(last); day = day.plusDays(1)) {
      if (parts.get(1).equals("MAKE_UP")) {
        makeUp.add(day);
      } else {
        holidays.put(day, Holiday.valueOf(parts.get(1)));
      }
    }
  }
}
