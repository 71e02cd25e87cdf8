package cn.beian.server.platform;

import cn.beian.facts.VisibleText;

/** Text for a cell of a CSV file that a spreadsheet opens. */
public final class SpreadsheetText {
  private static final String FORMULA = "=+-@\t\r＝＋－＠"; // some read the wide ones, too

  private SpreadsheetText() {}

  /**
   * The text; what a spreadsheet would take for a formula begins with an apostrophe, and what would
   * mislead who reads it, or act on a terminal, stands there by its number.
   */
  public static String of(String text) {
    boolean formula = !text.isEmpty() && FORMULA.indexOf(text.charAt(0)) >= 0;
    return visible(formula ? "'" + text : text);
  }

  /** The text of any cell, in which what misleads a reader stands by its number. */
  public static String visible(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (VisibleText.misleads(c)) {
        visible.append(VisibleText.number(c));
      } else {
        visible.append(c);
      }
    }
    return visible.toString();
  }

  /** The text of a cell that {@link #of} wrote: without the apostrophe. */
  static String read(String cell) {
    boolean marked =
        cell.length() > 1 && cell.charAt(0) == '\'' && FORMULA.indexOf(cell.charAt(1)) >= 0;
    return marked ? cell.substring(1) : cell;
  }
}
