package cn.beian.server.web.admin;

import cn.beian.filing.Messages;
import cn.beian.filing.Role;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.server.identity.ImportedRow;
import cn.beian.server.platform.SpreadsheetText;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.springframework.context.MessageSource;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.ui.Model;

/** Tables that are imported: their columns by the words of the pages, templates, and results. */
@Component
public class ImportTables {
  /** Rows of a template whose cells offer their words as a list. */
  private static final int LISTED_ROWS = 20_000;

  /** Most rows of results that a page shows; the file has all. */
  private static final int SHOWN = 300;

  private final MessageSource messages;

  ImportTables(MessageSource messages) {
    this.messages = messages;
  }

  /**
   * A row as pages and files show it.
   *
   * @param outcome name of the constant
   * @param doubtful whether it is taken and yet in doubt
   * @param cells of a row that goes back to be corrected; none otherwise
   */
  public record Result(
      int number, String name, String outcome, boolean doubtful, String words, List<String> cells) {
    public Result {
      cells = List.copyOf(cells);
    }

    /** Whether a person should look at it: it is not taken, or is in doubt. */
    boolean attention() {
      return doubtful || outcome.equals(ImportedRow.Outcome.REFUSED.name());
    }
  }

  private String text(String key, Locale locale, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }

  // ---- results

  /** What became of rows in words, what asks for attention first. */
  List<Result> results(List<ImportedRow> rows, Locale locale) {
    return rows.stream()
        .sorted(
            Comparator.comparing(ImportedRow::outcome)
                .thenComparing(row -> row.flags().isEmpty())
                .thenComparing(ImportedRow::number))
        .map(row -> result(row, locale))
        .toList();
  }

  private Result result(ImportedRow row, Locale locale) {
    List<String> words = new ArrayList<>();
    for (ImportedRow.Change change : row.changes()) {
      words.add(
          text(
              "import.change",
              locale,
              text("import.field." + change.field(), locale),
              value(change.field(), change.before(), locale),
              value(change.field(), change.after(), locale)));
    }
    row.flags().forEach(flag -> words.add(text(flag, locale)));
    return new Result(
        row.number(),
        row.name(),
        row.outcome().name(),
        row.outcome().data() && !row.flags().isEmpty(),
        String.join(text("import.separator", locale), words),
        List.of());
  }

  private String value(String field, String stored, Locale locale) {
    if (stored.isEmpty()) {
      return text("import.nothing", locale);
    }
    Messages words = Messages.in(locale);
    return switch (field) {
      case "level" -> words.text(OrganizationLevel.valueOf(stored));
      case "kind" -> words.text(OrganizationKind.valueOf(stored));
      case "roles" ->
          Arrays.stream(stored.split(" ", -1))
              .map(role -> words.text(Role.valueOf(role)))
              .collect(Collectors.joining(text("list.separator", locale)));
      default -> stored;
    };
  }

  /**
   * Shows the rows of a kept table, at most {@value #SHOWN}, and how many there are of each kind.
   *
   * @param done whether they were written, else they are a preview
   */
  public static void show(Model model, UUID id, boolean done, List<Result> results) {
    model.addAttribute("id", id);
    model.addAttribute("done", done);
    model.addAttribute("results", results.stream().limit(SHOWN).toList());
    model.addAttribute("total", results.size());
    model.addAttribute("counts", counts(results));
  }

  /** How many rows there are of each outcome, in the order in which pages tell them. */
  private static Map<String, Long> counts(List<Result> results) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (ImportedRow.Outcome outcome : ImportedRow.Outcome.values()) {
      long count = results.stream().filter(one -> one.outcome().equals(outcome.name())).count();
      if (count > 0) {
        counts.put(outcome.name(), count);
      }
    }
    return counts;
  }

  /** Results as they are kept. */
  public static String write(List<Result> results) {
    StringWriter text = new StringWriter();
    CsvWriter csv = CsvWriter.builder().bufferSize(0).build(text);
    for (Result one : results) {
      List<String> fields =
          new ArrayList<>(
              List.of(
                  String.valueOf(one.number()),
                  one.name(),
                  one.outcome(),
                  String.valueOf(one.doubtful()),
                  one.words()));
      fields.addAll(one.cells());
      csv.writeRecord(fields);
    }
    return text.toString();
  }

  /** Results as they were kept. */
  public static List<Result> readResults(String kept) {
    return CsvReader.builder()
        .allowMissingFields(true)
        .allowExtraFields(true)
        .ofCsvRecord(kept)
        .stream()
        .map(
            one ->
                new Result(
                    Integer.parseInt(one.getField(0)),
                    one.getField(1),
                    one.getField(2),
                    Boolean.parseBoolean(one.getField(3)),
                    one.getField(4),
                    one.getFields().subList(5, one.getFieldCount())))
        .toList();
  }

  // ---- files

  /** Sends rows as CSV. */
  static void csv(String name, List<List<String>> rows, HttpServletResponse response)
      throws IOException {
    begin(name + ".csv", "text/csv;charset=UTF-8", response);
    try (Writer out = new OutputStreamWriter(response.getOutputStream(), StandardCharsets.UTF_8)) {
      out.write('\uFEFF'); // spreadsheets read it as UTF-8 then
      CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(out);
      rows.forEach(row -> csv.writeRecord(row.stream().map(SpreadsheetText::of).toList()));
      csv.flush();
    }
  }

  /** Sends all results. */
  public void results(List<Result> results, Locale locale, HttpServletResponse response)
      throws IOException {
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        Stream.of("admin.import.line", "import.name", "admin.import.outcome", "import.words")
            .map(key -> text(key, locale))
            .toList());
    for (Result one : results) {
      rows.add(
          List.of(
              String.valueOf(one.number()),
              one.name(),
              text("admin.import.outcome." + one.outcome(), locale),
              one.words()));
    }
    csv("beian-import-results", rows, response);
  }

  /**
   * Sends the template of a table.
   *
   * @param file key of the name of the file, without its end
   * @param example key of an example row, its cells separated by strokes
   * @param words for the second sheet and the lists of the cells: of a column the words it takes
   */
  public void template(
      boolean workbook,
      String file,
      List<String> columns,
      String example,
      Map<String, List<String>> words,
      Locale locale,
      HttpServletResponse response)
      throws IOException {
    List<List<String>> rows =
        List.of(
            columns.stream().map(key -> text(key, locale)).toList(),
            Arrays.asList(text(example, locale).split("\\|", -1)));
    if (!workbook) {
      csv(text(file, locale), rows, response);
      return;
    }
    begin(
        text(file, locale) + ".xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        response);
    try (Workbook book = new Workbook(response.getOutputStream(), "beian", null)) {
      Worksheet table = book.newWorksheet(text("import.sheet", locale));
      Worksheet taken = book.newWorksheet(text("import.sheet.words", locale));
      table.freezePane(0, 1);
      for (int row = 0; row < rows.size(); row++) {
        for (int column = 0; column < rows.get(row).size(); column++) {
          table.inlineString(row, column, rows.get(row).get(column));
          table.width(column, 24);
        }
      }
      int column = 0;
      for (Map.Entry<String, List<String>> one : words.entrySet()) {
        taken.inlineString(0, column, text(one.getKey(), locale));
        taken.width(column, 30);
        for (int row = 0; row < one.getValue().size(); row++) {
          taken.inlineString(row + 1, column, one.getValue().get(row));
        }
        int cell = columns.indexOf(one.getKey());
        table
            .range(1, cell, LISTED_ROWS, cell)
            .validateWithList(taken.range(1, column, one.getValue().size(), column))
            .showErrorMessage(false); // the import says itself what it does not take
        column++;
      }
      table.finish();
      taken.finish();
    }
  }

  private static void begin(String name, String type, HttpServletResponse response) {
    response.setContentType(type);
    response.setHeader(
        HttpHeaders.CONTENT_DISPOSITION,
        ContentDisposition.attachment().filename(name, StandardCharsets.UTF_8).build().toString());
    response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
  }
}
