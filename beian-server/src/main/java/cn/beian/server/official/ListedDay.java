package cn.beian.server.official;

import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Days as lists write them. */
final class ListedDay {
  private static final Pattern PARTS =
      Pattern.compile("(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?(\\s.*)?");

  private static final Pattern TOGETHER = Pattern.compile("(20\\d{2})(\\d{2})(\\d{2})");

  /** A day as workbooks store it: days since the one before 1900, with a leap day too many. */
  private static final Pattern SERIAL = Pattern.compile("(4\\d{4}|5\\d{4})(\\.\\d+)?");

  private static final LocalDate SERIAL_ZERO = LocalDate.of(1899, 12, 30);

  private ListedDay() {}

  /** Empty where it is none. */
  static Optional<LocalDate> read(String cell) {
    String text = Normalizer.normalize(cell, Normalizer.Form.NFKC).strip();
    for (Pattern form : new Pattern[] {PARTS, TOGETHER}) {
      Matcher day = form.matcher(text);
      if (day.matches()) {
        return day(day);
      }
    }
    Matcher serial = SERIAL.matcher(text);
    return serial.matches()
        ? Optional.of(SERIAL_ZERO.plusDays(Integer.parseInt(text.substring(0, 5))))
        : Optional.empty();
  }

  private static Optional<LocalDate> day(Matcher parts) {
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(parts.group(1)),
              Integer.parseInt(parts.group(2)),
              Integer.parseInt(parts.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }
}
