package cn.beian.server.web.admin;

import cn.beian.server.identity.TableImports;
import cn.beian.server.identity.TableImports.Kept;
import cn.beian.server.identity.TableImports.Kind;
import cn.beian.server.platform.MappedTable;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.SentTable;
import cn.beian.server.platform.TableColumns;
import cn.beian.server.platform.TableRow;
import cn.beian.server.web.admin.ImportTables.Result;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/**
 * What all imports of tables have in common before the act: which column is which, as it was read
 * and as a person says, and cells that are corrected on the page.
 */
@Component
public class ImportSteps {
  /** Most rows whose cells a page offers to correct at once. */
  private static final int MOST_MENDED = 40;

  /** Rows among which the one with the names is chosen. */
  private static final int MOST_HEADERS = 20;

  /** Most cells, and characters of a cell, that are shown of a row. */
  private static final int SHOWN = 8;

  private static final int LONGEST = 20;
  private static final Pattern CELL = Pattern.compile("cell\\.(\\d{1,7})\\.(\\d{1,2})");

  private static final Map<Kind, TableColumns> COLUMNS =
      Map.of(
          Kind.UNITS, TableColumns.of("units"),
          Kind.PEOPLE, TableColumns.of("people"),
          Kind.INVENTORY, TableColumns.of("inventory"),
          Kind.STORE_LIST, TableColumns.of("store-list"),
          Kind.OFFICIAL_NUMBERS, TableColumns.of("official-numbers"));

  private final TableImports imports;
  private final MessageSource messages;

  ImportSteps(TableImports imports, MessageSource messages) {
    this.imports = imports;
    this.messages = messages;
  }

  private static TableColumns columnsOf(Kind kind) {
    TableColumns columns = COLUMNS.get(kind);
    if (columns == null) {
      throw new IllegalArgumentException(kind.name());
    }
    return columns;
  }

  /** Message keys of the columns of a kind of table, in our order. */
  public static List<String> labels(Kind kind) {
    return columnsOf(kind).labels();
  }

  /**
   * Keeps a file for the preview, with the columns that its names seem to mean.
   *
   * @throws RejectedInput when it is no such table; it names what is missing and what stands there
   */
  public UUID keep(Kind kind, byte[] file, int mostRows, Locale locale) {
    List<TableRow> sent = SentTable.read(file, "file", mostRows, MOST_HEADERS);
    if (sent.isEmpty()) {
      throw new RejectedInput(List.of(Problem.of("file", "admin.import.noTable")));
    }
    TableColumns columns = columnsOf(kind);
    MappedTable table =
        columns
            .propose(sent)
            .orElseThrow(
                () ->
                    new RejectedInput(
                        List.of(
                            Problem.of(
                                "file",
                                "import.columns",
                                columns.needed().stream()
                                    .map(one -> text(columns.labels().get(one), locale))
                                    .collect(Collectors.joining(text("list.separator", locale))),
                                shown(sent.get(0), locale)))));
    int rows = table.rows().size();
    if (rows == 0) {
      throw new RejectedInput(List.of(Problem.of("file", "admin.import.noTable")));
    }
    if (rows > mostRows) {
      throw new RejectedInput(List.of(Problem.of("file", "table.tooLong", mostRows)));
    }
    return imports.keep(kind, table, "");
  }

  private String text(String key, Locale locale, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }

  /** The beginning of a row, for whoever looks for what is wrong with it. */
  private String shown(TableRow row, Locale locale) {
    String cells =
        row.cells().stream()
            .filter(cell -> !cell.isEmpty())
            .limit(SHOWN)
            .map(ImportSteps::cut)
            .collect(Collectors.joining(text("list.separator", locale)));
    return cells.isEmpty() ? text("import.nothing", locale) : cells;
  }

  private static String cut(String cell) {
    return cell.codePointCount(0, cell.length()) > LONGEST
        ? cell.substring(0, cell.offsetByCodePoints(0, LONGEST)) + "…"
        : cell;
  }

  /** Whether what is needed has a column, so that rows can be read at all. */
  public static boolean complete(Kind kind, Kept kept) {
    return kept.done() || columnsOf(kind).complete(kept.table());
  }

  // ---- what pages show

  /** A sent column to be chosen: its number, and what it is called. */
  public record Choice(int value, String words) {}

  /**
   * One of our columns.
   *
   * @param place of the sent column; -1 for none
   * @param needed whether nothing is read without it
   */
  public record Column(int number, String label, int place, boolean needed) {}

  /** A cell to be corrected. */
  public record Cell(String name, String label, String value) {}

  /** A row to be corrected, and why. */
  public record Mend(int line, String words, List<Cell> cells) {
    public Mend {
      cells = List.copyOf(cells);
    }
  }

  /**
   * The steps before the act.
   *
   * @param complete whether rows can be read
   * @param header line of the names; 0 for none
   * @param unread names of sent columns that are not read
   * @param mends rows to be corrected, the first of {@code attention}
   */
  public record Steps(
      boolean complete,
      int header,
      List<Choice> sent,
      List<Column> columns,
      List<String> unread,
      List<Mend> mends,
      long attention) {
    public Steps {
      sent = List.copyOf(sent);
      columns = List.copyOf(columns);
      unread = List.copyOf(unread);
      mends = List.copyOf(mends);
    }

    /** The sent column of one of ours, where it is called otherwise; empty for none. */
    public String otherwise(Column column) {
      return sent.stream()
          .filter(one -> one.value() == column.place())
          .map(Choice::words)
          .filter(words -> !words.equals(column.label()))
          .findFirst()
          .orElse("");
    }
  }

  /** Why a row asks for a person, by its line. */
  public record Doubt(int line, String words) {}

  /** Shows the steps of a table whose rows were looked at. */
  public void showResults(
      Model model, Kind kind, Kept kept, Collection<Result> results, Locale locale) {
    show(
        model,
        kind,
        kept,
        results.stream()
            .filter(Result::attention)
            .map(one -> new Doubt(one.number(), one.words()))
            .toList(),
        locale);
  }

  /** Shows the steps of a table; nothing of one that was acted on. */
  public void show(Model model, Kind kind, Kept kept, List<Doubt> doubts, Locale locale) {
    if (kept.done()) {
      return;
    }
    MappedTable table = kept.table();
    TableColumns all = columnsOf(kind);
    List<Column> columns = new ArrayList<>();
    for (int i = 0; i < all.labels().size(); i++) {
      boolean needed = all.needed().contains(i);
      columns.add(new Column(i, text(all.labels().get(i), locale), table.place(i), needed));
    }
    int header = table.header() < 0 ? 0 : table.sent().get(table.header()).number();
    model.addAttribute(
        "steps",
        new Steps(
            all.complete(table),
            header,
            sent(table, locale),
            columns,
            unread(table, columns, all),
            mends(kept, columns, doubts),
            doubts.size()));
  }

  /** Names of sent columns that are none of ours, without those that nobody needs. */
  private static List<String> unread(MappedTable table, List<Column> columns, TableColumns all) {
    List<String> names = table.names();
    return IntStream.range(0, names.size())
        .filter(place -> columns.stream().noneMatch(column -> column.place() == place))
        .mapToObj(names::get)
        .filter(name -> !name.isBlank() && !all.passesOver(name))
        .map(ImportSteps::cut)
        .toList();
  }

  /** The columns as they were sent: what they are called, else what stands in them first. */
  private List<Choice> sent(MappedTable table, Locale locale) {
    List<String> names = table.names();
    List<TableRow> rows = table.sent().subList(table.header() + 1, table.sent().size());
    List<Choice> sent = new ArrayList<>();
    for (int i = 0; i < table.width(); i++) {
      int place = i;
      String name = i < names.size() ? names.get(i) : "";
      String example =
          rows.stream()
              .limit(SHOWN)
              .map(row -> row.cell(place))
              .filter(cell -> !cell.isEmpty())
              .findFirst()
              .orElse("");
      String words =
          name.isEmpty() ? text("import.columns.unnamed", locale, i + 1, cut(example)) : cut(name);
      if (!name.isEmpty() || !example.isEmpty()) {
        sent.add(new Choice(i, words));
      }
    }
    return sent;
  }

  private static List<Mend> mends(Kept kept, List<Column> columns, List<Doubt> doubts) {
    List<Doubt> first = doubts.stream().limit(MOST_MENDED).toList();
    Set<Integer> lines = first.stream().map(Doubt::line).collect(Collectors.toSet());
    Map<Integer, TableRow> rows = new HashMap<>();
    kept.rows().stream()
        .filter(row -> lines.contains(row.number()))
        .forEach(row -> rows.putIfAbsent(row.number(), row));
    List<Mend> mends = new ArrayList<>();
    for (Doubt doubt : first) {
      TableRow row = rows.get(doubt.line());
      if (row != null) {
        mends.add(
            new Mend(
                doubt.line(),
                doubt.words(),
                columns.stream()
                    .map(
                        one ->
                            new Cell(
                                "cell." + doubt.line() + "." + one.number(),
                                one.label(),
                                row.cell(one.number())))
                    .toList()));
      }
    }
    return mends;
  }

  // ---- what a person says

  /**
   * Says which column is which, or corrects cells.
   *
   * @param address that was asked, which says which of the two
   * @throws RejectedInput where something of it cannot be taken
   */
  public void change(Kind kind, UUID id, String address, Map<String, String> input) {
    if (address.endsWith("/columns")) {
      map(kind, id, input);
    } else {
      mend(kind, id, input);
    }
  }

  /**
   * Says which column is which.
   *
   * @param input {@code header}, the line of the names, 0 for none; {@code column.3}, the sent
   *     column of one of ours, empty for none
   * @throws RejectedInput where one is chosen twice, or the table was acted on or is gone
   */
  private void map(Kind kind, UUID id, Map<String, String> input) {
    imports.change(
        kind,
        id,
        table -> {
          List<Integer> places = new ArrayList<>();
          Set<Integer> used = new HashSet<>();
          for (int i = 0; i < labels(kind).size(); i++) {
            int place = number(input.getOrDefault("column." + i, ""));
            if (place >= table.width()) {
              place = -1;
            }
            if (place >= 0 && !used.add(place)) {
              throw new RejectedInput(List.of(Problem.of("column." + i, "import.columns.twice")));
            }
            places.add(place);
          }
          int line = number(input.getOrDefault("header", ""));
          int header = -1;
          for (int i = 0; i < Math.min(MOST_HEADERS, table.sent().size()); i++) {
            header = table.sent().get(i).number() == line ? i : header;
          }
          return table.mapped(header, places);
        });
  }

  private static int number(String typed) {
    return typed.matches("\\d{1,7}") ? Integer.parseInt(typed) : -1;
  }

  /**
   * Corrects cells.
   *
   * @param input {@code cell.12.3}: of the row of that line, one of our columns
   * @throws RejectedInput where the table was acted on or is gone
   */
  private void mend(Kind kind, UUID id, Map<String, String> input) {
    int most = labels(kind).size();
    Map<Integer, Map<Integer, String>> cells = new HashMap<>();
    input.forEach(
        (name, typed) -> {
          Matcher cell = CELL.matcher(name);
          if (cell.matches() && number(cell.group(2)) < most) {
            cells
                .computeIfAbsent(number(cell.group(1)), line -> new HashMap<>())
                .put(number(cell.group(2)), typed);
          }
        });
    imports.change(kind, id, table -> table.mended(cells));
  }
}
