package cn.beian.server.platform;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The columns of one kind of table, found in whatever somebody sends: the names need not stand in
 * the first row, may fill two rows, and may be other usual ones. The words are data, a file of
 * {@code /tables} each. Its lines, cells separated by tabulators:
 *
 * <pre>
 * id    message key    word ...    a column; the first words are the surest
 * -     word ...                   names of columns that are none of these, unless a column has it
 * needs id,id ...                  columns without which nothing is read; each cell is one choice
 * shape id    pattern              what the cells of a column look like
 * asked                            of a table without names a person says what its columns are
 * </pre>
 */
public final class TableColumns {
  /** How far down the names may stand: tables have titles above them. */
  private static final int DEEPEST = 20;

  /** Longest name of a column in which a word is looked for. */
  private static final int LONGEST_NAME = 30;

  /** How many cells of a column are looked at for their shape. */
  private static final int LOOKED_AT = 50;

  private static final int EXACT = 1_000;

  /** Score of a whole word in a row of names; a part of a name scores 1. */
  private static final int WHOLE = 10;

  /** Least score of a row of names: data may hold part of one, as 机构编制办公室 does. */
  private static final int SURE = 2;

  private final List<Column> columns = new ArrayList<>();
  private final List<String> others = new ArrayList<>();
  private final List<List<Integer>> needs = new ArrayList<>();
  private final Map<Integer, Pattern> shapes = new HashMap<>();
  private boolean asked;

  private TableColumns() {}

  /** A column: the message key of its name, and folded words for it, the surest first. */
  private record Column(String id, String label, List<String> words) {}

  /**
   * The columns of a kind of table.
   *
   * @param name of the file, without its end
   */
  public static TableColumns of(String name) {
    try (InputStream in =
            Objects.requireNonNull(
                TableColumns.class.getResourceAsStream("/tables/" + name + ".tsv"), name);
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      TableColumns read = new TableColumns();
      for (String line : lines.lines().toList()) {
        if (!line.isBlank() && !line.startsWith("#")) {
          read.line(List.of(line.split("\t", -1)));
        }
      }
      return read;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void line(List<String> cells) {
    List<String> rest = cells.subList(1, cells.size());
    switch (cells.get(0)) {
      case "-" -> rest.forEach(word -> others.add(FoldedText.of(word)));
      case "needs" ->
          rest.forEach(
              one -> needs.add(List.of(one.split(",", -1)).stream().map(this::place).toList()));
      case "shape" -> shapes.put(place(rest.get(0)), Pattern.compile(rest.get(1)));
      case "asked" -> asked = true;
      default ->
          columns.add(
              new Column(
                  cells.get(0),
                  cells.get(1),
                  cells.subList(2, cells.size()).stream().map(FoldedText::of).toList()));
    }
  }

  private int place(String id) {
    for (int i = 0; i < columns.size(); i++) {
      if (columns.get(i).id().equals(id)) {
        return i;
      }
    }
    throw new IllegalArgumentException("no column " + id);
  }

  /** Message keys of the names, in our order. */
  public List<String> labels() {
    return columns.stream().map(Column::label).toList();
  }

  /** Columns without which nothing is read, by their places; the first choice. */
  public List<Integer> needed() {
    return needs.get(0);
  }

  /** Whether what is needed has a place. */
  public boolean complete(MappedTable table) {
    return needs.stream()
        .anyMatch(one -> one.stream().allMatch(column -> table.place(column) >= 0));
  }

  /** What a row says its columns are, and how sure that is. */
  private record Proposal(int header, int headerRows, List<Integer> places, int score) {}

  /**
   * A table with the columns that its names seem to mean, to be corrected by a person; without
   * columns where no row names one and a person is asked.
   *
   * @return empty where no row names one of the columns, unless a person is asked for them
   */
  public Optional<MappedTable> propose(List<TableRow> sent) {
    List<Proposal> proposals = new ArrayList<>();
    for (int i = 0; i < Math.min(DEEPEST, sent.size()); i++) {
      proposals.add(proposal(i, 1, MappedTable.names(sent, i, 1)));
      if (i + 1 < sent.size() && continues(sent.get(i), sent.get(i + 1))) {
        proposals.add(proposal(i + 1, 2, MappedTable.names(sent, i + 1, 2)));
      }
    }
    Optional<Proposal> best =
        proposals.stream()
            .filter(one -> one.score() >= SURE)
            .max(Comparator.comparing(Proposal::score).thenComparing(one -> -one.header()));
    if (best.isEmpty()) {
      return asked && !sent.isEmpty() ? Optional.of(shaped(unnamed(sent))) : Optional.empty();
    }
    Proposal found = best.get();
    MappedTable table = new MappedTable(sent, found.header(), found.headerRows(), found.places());
    return Optional.of(shaped(table));
  }

  private MappedTable unnamed(List<TableRow> sent) {
    return new MappedTable(sent, -1, 0, Collections.nCopies(columns.size(), -1));
  }

  /** Whether a sent column of a name is known, and known to be needed for nothing. */
  public boolean passesOver(String name) {
    return others.contains(FoldedText.of(name));
  }

  /** Whether a row goes on with the names above it, as below a cell that spans several columns. */
  private boolean continues(TableRow upper, TableRow lower) {
    boolean below = false;
    for (int i = 0; i < lower.cells().size(); i++) {
      String name = FoldedText.of(lower.cell(i));
      if (name.isEmpty()) {
        continue;
      }
      boolean known =
          name.length() <= LONGEST_NAME
              && (others.contains(name) || columns.stream().anyMatch(one -> score(one, name) > 0));
      if (!known) {
        return false;
      }
      below |= upper.cell(i).isEmpty() && i > 0;
    }
    return below;
  }

  private Proposal proposal(int header, int headerRows, List<String> names) {
    List<int[]> found = new ArrayList<>(); // column, place, score
    for (int place = 0; place < names.size(); place++) {
      String name = FoldedText.of(names.get(place));
      if (name.isEmpty() || name.length() > LONGEST_NAME) {
        continue;
      }
      boolean other =
          others.stream()
              .anyMatch(one -> one.equals(name) || (one.length() > 2 && name.contains(one)));
      for (int column = 0; column < columns.size(); column++) {
        int score = score(columns.get(column), name);
        if (score >= EXACT || (score > 0 && !other)) {
          found.add(new int[] {column, place, score});
        }
      }
    }
    found.sort(Comparator.comparing((int[] one) -> -one[2]).thenComparing(one -> one[1]));
    int[] places = new int[columns.size()];
    Arrays.fill(places, -1);
    Set<Integer> used = new HashSet<>();
    int total = 0;
    for (int[] one : found) {
      if (places[one[0]] < 0 && used.add(one[1])) {
        places[one[0]] = one[1];
        total += one[2] >= EXACT ? WHOLE : 1;
      }
    }
    List<Integer> all = Arrays.stream(places).boxed().toList();
    return new Proposal(header, headerRows, all, total);
  }

  /** How well a name fits a column: a whole word before a part, a long part before a short one. */
  private static int score(Column column, String name) {
    int best = 0;
    for (int i = 0; i < column.words().size(); i++) {
      String word = column.words().get(i);
      if (name.equals(word)) {
        return 2 * EXACT - i;
      }
      int at = word.length() > 1 ? name.lastIndexOf(word) : -1;
      if (at >= 0) { // of two that are as long, the later one: what a name ends with it is
        best = Math.max(best, 10 * word.length() + Math.min(9, at));
      }
    }
    return best;
  }

  /** Places columns that no name meant by what their cells look like. */
  private MappedTable shaped(MappedTable table) {
    List<Integer> places = new ArrayList<>(table.places());
    List<TableRow> rows = table.below();
    int width = rows.stream().mapToInt(row -> row.cells().size()).max().orElse(0);
    shapes.forEach(
        (column, shape) -> {
          for (int place = 0; place < width && places.get(column) < 0; place++) {
            if (!places.contains(place) && looks(rows, place, shape)) {
              places.set(column, place);
            }
          }
        });
    return new MappedTable(
        table.sent(), table.header(), table.headerRows(), Collections.unmodifiableList(places));
  }

  private static boolean looks(List<TableRow> rows, int place, Pattern shape) {
    List<String> cells =
        rows.stream()
            .map(row -> row.cell(place).toUpperCase(Locale.ROOT))
            .filter(cell -> !cell.isEmpty())
            .limit(LOOKED_AT)
            .toList();
    long fitting = cells.stream().filter(cell -> shape.matcher(cell).matches()).count();
    return fitting > 0 && 5 * fitting >= 4L * cells.size();
  }
}
