package cn.beian.server.web.admin;

import cn.beian.filing.Messages;
import cn.beian.filing.Role;
import cn.beian.server.identity.PeopleImport;
import cn.beian.server.identity.PeopleImport.Done;
import cn.beian.server.identity.TableImports;
import cn.beian.server.identity.TableImports.Kept;
import cn.beian.server.identity.TableImports.Kind;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.admin.ImportTables.Result;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.context.MessageSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.multipart.MultipartFile;
import org.springframework.web.server.ResponseStatusException;

/** People of the own unit from a table; the codes of those invited are shown once. */
@Controller
class PeopleImportPages {
  private static final String PAGE = "/unit/people/import";

  private final PeopleImport people;
  private final TableImports imports;
  private final ImportTables tables;
  private final ImportSteps steps;
  private final BeianSettings settings;
  private final MessageSource messages;

  PeopleImportPages(
      PeopleImport people,
      TableImports imports,
      ImportTables tables,
      ImportSteps steps,
      BeianSettings settings,
      MessageSource messages) {
    this.people = people;
    this.imports = imports;
    this.tables = tables;
    this.steps = steps;
    this.settings = settings;
    this.messages = messages;
  }

  /** A code to hand over; a second person has the link that goes with it. */
  record Code(String name, String login, String code) {}

  @GetMapping(PAGE)
  String form(Model model) {
    Form.show(model, Map.of());
    return "unit/people-import";
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
    List<String> roles =
        Stream.of(Role.HANDLER, Role.APPROVER).map(Messages.in(locale)::text).toList();
    tables.template(
        workbook,
        "import.file.people",
        ImportSteps.labels(Kind.PEOPLE),
        "import.example.people",
        Map.of("admin.person.roles", roles),
        locale,
        response);
  }

  /** Keeps the table for the preview; nobody is invited. */
  @PostMapping(PAGE)
  String send(
      @RequestParam MultipartFile file, Model model, Locale locale, HttpServletResponse response)
      throws IOException {
    try {
      UUID id = steps.keep(Kind.PEOPLE, file.getBytes(), PeopleImport.MOST_ROWS, locale);
      return "redirect:" + PAGE + "/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return "unit/people-import";
    }
  }

  @GetMapping(PAGE + "/{id}")
  String show(@PathVariable UUID id, Model model, Locale locale, HttpServletResponse response) {
    Form.show(model, Map.of());
    return page(id, model, locale, response);
  }

  private String page(UUID id, Model model, Locale locale, HttpServletResponse response) {
    try {
      Kept kept = kept(id);
      List<Result> results = results(kept, locale);
      ImportTables.show(model, id, kept.done(), results);
      steps.showResults(model, Kind.PEOPLE, kept, results, locale);
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
    }
    return "unit/people-import";
  }

  private Kept kept(UUID id) {
    return imports
        .find(Kind.PEOPLE, id)
        .orElseThrow(() -> new NoSuchElementException("import " + id));
  }

  private List<Result> results(Kept kept, Locale locale) {
    if (!ImportSteps.complete(Kind.PEOPLE, kept)) {
      return List.of();
    }
    return kept.done()
        ? ImportTables.readResults(kept.results())
        : tables.results(people.preview(kept.rows()), locale);
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
      steps.change(Kind.PEOPLE, id, request.getRequestURI(), input);
      return "redirect:" + PAGE + "/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return page(id, model, locale, response);
    }
  }

  @PostMapping(PAGE + "/{id}")
  String act(@PathVariable UUID id, Model model, Locale locale, HttpServletResponse response) {
    if (!ImportSteps.complete(Kind.PEOPLE, kept(id))) {
      return "redirect:" + PAGE + "/" + id;
    }
    try {
      List<Done> done = people.run(id, rows -> ImportTables.write(tables.results(rows, locale)));
      model.addAttribute("codes", done.stream().flatMap(PeopleImportPages::code).toList());
      model.addAttribute("asked", done.stream().filter(one -> one.asked().isPresent()).count());
      model.addAttribute("hours", settings.linkLifetime().toHours());
      response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
      Form.show(model, Map.of());
      return page(id, model, locale, response);
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return page(id, model, locale, response);
    }
  }

  private static Stream<Code> code(Done done) {
    return done.asked().stream()
        .filter(one -> !one.code().isEmpty())
        .map(
            one ->
                new Code(
                    one.request().subject().name(), one.request().subject().login(), one.code()));
  }

  /** The codes that a page shows, as a file: no other way leads to them again. */
  @PostMapping(PAGE + "/codes")
  void codes(
      @RequestParam List<String> name,
      @RequestParam List<String> login,
      @RequestParam List<String> code,
      Locale locale,
      HttpServletResponse response)
      throws IOException {
    if (name.size() != code.size()
        || login.size() != code.size()
        || code.size() > PeopleImport.MOST_ROWS) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, "codes");
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(
        Stream.of("admin.person.name", "login.name", "import.code")
            .map(key -> messages.getMessage(key, null, locale))
            .toList());
    for (int i = 0; i < code.size(); i++) {
      rows.add(List.of(name.get(i), login.get(i), code.get(i)));
    }
    ImportTables.csv("beian-codes", rows, response);
  }
}
