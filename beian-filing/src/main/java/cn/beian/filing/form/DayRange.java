package cn.beian.filing.form;

import java.time.LocalDate;

/** Which days a {@link FieldType#DATE} may name, relative to the day of the check. */
public enum DayRange {
  ANY,
  /** For past events: that day or earlier. */
  UNTIL_TODAY,
  /** For planned events and ends: later than that day. */
  AFTER_TODAY;

  /** Whether a day is in the range on {@code today}. */
  public boolean holds(LocalDate day, LocalDate today) {
    return switch (this) {
      case ANY -> true;
      case UNTIL_TODAY -> !day.isAfter(today);
      case AFTER_TODAY -> day.isAfter(today);
    };
  }
}
