package cn.beian.facts;

import java.util.Locale;

/**
 * Text of others, made harmless for a message, a log, a terminal and a page. This is the only place
 * that knows which characters may not get there as they are.
 */
public final class VisibleText {
  /**
   * Letters and symbols that are drawn as nothing: fillers of Hangul, the empty Braille pattern.
   */
  private static final String DRAWN_AS_NOTHING = "\u115F\u1160\u3164\uFFA0\u2800";

  private VisibleText() {}

  /**
   * One line in which every character that moves the cursor, colours, ends the line, turns the
   * direction of writing or cannot be seen is written as {@code \u001B}: C0, DEL, C1, line and
   * paragraph separators, format characters, lone surrogates and noncharacters. A text without any
   * of them is given back as it is; what was made visible once is not changed by a second time.
   */
  public static String of(String text) {
    return escaped(text, false);
  }

  /** The same, but tabulators and line feeds stay: for a text of several lines that is ours. */
  public static String lines(String text) {
    return escaped(text, true);
  }

  /**
   * Whether a text is blank to whoever reads it: nothing but spaces of any kind, characters that
   * cannot be seen, and marks without a letter.
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
   * Whether a character may not stand on a page as it is: C0 and C1 but tabulators and ends of
   * lines, DEL, and what turns the direction of writing for the rest of the line. What joins the
   * parts of an emoji, or cannot be seen, may.
   */
  public static boolean misleads(char c) {
    boolean control = c < ' ' ? c != '\n' && c != '\t' && c != '\r' : within(c, '\u007F', '\u009F');
    return control || within(c, '\u202A', '\u202E') || within(c, '\u2066', '\u2069');
  }

  private static boolean within(char c, char first, char last) {
    return c >= first && c <= last;
  }

  /** A character by its number, such as {@code \u001B}. */
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

  /** What Unicode keeps for no character at all: U+FDD0 to U+FDEF, the last two of each plane. */
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
