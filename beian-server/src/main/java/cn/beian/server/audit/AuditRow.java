package cn.beian.server.audit;

import cn.beian.server.platform.Sha256Hex;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * A row of the trail before it stands in the chain.
 *
 * <p>Its digest is SHA-256 over UTF-8: the line {@code beian audit entry v1}; a line with the
 * digest of the row before, 64 hex digits (zeros before the first); a line with the instant in
 * microseconds since 1970; then actor, action, subject and detail, each as its length in bytes, a
 * colon, the text and a line feed.
 *
 * @param at to the microsecond, as the database keeps it
 * @param actor login of the person, {@code system} or {@code public}
 */
record AuditRow(Instant at, String actor, String action, String subject, String detail) {
  /** What stands for the digest of the row before the first. */
  static final String BEFORE_FIRST = "0".repeat(64);

  private static final String FORMAT = "beian audit entry v1";
  private static final int LONGEST = 2000;
  private static final long MICROS = 1_000_000;

  /** A new row of what can be kept: one line each, of bounded length. */
  static AuditRow of(Instant now, String actor, String action, String subject, String detail) {
    return new AuditRow(
        now.truncatedTo(ChronoUnit.MICROS), kept(actor), kept(action), kept(subject), kept(detail));
  }

  /** Its digest after the row with the digest {@code previous}. */
  String digest(String previous) {
    StringBuilder text = new StringBuilder();
    text.append(FORMAT).append('\n').append(previous).append('\n');
    text.append(at.getEpochSecond() * MICROS + at.getNano() / 1000).append('\n');
    for (String part : List.of(actor, action, subject, detail)) {
      text.append(part.getBytes(StandardCharsets.UTF_8).length).append(':');
      text.append(part).append('\n');
    }
    return Sha256Hex.of(text.toString());
  }

  /** No control characters, no half of a surrogate pair. */
  private static String kept(String text) {
    StringBuilder line = new StringBuilder();
    text.codePoints()
        .limit(LONGEST)
        .map(one -> Character.isISOControl(one) ? ' ' : one)
        .map(one -> Character.getType(one) == Character.SURROGATE ? 0xFFFD : one)
        .forEach(line::appendCodePoint);
    return line.toString();
  }
}
