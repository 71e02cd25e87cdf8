package cn.beian.server.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the trail as an entry of its ledger: canonical JSON, {@code audit-head/2}, or {@code
 * audit-head/1} from before rows were sealed.
 *
 * @param day official day on which it was taken
 * @param rows number of rows up to it
 * @param digest of the last row
 * @param unsealed how many rows at the beginning have no seal; all others have one
 */
record AuditHead(LocalDate day, long rows, String digest, Optional<Long> unsealed) {
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\{\"day\":\"(\\d{4}-\\d{2}-\\d{2})\",\"digest\":\"([0-9a-f]{64})\",\"rows\":(\\d{1,18})"
              + ",\"type\":\"audit-head/(?:1\"|2\",\"unsealed\":(\\d{1,18}))}");

  /** A head as it is written now. */
  AuditHead(LocalDate day, long rows, String digest, long unsealed) {
    this(day, rows, digest, Optional.of(unsealed));
  }

  byte[] entry() {
    return ("{\"day\":\""
            + day
            + "\",\"digest\":\""
            + digest
            + "\",\"rows\":"
            + rows
            + ",\"type\":\"audit-head/"
            + unsealed.map(count -> "2\",\"unsealed\":" + count).orElse("1\"")
            + "}")
        .getBytes(StandardCharsets.UTF_8);
  }

  /** An entry as it is stored; empty when it is none of ours. */
  static Optional<AuditHead> read(byte[] entry) {
    Matcher found = ENTRY.matcher(new String(entry, StandardCharsets.UTF_8));
    if (!found.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new AuditHead(
              LocalDate.parse(found.group(1)),
              Long.parseLong(found.group(3)),
              found.group(2),
              Optional.ofNullable(found.group(4)).map(Long::parseLong)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
