package cn.beian.server.web.approvals;

import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.policies.AppForm;
import cn.beian.server.approvals.ApprovalFile;
import cn.beian.server.approvals.Approvals;
import cn.beian.server.approvals.Approvals.Decision;
import cn.beian.server.approvals.ProjectPlan;
import cn.beian.server.approvals.ProjectWork;
import cn.beian.server.cases.Letter;
import cn.beian.server.filings.casefile.ReferredCases;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CaseForm;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterViews;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Project approvals, for the unit that asks and the body that decides. */
@CasePages
class ApprovalPages {
  private static final List<String> FIELDS =
      Stream.concat(
              Stream.of(
                  "name", "work", "form", "audience", "purpose", "cost", "yearlyCost", "payer"),
              ProjectPlan.QUESTIONS.stream())
          .toList();

  private final Approvals approvals;
  private final ReferredCases referred;

  ApprovalPages(Approvals approvals, ReferredCases referred) {
    this.approvals = approvals;
    this.referred = referred;
  }

  @ModelAttribute
  void choices(Model model) {
    model.addAttribute("works", ProjectWork.values());
    model.addAttribute("forms", List.of(AppForm.APP, AppForm.MINI_PROGRAM, AppForm.QUICK_APP));
    model.addAttribute("audiences", FieldDictionary.find("app.audience").orElseThrow().choices());
    model.addAttribute("questions", ProjectPlan.QUESTIONS);
  }

  /** The list is that of the worklist. */
  @GetMapping("/approvals")
  String list(@RequestParam(defaultValue = "false") boolean closed) {
    return "redirect:/work?" + (closed ? "view=done&" : "") + "procedure=approval";
  }

  @GetMapping("/approvals/new")
  String form(Model model) {
    Form.show(model, Map.of());
    return "approvals/new";
  }

  @PostMapping("/approvals")
  String begin(CaseForm form) {
    return form.act(() -> "/approvals/" + approvals.begin(typed(form)), () -> "approvals/new");
  }

  private static Map<String, String> typed(CaseForm form) {
    return FIELDS.stream().collect(Collectors.toMap(field -> field, form::text));
  }

  @GetMapping("/approvals/{id}")
  String show(@PathVariable UUID id, Model model) {
    ApprovalFile file = approvals.file(id);
    model.addAttribute("file", file);
    model.addAttribute("uses", referred.ofApproval(id));
    Form.show(model, file.plan() ? file.approval().said() : Map.of());
    return "approvals/approval";
  }

  /** What was said at a step, to be read and printed by whoever may read the approval. */
  @GetMapping({"/approvals/{id}/notices/{place}", "/approvals/{id}/notices/{place}/pdf"})
  String letter(
      @PathVariable UUID id, @PathVariable int place, Model model, HttpServletRequest request) {
    ApprovalFile file = approvals.file(id);
    model.addAttribute("file", file);
    var letter = Letter.at(file.letters(), place);
    model.addAttribute("letter", letter);
    LetterHead.show(
        model, "approvals.letter." + letter.step().name(), id, place, letter.step().at());
    return LetterViews.of("approvals/letter", request.getRequestURI());
  }

  @PostMapping("/approvals/{id}/plan")
  String write(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> approvals.write(id, form.version(), typed(form)));
  }

  @PostMapping("/approvals/{id}/submission")
  String submit(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> approvals.submit(id, form.version()));
  }

  @PostMapping("/approvals/{id}/withdrawal")
  String withdraw(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> approvals.withdraw(id, form.version(), form.text("reason")));
  }

  @PostMapping("/approvals/{id}/decision")
  String decide(@PathVariable UUID id, CaseForm form, Model model) {
    Decision decision =
        new Decision(
            form.text("result"),
            form.text("opinion"),
            form.text("remedy"),
            form.text("documentNumber"),
            form.day("decidedOn"));
    return act(id, form, model, () -> approvals.decide(id, form.version(), decision));
  }

  private String act(UUID id, CaseForm form, Model model, Runnable act) {
    return form.act(act, "/approvals/" + id, () -> show(id, model));
  }
}
