package cn.beian.server.web.inventory;

import cn.beian.server.identity.TableImports;
import cn.beian.server.identity.TableImports.Kind;
import cn.beian.server.inventory.InventoryImport;
import cn.beian.server.inventory.StoreComparison;
import cn.beian.server.inventory.StoreComparison.Found;
import cn.beian.server.inventory.StoreComparison.Side;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.TableFile;
import cn.beian.server.web.admin.ImportTables;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** A list of a store or of a crawl beside what is filed; the list is kept for a day, no more. */
@Controller
class ComparisonPages {
  private static final String PAGE = "/inventory/comparison";
  private static final int SHOWN = 300;

  private final StoreComparison comparison;
  private final TableImports imports;
  private final ImportTables tables;
  private final MessageSource messages;

  ComparisonPages(
      StoreComparison comparison,
      TableImports imports,
      ImportTables tables,
      MessageSource messages) {
    this.comparison = comparison;
    this.imports = imports;
    this.tables = tables;
    this.messages = messages;
  }

  @GetMapping(PAGE)
  String form(Model model) {
    Form.show(model, Map.of());
    return "inventory/comparison";
  }

  @PostMapping(PAGE)
  String send(@RequestParam MultipartFile file, Model model, HttpServletResponse response)
      throws IOException {
    try {
      UUID id =
          imports.keep(
              Kind.STORE_LIST,
              tables.read(
                  file.getBytes(), InventoryImportPages.COLUMNS, InventoryImport.MOST_ROWS));
      return "redirect:" + PAGE + "/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return "inventory/comparison";
    }
  }

  private List<Found> found(UUID id) {
    return comparison.compare(
        imports
            .find(Kind.STORE_LIST, id)
            .orElseThrow(() -> new NoSuchElementException("list " + id))
            .rows());
  }

  @GetMapping(PAGE + "/{id}")
  String show(@PathVariable UUID id, @RequestParam Optional<Side> side, Model model) {
    Form.show(model, Map.of());
    List<Found> found = found(id);
    Side shown = side.orElse(Side.UNFILED);
    List<Found> rows = found.stream().filter(one -> one.side() == shown).toList();
    model.addAttribute("id", id);
    model.addAttribute("sides", Side.values());
    model.addAttribute("side", shown);
    model.addAttribute(
        "counts",
        Stream.of(Side.values())
            .map(one -> found.stream().filter(each -> each.side() == one).count())
            .toList());
    model.addAttribute("rows", rows.stream().limit(SHOWN).toList());
    model.addAttribute("total", rows.size());
    return "inventory/comparison";
  }

  @GetMapping({PAGE + "/{id}/list.csv", PAGE + "/{id}/list.xlsx"})
  void file(
      @PathVariable UUID id,
      Locale locale,
      HttpServletRequest request,
      HttpServletResponse response)
      throws IOException {
    List<Found> found = found(id);
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
                      "filings.number")
                  .map(key -> messages.getMessage(key, null, locale))
                  .toList());
          for (Found one : found) {
            rows.add(
                List.of(
                    messages.getMessage("inventory.side." + one.side(), null, locale),
                    one.name(),
                    one.identity(),
                    one.unit(),
                    one.number().orElse("")));
          }
        });
  }
}
