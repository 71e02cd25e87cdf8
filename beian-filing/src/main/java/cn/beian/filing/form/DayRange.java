package cn.beian.filing.form;

import java.time.LocalDate;

/** Which days a {@link FieldType#DATE} may name, seen from the day on which it is judged. */
public enum DayRange {
  ANY,
  /** What has happened: that day or earlier. */
  UNTIL_TODAY,
  /** What is planned or ends: later than that day. */
  AFTER_TODAY;

  /** Whether a day may stand there on {@code today}. */
  public boolean holds(LocalDate day, LocalDate today) {
    return switch (this) {
      case ANY -> true;
      case UNTIL_TODAY -> !day.isAfter(today);
      case AFTER_TODAY -> day.isAfter(today);
    };
  }
}
