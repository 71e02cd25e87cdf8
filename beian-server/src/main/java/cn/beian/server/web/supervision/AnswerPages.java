package cn.beian.server.web.supervision;

import cn.beian.server.cases.EnteredDay;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.supervision.HeldFinding;
import cn.beian.server.supervision.SponsorAnswer;
import cn.beian.server.supervision.SponsorAnswer.Kind;
import cn.beian.server.supervision.SponsorAnswers;
import cn.beian.server.supervision.SponsorAnswers.Entered;
import cn.beian.server.supervision.SupervisionCases;
import cn.beian.server.web.cases.CasePages;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The sponsor's side of a case: the handler prepares the answer, the approver sends it. */
@CasePages
class AnswerPages {
  private static final String CONFIRM = "supervision/answer";

  private final SupervisionCases cases;
  private final SponsorAnswers answers;
  private final CasePage page;

  AnswerPages(SupervisionCases cases, SponsorAnswers answers, CasePage page) {
    this.cases = cases;
    this.answers = answers;
    this.page = page;
  }

  @PostMapping("/supervision/{id}/answers")
  String save(
      @PathVariable UUID id,
      @RequestParam int version,
      @RequestParam Map<String, String> typed,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    try {
      answers.save(id, version, entered(id, typed));
      if (typed.containsKey("ready")) {
        answers.hand(id);
      }
      return "redirect:/supervision/" + id + "#next";
    } catch (RejectedInput rejected) {
      return page.reject(id, typed, rejected, model, locale, response);
    }
  }

  private List<Entered> entered(UUID id, Map<String, String> typed) {
    List<Problem> problems = new ArrayList<>();
    List<Entered> entered = new ArrayList<>();
    for (HeldFinding one : cases.held(id)) {
      EnteredFinding form = new EnteredFinding(typed, one, problems);
      if (one.asked() && form.sent("kind", "text", "basis", "by")) {
        entered.add(entered(form, one.place(), one.answer()));
      }
    }
    RejectedInput.throwIfAny(problems);
    return entered;
  }

  private static Entered entered(EnteredFinding form, int place, Optional<SponsorAnswer> held) {
    String by =
        form.text(
                "by", () -> held.flatMap(SponsorAnswer::mendBy).map(LocalDate::toString).orElse(""))
            .strip();
    Optional<LocalDate> mendBy = EnteredDay.of(by);
    if (!by.isEmpty() && mendBy.isEmpty()) {
      form.add("by", "supervision.problem.day");
    }
    return new Entered(
        place,
        form.choice("kind", List.of(Kind.values()), held.flatMap(SponsorAnswer::kind)),
        form.text("text", () -> held.map(SponsorAnswer::text).orElse("")),
        form.text("basis", () -> held.map(SponsorAnswer::basis).orElse("")),
        mendBy);
  }

  /** Gives the draft back to the handler, with what is to be changed. */
  @PostMapping("/supervision/{id}/remark")
  String giveBack(
      @PathVariable UUID id,
      @RequestParam int version,
      @RequestParam(defaultValue = "") String reason,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    try {
      answers.giveBack(id, version, reason);
      return "redirect:/supervision/" + id;
    } catch (RejectedInput rejected) {
      model.addAttribute("missing", answers.missing(id));
      return page.rejectAct(
          CONFIRM, id, Map.of("reason", reason), rejected, model, locale, response);
    }
  }

  /** All answers once more, before they are sent. */
  @GetMapping("/supervision/{id}/answer")
  String confirm(@PathVariable UUID id, Model model, Locale locale) {
    model.addAttribute("missing", answers.missing(id));
    return page.confirm(CONFIRM, id, model, locale);
  }

  @PostMapping("/supervision/{id}/answer")
  String send(
      @PathVariable UUID id,
      @RequestParam int version,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    try {
      answers.send(id, version);
      return "redirect:/supervision/" + id;
    } catch (RejectedInput rejected) {
      model.addAttribute("missing", answers.missing(id));
      List<Problem> ofAll =
          rejected.problems().stream().filter(one -> one.field().isEmpty()).toList();
      if (ofAll.isEmpty()) { // what is missing is listed with links to the case
        response.setStatus(HttpStatus.UNPROCESSABLE_CONTENT.value());
        return page.confirm(CONFIRM, id, model, locale);
      }
      RejectedInput act = new RejectedInput(ofAll);
      return page.rejectAct(CONFIRM, id, Map.of(), act, model, locale, response);
    }
  }
}
