package cn.beian.server.web.inventory;

import cn.beian.server.identity.ImportedRow.Outcome;
import cn.beian.server.identity.TableImports;
import cn.beian.server.identity.TableImports.Kept;
import cn.beian.server.identity.TableImports.Kind;
import cn.beian.server.inventory.InventoryImport;
import cn.beian.server.inventory.InventoryImport.Line;
import cn.beian.server.inventory.InventoryImport.Word;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.TableFile;
import cn.beian.server.web.admin.ImportSteps;
import cn.beian.server.web.admin.ImportTables;
import cn.beian.server.web.admin.ImportTables.Result;
import cn.beian.server.web.filings.FilingText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** An inventory from a table: the template, what becomes of each row, the act, what goes back. */
@Controller
class InventoryImportPages {
  private static final List<String> COLUMNS = ImportSteps.labels(Kind.INVENTORY);
  private static final String PAGE = "/inventory/import";

  private final InventoryImport inventory;
  private final TableImports imports;
  private final ImportTables tables;
  private final ImportSteps steps;
  private final MessageSource messages;

  InventoryImportPages(
      InventoryImport inventory,
      TableImports imports,
      ImportTables tables,
      ImportSteps steps,
      MessageSource messages) {
    this.inventory = inventory;
    this.imports = imports;
    this.tables = tables;
    this.steps = steps;
    this.messages = messages;
  }

  @GetMapping(PAGE)
  String form(Model model, Locale locale) {
    Form.show(model, Map.of());
    return form(model, locale, false);
  }

  private String form(Model model, Locale locale, boolean unknownUnits) {
    model.addAttribute("words", new FilingText(messages, locale));
    model.addAttribute("unknownUnits", unknownUnits);
    model.addAttribute("earlier", imports.done(Kind.INVENTORY));
    return "inventory/import";
  }

  @GetMapping({PAGE + "/template.csv", PAGE + "/template.xlsx"})
  void template(Locale locale, HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    Map<String, List<String>> words = new LinkedHashMap<>();
    words.put("inventory.column.form", words("inventory.words.form", locale));
    words.put("inventory.column.platform", words("inventory.words.platform", locale));
    tables.template(
        request.getRequestURI().endsWith(".xlsx"),
        "inventory.import.file",
        COLUMNS,
        "inventory.example",
        words,
        locale,
        response);
  }

  private List<String> words(String key, Locale locale) {
    return List.of(text(key, locale).split("\\|", -1));
  }

  private String text(String key, Locale locale, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }

  /** Keeps the table for the preview; nothing is taken. */
  @PostMapping(PAGE)
  String send(
      @RequestParam MultipartFile file,
      @RequestParam(defaultValue = "false") boolean unknownUnits,
      Model model,
      Locale locale,
      HttpServletResponse response)
      throws IOException {
    try {
      UUID id = steps.keep(Kind.INVENTORY, file.getBytes(), InventoryImport.MOST_ROWS, locale);
      return back(id, unknownUnits);
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return form(model, locale, unknownUnits);
    }
  }

  private static String back(UUID id, boolean unknownUnits) {
    return "redirect:" + PAGE + "/" + id + (unknownUnits ? "?unknownUnits=true" : "");
  }

  /** Says which column is which, or corrects cells; what becomes of the rows is shown anew. */
  @PostMapping({PAGE + "/{id}/columns", PAGE + "/{id}/rows"})
  String change(
      @PathVariable UUID id,
      @RequestParam Map<String, String> input,
      @RequestParam(defaultValue = "false") boolean unknownUnits,
      Model model,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response) {
    kept(id);
    try {
      steps.change(Kind.INVENTORY, id, request.getRequestURI(), input);
      return back(id, unknownUnits);
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return page(id, unknownUnits, model, locale);
    }
  }

  @GetMapping(PAGE + "/{id}")
  String show(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean unknownUnits,
      Model model,
      Locale locale) {
    Form.show(model, Map.of());
    return page(id, unknownUnits, model, locale);
  }

  private String page(UUID id, boolean unknownUnits, Model model, Locale locale) {
    Kept kept = kept(id);
    List<Result> results = results(kept, unknownUnits, locale);
    ImportTables.show(model, id, kept.done(), results);
    steps.showResults(model, Kind.INVENTORY, kept, results, locale);
    model.addAttribute("unknownUnits", unknownUnits);
    model.addAttribute("refused", results.stream().filter(InventoryImportPages::refused).count());
    return "inventory/import";
  }

  private static boolean refused(Result one) {
    return one.outcome().equals(Outcome.REFUSED.name());
  }

  private Kept kept(UUID id) {
    return imports
        .find(Kind.INVENTORY, id)
        .orElseThrow(() -> new NoSuchElementException("import " + id));
  }

  private List<Result> results(Kept kept, boolean unknownUnits, Locale locale) {
    if (!ImportSteps.complete(Kind.INVENTORY, kept)) {
      return List.of();
    }
    return kept.done()
        ? ImportTables.readResults(kept.results())
        : results(inventory.preview(kept.rows(), unknownUnits), locale);
  }

  /** In words, what goes back first. */
  private List<Result> results(List<Line> lines, Locale locale) {
    return lines.stream()
        .sorted(
            Comparator.comparing(Line::outcome)
                .thenComparing(one -> !one.doubtful())
                .thenComparing(one -> one.row().number()))
        .map(one -> result(one, locale))
        .toList();
  }

  private Object[] arguments(Word word, Locale locale) {
    return word.arguments().stream()
        .map(one -> one.isEmpty() ? text("inventory.unowned", locale) : one)
        .toArray();
  }

  private Result result(Line line, Locale locale) {
    String words =
        line.words().stream()
            .map(one -> text(one.key(), locale, arguments(one, locale)))
            .collect(Collectors.joining(text("import.separator", locale)));
    boolean back = line.outcome() == Outcome.REFUSED;
    return new Result(
        line.row().number(),
        line.row().cell(0),
        line.outcome().name(),
        line.doubtful(),
        words,
        back ? line.row().cells() : List.of());
  }

  @GetMapping(PAGE + "/{id}/results.csv")
  void download(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean unknownUnits,
      Locale locale,
      HttpServletResponse response)
      throws IOException {
    tables.results(results(kept(id), unknownUnits, locale), locale, response);
  }

  /** The rows that were not taken, in the columns that they came in, each with the reason. */
  @GetMapping({PAGE + "/{id}/refused.csv", PAGE + "/{id}/refused.xlsx"})
  void refused(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean unknownUnits,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    List<Result> results = results(kept(id), unknownUnits, locale);
    TableFile.answer(
        response,
        request.getRequestURI(),
        "beian-inventory-refused",
        rows -> {
          rows.add(
              Stream.concat(COLUMNS.stream(), Stream.of("inventory.column.reason"))
                  .map(key -> text(key, locale))
                  .toList());
          for (Result one : results) {
            if (refused(one)) {
              rows.add(withReason(one));
            }
          }
        });
  }

  private static List<String> withReason(Result one) {
    List<String> cells = new ArrayList<>(one.cells());
    while (cells.size() < COLUMNS.size()) {
      cells.add("");
    }
    List<String> row = new ArrayList<>(cells.subList(0, COLUMNS.size()));
    row.add(one.words());
    return row;
  }

  @PostMapping(PAGE + "/{id}")
  String act(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean unknownUnits,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    if (!ImportSteps.complete(Kind.INVENTORY, kept(id))) {
      return back(id, unknownUnits);
    }
    try {
      inventory.run(id, unknownUnits, lines -> ImportTables.write(results(lines, locale)));
      return "redirect:" + PAGE + "/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return page(id, unknownUnits, model, locale);
    }
  }
}
