package cn.beian.server.supervision;

/** Length and character checks for free-text input. */
final class FreeText {
  /** Characters of an explanation, a reason or a demand. */
  static final int LONG = 4000;

  /** Characters of a basis. */
  static final int SHORT = 500;

  private FreeText() {}

  /** Whether it is not too long, a new line counted once, and can be stored. */
  static boolean fits(String text, int most) {
    return text.replace("\r\n", "\n").length() <= most && text.indexOf('\0') < 0;
  }
}
