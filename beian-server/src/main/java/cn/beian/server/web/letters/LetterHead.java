package cn.beian.server.web.letters;

import java.time.Instant;
import java.util.UUID;
import org.springframework.ui.Model;

/**
 * What stands at the head of a letter, on the page and in its PDF.
 *
 * @param title key of what the letter is called
 * @param number by which both sides can name it; see {@link #number}
 * @param at when it was sent
 */
public record LetterHead(String title, String number, Instant at) {
  static final String ATTRIBUTE = "head";
  private static final String DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"; // Crockford's base 32
  private static final int DIGIT_BITS = 5;
  private static final int LENGTH = 10;
  private static final int GROUP = 5;

  /** Puts the head of a letter into the model of its page. */
  public static void show(Model model, String title, UUID caseId, int place, Instant at) {
    model.addAttribute(ATTRIBUTE, new LetterHead(title, number(caseId, place), at));
  }

  /**
   * The last 50 bits of the case's id, which are random, in base 32 without letters that look like
   * digits, and the place of the letter in the log of the case: 7Q3K9-X2MPA-3.
   */
  static String number(UUID caseId, int place) {
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
}
