package cn.beian.server.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Rows of the tables of a page of HTML as text, in the order in which they stand there, however
 * badly it is written. Scripts and styles are passed over, nothing is fetched or run.
 */
final class HtmlTables {
  private static final Map<String, String> NAMED =
      Map.of("amp", "&", "lt", "<", "gt", ">", "quot", "\"", "apos", "'", "nbsp", " ");

  private static final int LONGEST_REFERENCE = 10;

  private final String html;
  private final String lower;
  private final int mostRows;
  private final List<List<String>> rows = new ArrayList<>();
  private List<String> row = new ArrayList<>();
  private final StringBuilder cell = new StringBuilder();
  private boolean inCell;
  private int at;

  private HtmlTables(String html, int mostRows) {
    this.html = html;
    this.lower = html.toLowerCase(Locale.ROOT); // of the same length: see below
    this.mostRows = mostRows;
  }

  /** The rows, at most one more than so many. */
  static List<List<String>> rows(String html, int mostRows) {
    return new HtmlTables(html, mostRows).read();
  }

  private List<List<String>> read() {
    while (at < html.length() && rows.size() <= mostRows) {
      char c = html.charAt(at);
      if (c == '<') {
        tag();
      } else {
        take(c == '&' ? reference() : String.valueOf(c));
        at++;
      }
    }
    endRow();
    return rows;
  }

  private void take(String text) {
    if (inCell && cell.length() <= 2 * TableRow.LONGEST) {
      cell.append(text);
    }
  }

  private void tag() {
    if (html.startsWith("<!--", at)) {
      skipTo("-->");
      return;
    }
    int end = html.indexOf('>', at);
    if (end < 0) {
      at = html.length();
      return;
    }
    int from = at + 1;
    int to = from;
    while (to < end && (Character.isLetterOrDigit(html.charAt(to)) || html.charAt(to) == '/')) {
      to++;
    }
    String name = html.substring(from, to).toLowerCase(Locale.ROOT);
    at = end + 1;
    switch (name) {
      case "tr", "/tr", "/table" -> endRow();
      case "td", "th" -> {
        endCell();
        inCell = true;
      }
      case "/td", "/th" -> endCell();
      case "br", "br/", "p", "/p", "div", "/div" -> take(" ");
      case "script", "style" -> {
        skipTo("</" + name);
        skipTo(">");
      }
      default -> {} // what else stands in a cell
    }
  }

  private void skipTo(String mark) {
    int found = lower.length() == html.length() ? lower.indexOf(mark, at) : html.indexOf(mark, at);
    at = found < 0 ? html.length() : found + mark.length();
  }

  private void endCell() {
    if (inCell && row.size() < SentTable.MOST_COLUMNS) {
      row.add(cell.toString().replaceAll("[\\s\\p{Z}]+", " "));
    }
    cell.setLength(0);
    inCell = false;
  }

  private void endRow() {
    endCell();
    if (!row.isEmpty()) {
      rows.add(row);
    }
    row = new ArrayList<>();
  }

  /** What a reference stands for; an ampersand where it is none. Ends at its last character. */
  private String reference() {
    int end = html.indexOf(';', at);
    if (end < 0 || end - at > LONGEST_REFERENCE) {
      return "&";
    }
    String name = html.substring(at + 1, end);
    String meant = NAMED.get(name.toLowerCase(Locale.ROOT));
    if (meant == null && name.startsWith("#")) {
      meant = numbered(name.substring(1));
    }
    if (meant == null) {
      return "&";
    }
    at = end;
    return meant;
  }

  private static String numbered(String digits) {
    try {
      boolean hex = digits.startsWith("x") || digits.startsWith("X");
      int point = hex ? Integer.parseInt(digits.substring(1), 16) : Integer.parseInt(digits);
      return Character.isValidCodePoint(point) ? Character.toString(point) : "\uFFFD";
    } catch (NumberFormatException e) {
      return "\uFFFD";
    }
  }
}
