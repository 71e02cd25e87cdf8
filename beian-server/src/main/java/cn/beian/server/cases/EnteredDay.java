package cn.beian.server.cases;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ValueRange;
import java.util.Optional;

/** A day as a form sends it. */
public final class EnteredDay {
  private static final ValueRange YEARS = ValueRange.of(1000, 9999);

  private EnteredDay() {}

  /** A day of a year of four digits; empty where the text is none. */
  public static Optional<LocalDate> of(String text) {
    try {
      return Optional.of(LocalDate.parse(text.strip()))
          .filter(day -> YEARS.isValidValue(day.getYear()));
    } catch (DateTimeException notADay) {
      return Optional.empty();
    }
  }
}
