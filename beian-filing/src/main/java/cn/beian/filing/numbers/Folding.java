package cn.beian.filing.numbers;

/**
 * Normalises user input and screen texts for comparison, one character for one, so that positions
 * stay the same.
 */
final class Folding {
  /** The characters that {@link #fold} maps to a space: kinds of blanks, and zero-width marks. */
  private static final String BLANKS =
      "\t\n\u000B\f\r \u0085\u00A0\u1680\u180E\u2028\u2029\u202F\u205F\u2060\u3000\uFEFF";

  /**
   * Hyphens, dashes and minus signs of all widths, and the long-vowel mark that keyboards offer
   * instead.
   */
  private static final String HYPHENS =
      "-\u2010\u2011\u2012\u2013\u2014\u2015\u2212\uFE58\uFE63\uFF0D\u30FC\u00AD_\uFF3F";

  private Folding() {}

  /**
   * Half width, upper case ASCII, every blank as a space, every hyphen as {@code -}; same length.
   */
  static String fold(String text) {
    StringBuilder folded = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      folded.append(fold(text.charAt(i)));
    }
    return folded.toString();
  }

  private static char fold(char c) {
    if (HYPHENS.indexOf(c) >= 0) {
      return '-';
    }
    if (BLANKS.indexOf(c) >= 0 || (c >= '\u2000' && c <= '\u200D')) {
      return ' ';
    }
    char half = c >= '\uFF01' && c <= '\uFF5E' ? (char) (c - 0xFEE0) : c;
    return half >= 'a' && half <= 'z' ? (char) (half - 32) : half;
  }

  /** Folded, and without blanks and hyphens. */
  static String compact(String text) {
    String folded = fold(text);
    StringBuilder compact = new StringBuilder(folded.length());
    for (int i = 0; i < folded.length(); i++) {
      char c = folded.charAt(i);
      if (c != ' ' && c != '-') {
        compact.append(c);
      }
    }
    return compact.toString();
  }

  static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
