package cn.beian.server.platform;

import java.util.List;

/**
 * A row of a table that somebody sends.
 *
 * @param number line in the file, from 1
 * @param cells as text, without blanks at their ends; missing ones at the end are left out
 * @param problem message key of why nothing of it is taken; empty for none
 */
public record TableRow(int number, List<String> cells, String problem) {
  /** Key of a row with a formula: what it would yield is not for us to compute or to believe. */
  public static final String FORMULA = "table.formula";

  /** Key of a row with a cell that is too long, or holds what no text can. */
  public static final String CELL = "table.cell";

  /** Longest cell that is taken. */
  public static final int LONGEST = 500;

  public TableRow {
    cells = List.copyOf(cells);
  }

  /** A row of cells as they were read. */
  static TableRow of(int number, List<String> cells, boolean formula) {
    List<String> stripped = cells.stream().map(String::strip).toList();
    boolean fits =
        stripped.stream().allMatch(one -> one.length() <= LONGEST && StorableText.storable(one));
    List<String> kept =
        fits
            ? stripped
            : stripped.stream()
                .map(one -> one.length() <= LONGEST && StorableText.storable(one) ? one : "?")
                .toList();
    return new TableRow(number, kept, formula ? FORMULA : fits ? "" : CELL);
  }

  /** A cell; empty where there is none. */
  public String cell(int column) {
    return column >= 0 && column < cells.size() ? cells.get(column) : "";
  }

  /** Whether nothing stands in it. */
  boolean isBlank() {
    return cells.stream().allMatch(String::isEmpty) && problem.isEmpty();
  }
}
