package cn.beian.server.web.inventory;

import cn.beian.server.identity.TableImports;
import cn.beian.server.identity.TableImports.Kept;
import cn.beian.server.identity.TableImports.Kind;
import cn.beian.server.inventory.InventoryImport;
import cn.beian.server.inventory.StoreComparison;
import cn.beian.server.inventory.StoreComparison.Found;
import cn.beian.server.inventory.StoreComparison.Side;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.TableFile;
import cn.beian.server.web.admin.ImportSteps;
import cn.beian.server.web.admin.ImportSteps.Doubt;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A list of a store or of a crawl beside what is filed; the list is kept for a day, no more. */
@Controller
class ComparisonPages {
  private static final String PAGE = "/inventory/comparison";
  private static final int SHOWN = 300;

  /** Most rows of a list that are named beside an app. */
  private static final int LINES = 20;

  private final StoreComparison comparison;
  private final TableImports imports;
  private final ImportSteps steps;
  private final MessageSource messages;

  ComparisonPages(
      StoreComparison comparison, TableImports imports, ImportSteps steps, MessageSource messages) {
    this.comparison = comparison;
    this.imports = imports;
    this.steps = steps;
    this.messages = messages;
  }

  @ModelAttribute
  void sides(Model model) {
    model.addAttribute("sides", Side.values());
  }

  @GetMapping(PAGE)
  String form(Model model) {
    Form.show(model, Map.of());
    return "inventory/comparison";
  }

  @PostMapping(PAGE)
  String send(
      @RequestParam MultipartFile file, Model model, Locale locale, HttpServletResponse response)
      throws IOException {
    try {
      UUID id = steps.keep(Kind.STORE_LIST, file.getBytes(), InventoryImport.MOST_ROWS, locale);
      return "redirect:" + PAGE + "/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return "inventory/comparison";
    }
  }

  private Kept kept(UUID id) {
    return imports
        .find(Kind.STORE_LIST, id)
        .orElseThrow(() -> new NoSuchElementException("list " + id));
  }

  private List<Found> found(Kept kept) {
    return ImportSteps.complete(Kind.STORE_LIST, kept)
        ? comparison.compare(kept.rows())
        : List.of();
  }

  /** Says which column is which, or corrects cells; the list is compared anew. */
  @PostMapping({PAGE + "/{id}/columns", PAGE + "/{id}/rows"})
  String change(
      @PathVariable UUID id,
      @RequestParam Map<String, String> input,
      Model model,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response) {
    kept(id);
    try {
      steps.change(Kind.STORE_LIST, id, request.getRequestURI(), input);
      return "redirect:" + PAGE + "/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return page(id, Side.UNFILED, model, locale);
    }
  }

  @GetMapping(PAGE + "/{id}")
  String show(
      @PathVariable UUID id, @RequestParam Optional<Side> side, Model model, Locale locale) {
    Form.show(model, Map.of());
    return page(id, side.orElse(Side.UNFILED), model, locale);
  }

  private String page(UUID id, Side shown, Model model, Locale locale) {
    Kept kept = kept(id);
    List<Found> found = found(kept);
    steps.show(
        model,
        Kind.STORE_LIST,
        kept,
        found.stream()
            .filter(one -> one.side() == Side.UNREAD)
            .map(one -> new Doubt(one.lines().get(0), remark(one, locale)))
            .toList(),
        locale);
    List<Found> rows = found.stream().filter(one -> one.side() == shown).toList();
    model.addAttribute("id", id);
    model.addAttribute("side", shown);
    model.addAttribute(
        "counts",
        Stream.of(Side.values())
            .map(one -> found.stream().filter(each -> each.side() == one).count())
            .toList());
    model.addAttribute(
        "rows",
        rows.stream()
            .limit(SHOWN)
            .map(one -> new Row(one, lines(one, locale), remark(one, locale)))
            .toList());
    model.addAttribute("total", rows.size());
    return "inventory/comparison";
  }

  /**
   * A row of the page.
   *
   * @param lines of the list; empty for none
   * @param remark what to look at; empty for nothing
   */
  record Row(Found one, String lines, String remark) {}

  private String lines(Found one, Locale locale) {
    return one.lines().stream()
            .limit(LINES)
            .map(String::valueOf)
            .collect(Collectors.joining(text("list.separator", locale)))
        + (one.lines().size() > LINES ? "…" : "");
  }

  private String remark(Found one, Locale locale) {
    return Stream.concat(
            one
                .namesake()
                .map(number -> text("inventory.comparison.namesake", locale, number))
                .stream(),
            one.problems().stream().map(key -> text(key, locale)))
        .collect(Collectors.joining(text("import.separator", locale)));
  }

  private String text(String key, Locale locale, Object... arguments) {
    return messages.getMessage(key, arguments, locale);
  }

  @GetMapping({PAGE + "/{id}/list.csv", PAGE + "/{id}/list.xlsx"})
  void file(
      @PathVariable UUID id,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    List<Found> found = found(kept(id));
    TableFile.answer(
        response,
        request.getRequestURI(),
        "beian-comparison",
        rows -> {
          rows.add(
              Stream.of(
                      "inventory.standing",
                      "inventory.column.name",
                      "inventory.column.identity",
                      "inventory.column.unit",
                      "filings.number",
                      "admin.import.line",
                      "inventory.comparison.remark")
                  .map(key -> text(key, locale))
                  .toList());
          for (Found one : found) {
            rows.add(
                List.of(
                    text("inventory.side." + one.side(), locale),
                    one.name(),
                    one.identity(),
                    one.unit(),
                    one.number().orElse(""),
                    lines(one, locale),
                    remark(one, locale)));
          }
        });
  }
}
