package cn.beian.filing.deadlines;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Days of record are days in Asia/Shanghai, whatever the machine's zone. */
public final class OfficialTime {
  /** The zone of every date of record. */
  public static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");

  private OfficialTime() {}

  /** The day on which an instant falls. */
  public static LocalDate dayOf(Instant instant) {
    return LocalDate.ofInstant(instant, ZONE);
  }
}
