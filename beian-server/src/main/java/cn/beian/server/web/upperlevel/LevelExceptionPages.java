package cn.beian.server.web.upperlevel;

import cn.beian.server.cases.Letter;
import cn.beian.server.filings.casefile.ReferredCases;
import cn.beian.server.identity.Organization;
import cn.beian.server.upperlevel.LevelException;
import cn.beian.server.upperlevel.LevelExceptionFile;
import cn.beian.server.upperlevel.LevelExceptions;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CaseForm;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterViews;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Exceptions of the upper level, for the unit that asks and the one that is asked. */
@CasePages
class LevelExceptionPages {
  private final LevelExceptions exceptions;
  private final ReferredCases referred;

  LevelExceptionPages(LevelExceptions exceptions, ReferredCases referred) {
    this.exceptions = exceptions;
    this.referred = referred;
  }

  /** The list is that of the worklist. */
  @GetMapping("/exceptions")
  String list(@RequestParam(defaultValue = "false") boolean closed) {
    return "redirect:/work?" + (closed ? "view=done&" : "") + "procedure=exception";
  }

  @GetMapping("/exceptions/new")
  String form(@RequestParam(defaultValue = "") String app, Model model) {
    String above = exceptions.above().map(Organization::name).orElse("");
    Form.show(model, Map.of("app", app, "upper", above));
    return newPage(model);
  }

  private String newPage(Model model) {
    model.addAttribute("below", exceptions.belowCounty());
    return "exceptions/new";
  }

  @PostMapping("/exceptions")
  String begin(CaseForm form, Model model) {
    return form.act(
        () ->
            "/exceptions/"
                + exceptions.begin(form.text("app"), form.text("upper"), form.text("reason")),
        () -> newPage(model));
  }

  @GetMapping("/exceptions/{id}")
  String show(@PathVariable UUID id, Model model) {
    LevelExceptionFile file = exceptions.file(id);
    model.addAttribute("file", file);
    model.addAttribute("uses", referred.ofException(id));
    Form.show(model, file.writes() ? input(file.exception()) : Map.of());
    return "exceptions/exception";
  }

  private static Map<String, String> input(LevelException one) {
    return Map.of("app", one.appName(), "upper", one.upper(), "reason", one.reason());
  }

  /** What the upper unit said, to be read and printed by whoever may read the exception. */
  @GetMapping({"/exceptions/{id}/notices/{place}", "/exceptions/{id}/notices/{place}/pdf"})
  String letter(
      @PathVariable UUID id, @PathVariable int place, Model model, HttpServletRequest request) {
    LevelExceptionFile file = exceptions.file(id);
    model.addAttribute("file", file);
    var letter = Letter.at(file.letters(), place);
    model.addAttribute("letter", letter);
    LetterHead.show(
        model, "exceptions.letter." + letter.step().name(), id, place, letter.step().at());
    return LetterViews.of("exceptions/letter", request.getRequestURI());
  }

  @PostMapping("/exceptions/{id}/draft")
  String write(@PathVariable UUID id, CaseForm form, Model model) {
    return act(
        id,
        form,
        model,
        () ->
            exceptions.write(
                id, form.version(), form.text("app"), form.text("upper"), form.text("reason")));
  }

  @PostMapping("/exceptions/{id}/submission")
  String ask(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> exceptions.ask(id, form.version()));
  }

  @PostMapping("/exceptions/{id}/withdrawal")
  String withdraw(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> exceptions.withdraw(id, form.version(), form.text("why")));
  }

  @PostMapping("/exceptions/{id}/answer")
  String answer(@PathVariable UUID id, CaseForm form, Model model) {
    return act(
        id,
        form,
        model,
        () ->
            exceptions.answer(
                id,
                form.version(),
                form.text("result"),
                form.text("opinion"),
                form.text("documentNumber")));
  }

  private String act(UUID id, CaseForm form, Model model, Runnable act) {
    return form.act(act, "/exceptions/" + id, () -> show(id, model));
  }
}
