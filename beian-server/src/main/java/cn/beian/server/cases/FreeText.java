package cn.beian.server.cases;

/** Length and character checks for free-text input. */
public final class FreeText {
  /** Characters of an explanation, a reason or a demand. */
  public static final int LONG = 4000;

  /** Characters of a basis. */
  public static final int SHORT = 500;

  private FreeText() {}

  /** Whether it is not too long, a new line counted once, and holds no control character. */
  public static boolean fits(String text, int most) {
    return text.replace("\r\n", "\n").length() <= most
        && text.chars().noneMatch(one -> Character.isISOControl(one) && !isSpace(one));
  }

  private static boolean isSpace(int character) {
    return character == '\n' || character == '\r' || character == '\t';
  }
}
