package cn.beian.facts;

/** Strings that can be encoded as UTF-8 and stored in PostgreSQL. */
public final class Text {
  private Text() {}

  /**
   * Replaces each lone surrogate and each NUL, which PostgreSQL cannot store, with U+FFFD. Returns
   * the argument itself if it contains neither.
   */
  public static String wellFormed(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (Character.isSurrogate(text.charAt(i)) || text.charAt(i) == 0) {
        return replaced(text);
      }
    }
    return text;
  }

  private static String replaced(String text) {
    StringBuilder out = new StringBuilder(text.length());
    text.codePoints().map(c -> c == 0 || isLone(c) ? 0xFFFD : c).forEach(out::appendCodePoint);
    return out.toString();
  }

  private static boolean isLone(int codePoint) {
    return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
  }
}
