package cn.beian.server.platform;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** Names as tables and records are compared: without width, case, blanks and punctuation. */
public final class FoldedText {
  private static final Pattern PASSED_OVER = Pattern.compile("[\\s\\p{Z}\\p{P}\\p{Cf}]+");

  private FoldedText() {}

  /** The text as it is compared. */
  public static String of(String text) {
    return PASSED_OVER
        .matcher(Normalizer.normalize(text, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT))
        .replaceAll("");
  }
}
