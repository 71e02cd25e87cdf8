package cn.beian.server.cases;

import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The number of a letter as somebody types it: ten digits in base 32 for the last 50 bits of the id
 * of its case, and the place of the letter, such as 7Q3K9-X2MPA-3.
 */
public final class LetterNumber {
  private static final Pattern FORM =
      Pattern.compile("([0-9A-Z]{5})-([0-9A-Z]{5})(?:-[0-9]{1,6})?");
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32
  private static final long LAST_GROUP = (1L << 48) - 1;

  private static final int DIGIT_BITS = 5;
  private static final int LENGTH = 10;
  private static final int GROUP = 5;

  private LetterNumber() {}

  /**
   * The last 50 bits of the case's id, which are random, in base 32 without letters that look like
   * digits, and the place of the letter in the log of the case: 7Q3K9-X2MPA-3.
   */
  public static String of(UUID caseId, int place) {
    StringBuilder number = new StringBuilder();
    for (int i = LENGTH - 1; i >= 0; i--) {
      long from = caseId.getLeastSignificantBits() >>> (i * DIGIT_BITS);
      number.append(DIGITS.charAt((int) (from & (DIGITS.length() - 1))));
      if (i % GROUP == 0) {
        number.append('-');
      }
    }
    return number.append(place).toString();
  }

  /** The last twelve digits of the id of the case, as a UUID is written; empty where it is none. */
  static Optional<String> lastDigits(String text) {
    String typed = text.strip().toUpperCase(Locale.ROOT).replace('O', '0').replaceAll("[IL]", "1");
    Matcher form = FORM.matcher(typed);
    if (!form.matches()) {
      return Optional.empty();
    }
    long bits = 0;
    for (char digit : (form.group(1) + form.group(2)).toCharArray()) {
      int value = DIGITS.indexOf(digit);
      if (value < 0) {
        return Optional.empty();
      }
      bits = bits * DIGITS.length() + value;
    }
    return Optional.of(String.format(Locale.ROOT, "%012x", bits & LAST_GROUP));
  }
}
