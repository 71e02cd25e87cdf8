package cn.beian.server.web.supervision;

import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.supervision.FindingResolution;
import cn.beian.server.supervision.FindingResolution.Outcome;
import cn.beian.server.supervision.HeldFinding;
import cn.beian.server.supervision.SupervisionCases;
import cn.beian.server.supervision.SupervisorDecisions;
import cn.beian.server.supervision.SupervisorDecisions.Entered;
import cn.beian.server.web.cases.CaseForm;
import cn.beian.server.web.cases.CasePages;
import jakarta.servlet.http.HttpServletResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The supervisor's side of a case: findings settled, then closed or ordered to be rectified. */
@CasePages
class DecisionPages {
  private static final String CLOSING = "supervision/closing";
  private static final String ORDER = "supervision/order";

  private final SupervisionCases cases;
  private final SupervisorDecisions decisions;
  private final CasePage page;

  DecisionPages(SupervisionCases cases, SupervisorDecisions decisions, CasePage page) {
    this.cases = cases;
    this.decisions = decisions;
    this.page = page;
  }

  @PostMapping("/supervision/{id}/settlements")
  String settle(
      @PathVariable UUID id,
      @RequestParam int version,
      @RequestParam Map<String, String> typed,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    try {
      decisions.settle(id, version, entered(id, typed));
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
      Optional<FindingResolution> held = one.settlement();
      if (form.sent("outcome", "reason")) {
        entered.add(
            new Entered(
                one.place(),
                form.choice(
                    "outcome", List.of(Outcome.values()), held.map(FindingResolution::outcome)),
                form.text("reason", () -> held.map(FindingResolution::reason).orElse(""))));
      }
    }
    RejectedInput.throwIfAny(problems);
    return entered;
  }

  /** The end is asked again, in words that name the consequence. */
  @GetMapping("/supervision/{id}/closing")
  String confirmClosing(@PathVariable UUID id, Model model, Locale locale) {
    return page.confirm(CLOSING, id, model, locale);
  }

  @PostMapping("/supervision/{id}/closing")
  String close(@PathVariable UUID id, CaseForm form, Model model, Locale locale) {
    return form.act(
        () -> decisions.close(id, form.version()),
        "/supervision/" + id,
        () -> page.confirm(CLOSING, id, model, locale));
  }

  @GetMapping("/supervision/{id}/order")
  String confirmOrder(@PathVariable UUID id, Model model, Locale locale) {
    return page.confirm(ORDER, id, model, locale);
  }

  @PostMapping("/supervision/{id}/order")
  String order(@PathVariable UUID id, CaseForm form, Model model, Locale locale) {
    return form.act(
        () -> decisions.order(id, form.version(), form.day("by"), form.text("demand")),
        "/supervision/" + id,
        () -> page.confirm(ORDER, id, model, locale));
  }
}
