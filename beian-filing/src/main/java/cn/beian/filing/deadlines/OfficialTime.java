package cn.beian.filing.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Official dates are days in Asia/Shanghai, whatever the machine's zone. */
public final class OfficialTime {
  /** The zone of every official date. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private OfficialTime() {}

  /** The day of an instant. */
  public static LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, ZONE);
  }
}
