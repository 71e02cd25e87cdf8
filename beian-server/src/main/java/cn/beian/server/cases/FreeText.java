package cn.beian.server.cases;

import cn.beian.facts.VisibleText;

/** Length and character checks for free-text input. */
public final class FreeText {
  /** Characters of an explanation, a reason or a demand. */
  public static final int LONG = 4000;

  /** Characters of a basis. */
  public static final int SHORT = 500;

  private FreeText() {}

  /**
   * Whether it is not too long, a new line counted once, and holds no control character and none of
   * the code points that Unicode keeps for no character at all, such as U+FFFE and U+FFFF.
   */
  public static boolean fits(String text, int most) {
    return text.replace("\r\n", "\n").length() <= most
        && text.codePoints()
            .noneMatch(
                one ->
                    (Character.isISOControl(one) && !isSpace(one))
                        || VisibleText.isNoncharacter(one));
  }

  /** The beginning of a text in one line, of at most so many characters. */
  static String shortened(String text, int most) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.codePointCount(0, line.length()) <= most
        ? line
        : line.substring(0, line.offsetByCodePoints(0, most - 1)).strip() + "…";
  }

  private static boolean isSpace(int character) {
    return character == '\n' || character == '\r' || character == '\t';
  }
}
