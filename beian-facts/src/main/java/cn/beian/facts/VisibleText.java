package cn.beian.facts;

import java.util.Locale;

/**
 * Makes foreign text safe to print in a message, a log, a terminal and a page. This is the only
 * class that decides which characters must be escaped there.
 */
public final class VisibleText {
  /** Letters and symbols that render as blank: Hangul fillers and the empty Braille pattern. */
  private static final String DRAWN_AS_NOTHING = "\u115F\u1160\u3164\uFFA0\u2800";

  private VisibleText() {}

  /**
   * Returns one line in which every character that moves the cursor, sets colours, ends the line,
   * changes the writing direction or is invisible is written as {@code \u001B}: C0, DEL, C1, line
   * and paragraph separators, format characters, lone surrogates and noncharacters. A text without
   * such characters is returned unchanged, and applying it twice gives the same result as once.
   */
  public static String of(String text) {
    return escaped(text, false);
  }

  /** As {@link #of}, but keeps tabs and line feeds: for our own text of several lines. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  /**
   * Whether a text looks blank to a reader: only spaces of any kind, invisible characters, and
   * marks without a letter.
   */
  public static boolean blank(String text) {
    return text.codePoints().allMatch(VisibleText::isUnseen);
  }

  private static boolean isUnseen(int c) {
    return switch (Character.getType(c)) {
      case Character.SPACE_SEPARATOR, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> true;
      default -> isHidden(c, false) || DRAWN_AS_NOTHING.indexOf(c) >= 0;
    };
  }

  /**
   * Whether a character must not appear unescaped on a page: C0 and C1 except tabs and line ends,
   * DEL, and characters that change the writing direction for the rest of the line. Joiners of
   * emoji and other invisible characters are allowed.
   */
  public static boolean misleads(char c) {
    boolean control = c < ' ' ? c != '\n' && c != '\t' && c != '\r' : within(c, '\u007F', '\u009F');
    return control || within(c, '\u202A', '\u202E') || within(c, '\u2066', '\u2069');
  }

  private static boolean within(char c, char first, char last) {
    return c >= first && c <= last;
  }

  /** A character as its number, such as {@code \u001B}. */
  public static String number(char c) {
    return String.format(Locale.ROOT, "\\u%04X", (int) c);
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
                  visible.append(number(unit));
                }
              } else {
                visible.appendCodePoint(c);
              }
            });
    return visible.toString();
  }

  /**
   * Whether Unicode reserves the code point as a noncharacter: U+FDD0 to U+FDEF and the last two of
   * each plane.
   */
  public static boolean isNoncharacter(int c) {
    return (c & 0xFFFE) == 0xFFFE || (c >= 0xFDD0 && c <= 0xFDEF);
  }

  private static boolean isHidden(int c, boolean keepsLines) {
    if (keepsLines && (c == '\n' || c == '\t')) {
      return false;
    }
    return switch (Character.getType(c)) {
      case Character.UNASSIGNED -> isNoncharacter(c);
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
