package cn.beian.server.identity;

import java.util.ArrayList;
import java.util.List;

/** CSV as in RFC 4180; a quote that is never closed runs to the end. Empty lines are skipped. */
final class Csv {
  private Csv() {}

  static List<List<String>> read(String text) {
    List<List<String>> rows = new ArrayList<>();
    List<String> row = new ArrayList<>();
    StringBuilder cell = new StringBuilder();
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted) {
        if (c != '"') {
          cell.append(c);
        } else if (i + 1 < text.length() && text.charAt(i + 1) == '"') {
          cell.append('"');
          i++;
        } else {
          quoted = false;
        }
      } else if (c == '"') {
        quoted = true;
      } else if (c == ',') {
        row.add(cell.toString());
        cell.setLength(0);
      } else if (c == '\n') {
        row.add(cell.toString());
        cell.setLength(0);
        close(rows, row);
        row = new ArrayList<>();
      } else if (c != '\r') {
        cell.append(c);
      }
    }
    row.add(cell.toString());
    close(rows, row);
    return rows;
  }

  private static void close(List<List<String>> rows, List<String> row) {
    if (row.size() > 1 || !row.get(0).isBlank()) {
      rows.add(row);
    }
  }
}
