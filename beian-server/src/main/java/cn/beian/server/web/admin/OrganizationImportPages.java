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

  OrganizationImportPages(OrganizationImport units, TableImports imports, ImportTables tables) {
    this.units = units;
    this.imports = imports;
    this.tables = tables;
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
        ImportTables.UNITS,
        "import.example.units",
        words,
        locale,
        response);
  }

  /** Keeps the table for the preview; no unit is touched. */
  @PostMapping(PAGE)
  String send(@RequestParam MultipartFile file, Model model, HttpServletResponse response)
      throws IOException {
    try {
      UUID id =
          imports.keep(
              Kind.UNITS,
              tables.read(file.getBytes(), ImportTables.UNITS, OrganizationImport.MOST_ROWS));
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
    ImportTables.show(model, id, kept.done(), results(kept, locale));
    return "admin/organization-import";
  }

  private Kept kept(UUID id) {
    return imports
        .find(Kind.UNITS, id)
        .orElseThrow(() -> new NoSuchElementException("import " + id));
  }

  private List<Result> results(Kept kept, Locale locale) {
    return kept.done()
        ? ImportTables.readResults(kept.results())
        : tables.results(units.preview(kept.rows()), locale);
  }

  @GetMapping(PAGE + "/{id}/results.csv")
  void download(@PathVariable UUID id, Locale locale, HttpServletResponse response)
      throws IOException {
    tables.results(results(kept(id), locale), locale, response);
  }

  @PostMapping(PAGE + "/{id}")
  String act(@PathVariable UUID id, Model model, Locale locale, HttpServletResponse response) {
    kept(id);
    try {
      units.run(id, rows -> ImportTables.write(tables.results(rows, locale)));
      return "redirect:" + PAGE + "/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return page(id, model, locale);
    }
  }
}
