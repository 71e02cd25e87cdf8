package cn.beian.report;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Moments that packages state in UTC, as they are told in China. */
final class ChinaTime {
  /** Of Asia/Shanghai since 1992. */
  private static final ZoneOffset OFFSET = ZoneOffset.ofHours(8);

  private static final DateTimeFormatter MINUTE =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm", Locale.ROOT);

  private ChinaTime() {}

  /** To the minute; a text that is no moment stays as it is. */
  static String of(String text) {
    return shown(text, MINUTE);
  }

  /** The day; a text that is no moment stays as it is. */
  static String dayOf(String text) {
    return shown(text, DateTimeFormatter.ISO_LOCAL_DATE);
  }

  private static String shown(String text, DateTimeFormatter form) {
    try {
      return form.format(Instant.parse(text).atOffset(OFFSET));
    } catch (DateTimeException noMoment) {
      return text;
    }
  }
}
