package cn.beian.server.audit;

import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The end of the trail as an entry of its ledger: canonical JSON.
 *
 * @param day official day on which it was taken
 * @param rows number of rows up to it
 * @param digest of the last row
 */
record AuditHead(LocalDate day, long rows, String digest) {
  private static final Pattern ENTRY =
      Pattern.compile(
          "\\{\"day\":\"(\\d{4}-\\d{2}-\\d{2})\",\"digest\":\"([0-9a-f]{64})\",\"rows\":(\\d{1,18}),\"type\":\"audit-head/1\"}");

  byte[] entry() {
    return ("{\"day\":\""
            + day
            + "\",\"digest\":\""
            + digest
            + "\",\"rows\":"
            + rows
            + ",\"type\":\"audit-head/1\"}")
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
              LocalDate.parse(found.group(1)), Long.parseLong(found.group(3)), found.group(2)));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
