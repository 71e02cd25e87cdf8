package cn.beian.server.official;

import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.platform.TableRow;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/** Finds the columns of a published list by their headers; the words are data. */
final class ListColumns {
  /** How far down the headers may stand: lists have titles above them. */
  private static final int DEEPEST = 20;

  /** A column; its place is that in the rows that {@link #read} gives. */
  enum Column {
    NAME,
    SPONSOR,
    NUMBER,
    PLATFORM,
    DAY,
    PACKAGE;

    private static final List<Column> IN_ORDER = List.of(values());

    /** What a row of {@link #read} has in it. */
    String of(TableRow row) {
      return row.cell(IN_ORDER.indexOf(this));
    }
  }

  /** What a header means; the lowest rank is the surest. */
  private record Word(Column column, int rank) {}

  private final Map<String, Word> words = new HashMap<>();

  ListColumns() {
    try (InputStream in =
            Objects.requireNonNull(
                ListColumns.class.getResourceAsStream("/official/list-columns.tsv"));
        BufferedReader lines =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      for (String line : lines.lines().toList()) {
        List<String> cells = List.of(line.split("\t", -1));
        if (!line.startsWith("#") && cells.size() > 1) {
          Column column = Column.valueOf(cells.get(0).toUpperCase(Locale.ROOT));
          for (int i = 1; i < cells.size(); i++) {
            words.putIfAbsent(Folded.of(cells.get(i)), new Word(column, i));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The rows below the headers, their cells in the order of {@link Column}. A row with another
   * number of cells is kept with a problem where {@code even}.
   *
   * @param even whether each row must have as many cells as the headers
   * @throws RejectedInput when there are no headers of number, and of app and sponsor or package
   */
  List<TableRow> read(List<TableRow> table, boolean even) {
    for (int i = 0; i < Math.min(DEEPEST, table.size()); i++) {
      TableRow headers = table.get(i);
      Map<Column, Integer> places = places(headers);
      boolean named = places.containsKey(Column.NAME) && places.containsKey(Column.SPONSOR);
      if (places.containsKey(Column.NUMBER) && (named || places.containsKey(Column.PACKAGE))) {
        return table.subList(i + 1, table.size()).stream()
            .filter(row -> !row.cells().equals(headers.cells())) // said again on each page
            .map(row -> ordered(row, places, even && uneven(row, headers)))
            .toList();
      }
    }
    throw new RejectedInput(List.of(Problem.of("file", "official.list.noColumns")));
  }

  private static boolean uneven(TableRow row, TableRow headers) {
    return row.cells().size() != headers.cells().size();
  }

  private Map<Column, Integer> places(TableRow headers) {
    Map<Column, Integer> places = new EnumMap<>(Column.class);
    Map<Column, Integer> ranks = new EnumMap<>(Column.class);
    for (int i = 0; i < headers.cells().size(); i++) {
      Word word = words.get(Folded.of(headers.cell(i)));
      if (word != null && word.rank() < ranks.getOrDefault(word.column(), Integer.MAX_VALUE)) {
        places.put(word.column(), i);
        ranks.put(word.column(), word.rank());
      }
    }
    return places;
  }

  private static TableRow ordered(TableRow row, Map<Column, Integer> places, boolean uneven) {
    List<String> cells = new ArrayList<>();
    for (Column column : Column.values()) {
      cells.add(row.cell(places.getOrDefault(column, -1)));
    }
    if (uneven && row.problem().isEmpty()) {
      cells.set(0, String.join(" ", row.cells()));
      return new TableRow(row.number(), cells, "official.list.uneven");
    }
    return new TableRow(row.number(), cells, row.problem());
  }
}
