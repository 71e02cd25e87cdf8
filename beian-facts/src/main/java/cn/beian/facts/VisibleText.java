package cn.beian.facts;

import java.util.Locale;

/**
 * Text of others, made harmless for a message, a log and a terminal. This is the only place that
 * knows which characters may not get there as they are.
 */
public final class VisibleText {
  private VisibleText() {}

  /**
   * One line in which every character that moves the cursor, colours, ends the line, turns the
   * direction of writing or cannot be seen is written as {@code \u001B}: C0, DEL, C1, line and
   * paragraph separators, format characters and lone surrogates. A text without any of them is
   * given back as it is; what was made visible once is not changed by a second time.
   */
  public static String of(String text) {
    return escaped(text, false);
  }

  /** The same, but tabulators and line feeds stay: for a text of several lines that is ours. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  private static String escaped(String text, boolean keepsLines) {
    if (text.codePoints().noneMatch(c -> isHidden(c, keepsLines))) {
      return text;
    }
    StringBuilder visible = new StringBuilder(text.length() + 16);
    text.codePoints()
        .forEach(
            c -> {
              if (isHidden(c, keepsLines)) {
                for (char unit : Character.toChars(c)) {
                  visible.append(String.format(Locale.ROOT, "\\u%04X", (int) unit));
                }
              } else {
                visible.appendCodePoint(c);
              }
            });
    return visible.toString();
  }

  private static boolean isHidden(int c, boolean keepsLines) {
    if (keepsLines && (c == '\n' || c == '\t')) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          true;
      default -> false;
    };
  }
}
