package cn.beian.report;

import cn.beian.facts.VisibleText;
import java.util.ArrayList;
import java.util.List;

/** Text for a terminal: wide characters take two columns; control characters are made visible. */
public final class Columns {
  /** Code points of East Asian width W or F (UAX #11), in whole blocks. */
  private static final int[][] WIDE = {
    {0x1100, 0x115f},
    {0x2e80, 0xa4cf},
    {0xac00, 0xd7a3},
    {0xf900, 0xfaff},
    {0xfe30, 0xfe6f},
    {0xff00, 0xff60},
    {0xffe0, 0xffe6},
    {0x1f300, 0x1faff},
    {0x20000, 0x3fffd}
  };

  private Columns() {}

  /** Columns that a text takes. */
  public static int width(String text) {
    return text.codePoints().map(Columns::width).sum();
  }

  private static int width(int c) {
    int type = Character.getType(c);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    for (int[] range : WIDE) {
      if (c >= range[0] && c <= range[1]) {
        return 2;
      }
    }
    return 1;
  }

  /**
   * One line without anything that would move the cursor, change colours or turn the direction of
   * writing: what a package contains must not speak to the terminal.
   */
  static String visible(String text) {
    return VisibleText.of(text.replace('\n', ' ').replace('\t', ' '));
  }

  /**
   * Lines of at most {@code columns} columns: broken at a space, or beside a wide character, else
   * within the word.
   */
  static List<String> wrap(String text, int columns) {
    List<String> lines = new ArrayList<>();
    String rest = text.strip();
    while (width(rest) > columns) {
      int end = fitting(rest, columns);
      lines.add(rest.substring(0, end).stripTrailing());
      rest = rest.substring(end).stripLeading();
    }
    if (!rest.isEmpty()) {
      lines.add(rest);
    }
    return lines;
  }

  /** The beginning of a text that is wider than so many columns, with the sign that it goes on. */
  static String cut(String text, int columns) {
    if (width(text) <= columns) {
      return text;
    }
    int end = 0;
    int used = 1;
    while (used + width(text.codePointAt(end)) <= columns) {
      int c = text.codePointAt(end);
      used += width(c);
      end += Character.charCount(c);
    }
    return text.substring(0, end).stripTrailing() + '…';
  }

  private static int fitting(String text, int columns) {
    int used = 0;
    int lastBreak = 0;
    int at = 0;
    while (at < text.length()) {
      int c = text.codePointAt(at);
      if (at > 0 && mayBreakBefore(text.codePointBefore(at), c)) {
        lastBreak = at;
      }
      used += width(c);
      if (used > columns) {
        break;
      }
      at += Character.charCount(c);
    }
    if (lastBreak > 0) {
      return lastBreak;
    }
    return Math.max(at, Character.charCount(text.codePointAt(0)));
  }

  private static boolean mayBreakBefore(int before, int c) {
    if ("，。；：、！？）」』》”’".indexOf(c) >= 0 || "（「『《“‘".indexOf(before) >= 0) {
      return false;
    }
    return c == ' ' || before == ' ' || width(c) == 2 || width(before) == 2;
  }
}
