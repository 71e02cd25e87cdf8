package cn.beian.server.platform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A table as it was sent, and which of its columns are which of ours. Rows of totals and notes are
 * kept with a problem, names that stand again further down are left out.
 *
 * @param sent all rows, those above the names included
 * @param header place in {@code sent} of the last row of names; -1 where there is none
 * @param headerRows how many rows the names fill; 0 where there are none
 * @param places of each of our columns, from 0, the column in which it was sent; -1 for none.
 *     Empty: as they stand
 */
public record MappedTable(List<TableRow> sent, int header, int headerRows, List<Integer> places) {
  /** Key of a row that adds others up. */
  public static final String TOTAL = "table.total";

  /** Key of a row below or above the data that says who made it, or how it is meant. */
  public static final String NOTE = "table.note";

  /** Key of a row with another number of cells than the names. */
  public static final String UNEVEN = "table.uneven";

  private static final Pattern TOTAL_CELL = Pattern.compile("合计|总计|小计|共计|累计");
  private static final Pattern TOTAL_ROW =
      Pattern.compile("(?:合计|总计|小计|共计|累计)\\d*[个款项家条人]?|共计?\\d+[个款项家条人].*|total\\d*");
  private static final Pattern NOTE_ROW =
      Pattern.compile("(?:备?注|说明|填表人?|制表人?|填报(?:人|单位)?|审核人?|联系人|联系电话)\\s*[:：].*");

  /** Most cells of a note: more of them are data. */
  private static final int MOST_OF_A_NOTE = 3;

  public MappedTable {
    sent = List.copyOf(sent);
    places = List.copyOf(places);
    if (header < -1 || header >= sent.size() || headerRows < 0 || headerRows > header + 1) {
      throw new IllegalArgumentException("header " + header + " of " + sent.size());
    }
  }

  /** Rows whose cells are in our order already. */
  public static MappedTable plain(List<TableRow> rows) {
    return new MappedTable(rows, -1, 0, List.of());
  }

  /** Where one of our columns was sent; -1 for nowhere. */
  public int place(int column) {
    return places.isEmpty() ? column : column < places.size() ? places.get(column) : -1;
  }

  /** The rows below the names, as they were sent. */
  List<TableRow> below() {
    return sent.subList(header + 1, sent.size());
  }

  /** The rows below the names, with our columns in our order. */
  public List<TableRow> rows() {
    List<List<String>> names =
        sent.subList(header + 1 - headerRows, header + 1).stream().map(TableRow::cells).toList();
    return below().stream()
        .filter(row -> !names.contains(row.cells())) // said again on each page
        .map(this::ordered)
        .toList();
  }

  private TableRow ordered(TableRow row) {
    List<String> cells = places.isEmpty() ? row.cells() : places.stream().map(row::cell).toList();
    boolean elsewhere = // a formula in a column that is not read, such as one that counts rows
        row.problem().equals(TableRow.FORMULA) && formula(row.cells()) && !formula(cells);
    String problem = row.problem().isEmpty() || elsewhere ? problem(row, cells) : row.problem();
    return new TableRow(row.number(), cells, problem);
  }

  private static boolean formula(List<String> cells) {
    return cells.stream().anyMatch(one -> one.startsWith("="));
  }

  private static String problem(TableRow row, List<String> cells) {
    List<String> filled = row.cells().stream().filter(one -> !one.isEmpty()).toList();
    if (filled.isEmpty() || cells.isEmpty()) {
      return "";
    }
    boolean total =
        TOTAL_ROW.matcher(FoldedText.of(filled.get(0))).matches()
            || TOTAL_ROW.matcher(FoldedText.of(cells.get(0))).matches()
            || filled.stream().anyMatch(one -> TOTAL_CELL.matcher(FoldedText.of(one)).matches());
    if (total) {
      return TOTAL;
    }
    boolean note =
        filled.size() <= MOST_OF_A_NOTE && NOTE_ROW.matcher(filled.get(0).strip()).matches();
    return note ? NOTE : "";
  }

  /** What the columns of the table are called where it was sent; empty texts where nothing is. */
  public List<String> names() {
    return header < 0 ? List.of() : names(sent, header, headerRows);
  }

  /** The names in some rows; one above several is the beginning of each. */
  static List<String> names(List<TableRow> sent, int last, int rows) {
    TableRow lower = sent.get(last);
    if (rows < 2) {
      return lower.cells();
    }
    TableRow upper = sent.get(last - 1);
    List<String> names = new ArrayList<>();
    String above = "";
    for (int i = 0; i < Math.max(upper.cells().size(), lower.cells().size()); i++) {
      above = upper.cell(i).isEmpty() ? above : upper.cell(i);
      names.add(lower.cell(i).isEmpty() ? upper.cell(i) : above + lower.cell(i));
    }
    return names;
  }

  /** How many columns were sent. */
  public int width() {
    return sent.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
  }

  /**
   * The table with columns as a person says they are.
   *
   * @param place in {@code sent} of the row of names
   */
  public MappedTable mapped(int place, List<Integer> others) {
    return new MappedTable(sent, place, place == header ? headerRows : place < 0 ? 0 : 1, others);
  }

  /**
   * The table with cells as a person corrected them. A row of which a cell was corrected has no
   * problem any more save those that its cells have now.
   *
   * @param cells by the number of the row and our column
   */
  public MappedTable mended(Map<Integer, Map<Integer, String>> cells) {
    List<Integer> where = new ArrayList<>(places);
    int width = width();
    for (Map<Integer, String> row : cells.values()) {
      for (int column : row.keySet()) {
        while (!where.isEmpty() && column >= where.size()) {
          where.add(-1);
        }
        if (!where.isEmpty() && where.get(column) < 0) {
          where.set(column, width++);
        }
      }
    }
    List<TableRow> rows = new ArrayList<>(sent);
    for (int i = header + 1; i < rows.size(); i++) {
      TableRow row = rows.get(i);
      Map<Integer, String> typed = cells.get(row.number());
      if (typed != null) {
        List<String> now = new ArrayList<>(row.cells());
        typed.forEach(
            (column, text) -> put(now, where.isEmpty() ? column : where.get(column), text));
        boolean formula = now.stream().anyMatch(one -> one.strip().startsWith("="));
        rows.set(i, TableRow.of(row.number(), now, formula));
      }
    }
    return new MappedTable(rows, header, headerRows, where);
  }

  private static void put(List<String> cells, int place, String text) {
    while (cells.size() <= place) {
      cells.add("");
    }
    cells.set(place, text);
  }

  /** The table in which rows with another number of cells than the names have that problem. */
  public MappedTable even() {
    if (header < 0) {
      return this;
    }
    List<TableRow> rows = new ArrayList<>(sent);
    int width = sent.get(header).cells().size();
    int shown = places.stream().filter(place -> place >= 0).findFirst().orElse(0);
    for (int i = header + 1; i < rows.size(); i++) {
      TableRow row = rows.get(i);
      if (row.cells().size() != width && row.problem().isEmpty()) {
        List<String> cells = new ArrayList<>();
        put(cells, shown, String.join(" ", row.cells()));
        rows.set(i, new TableRow(row.number(), cells, UNEVEN));
      }
    }
    return new MappedTable(rows, header, headerRows, places);
  }
}
