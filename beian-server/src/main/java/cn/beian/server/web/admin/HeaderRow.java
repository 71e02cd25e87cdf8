package cn.beian.server.web.admin;

import cn.beian.server.platform.TableRow;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;

/** The first row of a table that somebody sends, in which columns are found by their names. */
final class HeaderRow {
  /** Most cells, and characters of a cell, that are shown of a row without the names. */
  private static final int SHOWN = 8;

  private static final int LONGEST = 20;
  private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

  private final TableRow row;
  private final MessageSource messages;
  private final Map<String, Integer> places = new HashMap<>();

  HeaderRow(TableRow row, MessageSource messages) {
    this.row = row;
    this.messages = messages;
    for (int i = 0; i < row.cells().size(); i++) {
      places.putIfAbsent(row.cell(i).toLowerCase(Locale.ROOT), i);
    }
  }

  /**
   * Where a column stands, by its name on the pages in any language, or another name that is usual
   * for it; -1 for nowhere.
   *
   * @param key of its name; other names stand under it with {@code .also}, separated by strokes
   */
  int place(String key) {
    return LANGUAGES.stream()
        .flatMap(language -> Stream.of(text(key, language), text(key + ".also", language)))
        .flatMap(names -> Stream.of(names.split("\\|", -1)))
        .filter(name -> !name.isEmpty())
        .map(name -> places.get(name.toLowerCase(Locale.ROOT)))
        .flatMap(Stream::ofNullable)
        .findFirst()
        .orElse(-1);
  }

  /** Its beginning, for whoever looks for what is wrong with it. */
  String shown(Locale locale) {
    String cells =
        row.cells().stream()
            .filter(cell -> !cell.isEmpty())
            .limit(SHOWN)
            .map(HeaderRow::cut)
            .collect(Collectors.joining(text("list.separator", locale)));
    return cells.isEmpty() ? text("import.nothing", locale) : cells;
  }

  private static String cut(String cell) {
    return cell.codePointCount(0, cell.length()) > LONGEST
        ? cell.substring(0, cell.offsetByCodePoints(0, LONGEST)) + "…"
        : cell;
  }

  private String text(String key, Locale language) {
    return Objects.requireNonNullElse(messages.getMessage(key, null, "", language), "");
  }
}
