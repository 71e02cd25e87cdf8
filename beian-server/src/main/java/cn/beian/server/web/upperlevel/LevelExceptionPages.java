package cn.beian.server.web.upperlevel;

import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.filings.casefile.ReferredCases;
import cn.beian.server.identity.Organization;
import cn.beian.server.upperlevel.LevelException;
import cn.beian.server.upperlevel.LevelExceptionFile;
import cn.beian.server.upperlevel.LevelExceptions;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CaseForm;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.cases.ProcedurePages;
import cn.beian.server.web.cases.TypedField;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Exceptions of the upper level, for the unit that asks and the one that is asked. */
@CasePages
@RequestMapping("/exceptions")
class LevelExceptionPages extends ProcedurePages<LevelExceptionState> {
  private final LevelExceptions exceptions;
  private final ReferredCases referred;

  LevelExceptionPages(LevelExceptions exceptions, ReferredCases referred, Letters letters) {
    super("exceptions", "exception", letters);
    this.exceptions = exceptions;
    this.referred = referred;
  }

  @GetMapping("/new")
  String form(@RequestParam(defaultValue = "") String app, Model model) {
    String above = exceptions.above().map(Organization::name).orElse("");
    Form.show(model, Map.of("app", app, "upper", above));
    return newPage(model);
  }

  private String newPage(Model model) {
    model.addAttribute("below", exceptions.belowCounty());
    return "exceptions/new";
  }

  @PostMapping
  String begin(CaseForm form, Model model) {
    return begin(
        form,
        () -> exceptions.begin(form.text("app"), form.text("upper"), form.text("reason")),
        () -> newPage(model));
  }

  @Override
  protected Map<String, TypedField> typedFields() {
    Map<String, TypedField> fields = new LinkedHashMap<>();
    for (String field : List.of("app", "upper", "reason", "why", "opinion", "documentNumber")) {
      fields.put(field, TypedField.text("exceptions." + field));
    }
    return fields;
  }

  @Override
  protected void requireReadable(UUID id) {
    exceptions.file(id);
  }

  @Override
  protected Told<LevelExceptionState> told(UUID id) {
    LevelExceptionFile file = exceptions.told(id);
    return new Told<>(file, file.letters());
  }

  @Override
  protected String page(UUID id, Model model) {
    LevelExceptionFile file = exceptions.file(id);
    model.addAttribute("file", file);
    model.addAttribute("uses", referred.ofException(id));
    Form.show(model, file.own() ? input(file.exception()) : Map.of());
    return "exceptions/exception";
  }

  private static Map<String, String> input(LevelException one) {
    return Map.of("app", one.appName(), "upper", one.upper(), "reason", one.reason());
  }

  @PostMapping("/{id}/draft")
  String write(@PathVariable UUID id, CaseForm form) {
    return act(
        id,
        form,
        () ->
            exceptions.write(
                id, form.version(), form.text("app"), form.text("upper"), form.text("reason")));
  }

  @PostMapping("/{id}/submission")
  String ask(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> exceptions.ask(id, form.version()));
  }

  @PostMapping("/{id}/remark")
  String giveBack(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> exceptions.giveBack(id, form.version(), form.text("remark")));
  }

  @PostMapping("/{id}/withdrawal")
  String withdraw(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> exceptions.withdraw(id, form.version(), form.text("why")));
  }

  @PostMapping("/{id}/answer")
  String answer(@PathVariable UUID id, CaseForm form) {
    return act(
        id,
        form,
        () ->
            exceptions.answer(
                id,
                form.version(),
                form.text("result"),
                form.text("opinion"),
                form.text("documentNumber")));
  }
}
