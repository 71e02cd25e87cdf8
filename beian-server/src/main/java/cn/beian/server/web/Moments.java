package cn.beian.server.web;

import cn.beian.filing.deadlines.OfficialTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as pages show them, in official time. */
public final class Moments {
  /** To the minute, such as {@code 2026-11-27 09:30}. */
  public static final DateTimeFormatter MINUTE = of("yyyy-MM-dd HH:mm");

  /** To the second, where their order matters. */
  public static final DateTimeFormatter SECOND = of("yyyy-MM-dd HH:mm:ss");

  private Moments() {}

  private static DateTimeFormatter of(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ROOT).withZone(OfficialTime.ZONE);
  }
}
