package cn.beian.server.web.admin;

import cn.beian.filing.Messages;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.server.identity.OrganizationImport;
import cn.beian.server.identity.TableImports;
import cn.beian.server.identity.TableImports.Kept;
import cn.beian.server.identity.TableImports.Kind;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.admin.ImportTables.Result;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;

/** Units from a table: the template, what each row would change, the act, what it did. */
@Controller
class OrganizationImportPages {
  private static final String PAGE = "/admin/organizations/import";

  private final OrganizationImport units;
  private final TableImports imports;
  private final ImportTables tables;
  private final ImportSteps steps;

  OrganizationImportPages(
      OrganizationImport units, TableImports imports, ImportTables tables, ImportSteps steps) {
    this.units = units;
    this.imports = imports;
    this.tables = tables;
    this.steps = steps;
  }

  @GetMapping(PAGE)
  String form(Model model) {
    Form.show(model, Map.of());
    return "admin/organization-import";
  }

  @GetMapping(PAGE + "/template.csv")
  void csv(Locale locale, HttpServletResponse response) throws IOException {
    template(false, locale, response);
  }

  @GetMapping(PAGE + "/template.xlsx")
  void xlsx(Locale locale, HttpServletResponse response) throws IOException {
    template(true, locale, response);
  }

  private void template(boolean workbook, Locale locale, HttpServletResponse response)
      throws IOException {
    Messages texts = Messages.in(locale);
    Map<String, List<String>> words = new LinkedHashMap<>();
    words.put(
        "admin.organization.level",
        Arrays.stream(OrganizationLevel.values()).map(texts::text).toList());
    words.put(
        "admin.organization.kind",
        Arrays.stream(OrganizationKind.values()).map(texts::text).toList());
    tables.template(
        workbook,
        "import.file.units",
        ImportSteps.labels(Kind.UNITS),
        "import.example.units",
        words,
        locale,
        response);
  }

  /** Keeps the table for the preview; no unit is touched. */
  @PostMapping(PAGE)
  String send(
      @RequestParam MultipartFile file, Model model, Locale locale, HttpServletResponse response)
      throws IOException {
    try {
      UUID id = steps.keep(Kind.UNITS, file.getBytes(), OrganizationImport.MOST_ROWS, locale);
      return "redirect:" + PAGE + "/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return "admin/organization-import";
    }
  }

  @GetMapping(PAGE + "/{id}")
  String show(@PathVariable UUID id, Model model, Locale locale) {
    Form.show(model, Map.of());
    return page(id, model, locale);
  }

  private String page(UUID id, Model model, Locale locale) {
    Kept kept = kept(id);
    List<Result> results = results(kept, locale);
    ImportTables.show(model, id, kept.done(), results);
    steps.showResults(model, Kind.UNITS, kept, results, locale);
    return "admin/organization-import";
  }

  private Kept kept(UUID id) {
    return imports
        .find(Kind.UNITS, id)
        .orElseThrow(() -> new NoSuchElementException("import " + id));
  }

  private List<Result> results(Kept kept, Locale locale) {
    if (!ImportSteps.complete(Kind.UNITS, kept)) {
      return List.of();
    }
    return kept.done()
        ? ImportTables.readResults(kept.results())
        : tables.results(units.preview(kept.rows()), locale);
  }

  @GetMapping(PAGE + "/{id}/results.csv")
  void download(@PathVariable UUID id, Locale locale, HttpServletResponse response)
      throws IOException {
    tables.results(results(kept(id), locale), locale, response);
  }

  /** Says which column is which, or corrects cells; what becomes of the rows is shown anew. */
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
      steps.change(Kind.UNITS, id, request.getRequestURI(), input);
      return "redirect:" + PAGE + "/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return page(id, model, locale);
    }
  }

  @PostMapping(PAGE + "/{id}")
  String act(@PathVariable UUID id, Model model, Locale locale, HttpServletResponse response) {
    if (!ImportSteps.complete(Kind.UNITS, kept(id))) {
      return "redirect:" + PAGE + "/" + id;
    }
    try {
      units.run(id, rows -> ImportTables.write(tables.results(rows, locale)));
      return "redirect:" + PAGE + "/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return page(id, model, locale);
    }
  }
}
