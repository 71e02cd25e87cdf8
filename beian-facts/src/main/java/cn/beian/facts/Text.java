package cn.beian.facts;

/** Strings that can be written as UTF-8 and kept by a database. */
public final class Text {
  private Text() {}

  /**
   * The same text with each lone surrogate and each NUL, which PostgreSQL cannot keep, replaced by
   * U+FFFD; the argument itself where there is neither.
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
