package cn.beian.server.platform;

/** Text that a database can hold: no U+0000, and no half of a surrogate pair. */
public final class StorableText {
  private StorableText() {}

  /** Whether a text can be stored and looked for. */
  public static boolean storable(String text) {
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        return false;
      }
    }
    return true;
  }
}
