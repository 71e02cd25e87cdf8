package cn.beian.server.platform;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A cell of a workbook that spans rows of one column, {@code C3:C7}: its text is in the first of
 * them alone, and is meant in all.
 *
 * @param column from 0
 * @param first line of its text
 * @param last line that it spans
 */
record MergedCells(int column, int first, int last) {
  private static final Pattern REFERENCE =
      Pattern.compile("([A-Z]{1,3})(\\d{1,7}):([A-Z]{1,3})(\\d{1,7})");

  /** Most cells that are spanned; a workbook with more has those that come after them empty. */
  private static final int MOST = 200_000;

  /** Those that a reference names; empty where it spans no rows, or several columns. */
  static Optional<MergedCells> spanning(String reference) {
    Matcher parts = REFERENCE.matcher(reference);
    if (!parts.matches() || !parts.group(1).equals(parts.group(3))) {
      return Optional.empty();
    }
    int column = XlsxSheet.column(parts.group(1));
    int first = Integer.parseInt(parts.group(2));
    int last = Integer.parseInt(parts.group(4));
    return column >= SentTable.MOST_COLUMNS || last <= first
        ? Optional.empty()
        : Optional.of(new MergedCells(column, first, last));
  }

  /** The rows with the text in each row that a cell spans, where nothing else stands there. */
  static List<TableRow> fill(List<TableRow> rows, List<MergedCells> merged) {
    if (merged.isEmpty()) {
      return rows;
    }
    Map<Integer, Integer> places = new HashMap<>();
    for (int i = 0; i < rows.size(); i++) {
      places.putIfAbsent(rows.get(i).number(), i);
    }
    List<TableRow> filled = new ArrayList<>(rows);
    int left = MOST;
    for (MergedCells one : merged) {
      Integer top = places.get(one.first());
      if (top == null) {
        continue;
      }
      String text = rows.get(top).cell(one.column());
      for (int i = top + 1; i < filled.size() && left > 0; i++, left--) {
        if (filled.get(i).number() > one.last()) {
          break;
        }
        filled.set(i, with(filled.get(i), one.column(), text));
      }
    }
    return filled;
  }

  private static TableRow with(TableRow row, int column, String text) {
    if (!row.cell(column).isEmpty()) {
      return row;
    }
    List<String> cells = new ArrayList<>(row.cells());
    while (cells.size() <= column) {
      cells.add("");
    }
    cells.set(column, text);
    return new TableRow(row.number(), cells, row.problem());
  }
}
