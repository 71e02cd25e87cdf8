package cn.beian.server.official;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names as lists and records are compared: without width, case, blanks and punctuation. */
final class Folded {
  private static final Pattern PASSED_OVER = Pattern.compile("[\\s\\p{Z}\\p{P}\\p{Cf}]+");

  private Folded() {}

  static String of(String text) {
    return PASSED_OVER
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
        .replaceAll("");
  }
}
