package cn.beian.server.cases;

/** Length and character checks for free-text input. */
public final class FreeText {
  /** Characters of an explanation, a reason or a demand. */
  public static final int LONG = 4000;

  /** Characters of a basis. */
  public static final int SHORT = 500;

  private FreeText() {}

  /** Whether it is not too long, a new line counted once, and can be stored. */
  public static boolean fits(String text, int most) {
    return text.replace("\r\n", "\n").length() <= most && text.indexOf('\0') < 0;
  }
}
