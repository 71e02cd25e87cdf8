package cn.beian.server.web.approvals;

import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApprovalState;
import cn.beian.server.approvals.ApprovalFile;
import cn.beian.server.approvals.Approvals;
import cn.beian.server.approvals.Approvals.Decision;
import cn.beian.server.approvals.ProjectPlan;
import cn.beian.server.approvals.ProjectWork;
import cn.beian.server.filings.casefile.ReferredCases;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CaseForm;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.cases.ProcedurePages;
import cn.beian.server.web.cases.TypedField;
import java.util.LinkedHashMap;
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
import org.springframework.web.bind.annotation.RequestMapping;

/** Project approvals, for the unit that asks and the body that decides. */
@CasePages
@RequestMapping("/approvals")
class ApprovalPages extends ProcedurePages<ApprovalState> {
  private static final List<String> FIELDS =
      Stream.concat(
              Stream.of(
                  "name", "work", "form", "audience", "purpose", "cost", "yearlyCost", "payer"),
              ProjectPlan.QUESTIONS.stream())
          .toList();

  private static final Map<String, String> CHOICES =
      Map.of("work", "approvals.work.", "form", "AppForm.", "audience", "choice.app.audience.");

  private final Approvals approvals;
  private final ReferredCases referred;

  ApprovalPages(Approvals approvals, ReferredCases referred, Letters letters) {
    super("approvals", "approval", letters);
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

  @GetMapping("/new")
  String form(Model model) {
    Form.show(model, Map.of());
    return "approvals/new";
  }

  @PostMapping
  String begin(CaseForm form) {
    return begin(form, () -> approvals.begin(typed(form)), () -> "approvals/new");
  }

  private static Map<String, String> typed(CaseForm form) {
    return FIELDS.stream().collect(Collectors.toMap(field -> field, form::text));
  }

  @Override
  protected Map<String, TypedField> typedFields() {
    Map<String, TypedField> fields = new LinkedHashMap<>();
    for (String field : FIELDS) {
      String label = ProjectPlan.QUESTIONS.contains(field) ? "approvals.question." : "approvals.";
      fields.put(field, new TypedField(label + field, CHOICES.getOrDefault(field, "")));
    }
    for (String field : List.of("opinion", "remedy", "documentNumber", "decidedOn", "reason")) {
      fields.put(field, TypedField.text("approvals." + field));
    }
    return fields;
  }

  @Override
  protected void requireReadable(UUID id) {
    approvals.file(id);
  }

  @Override
  protected Told<ApprovalState> told(UUID id) {
    ApprovalFile file = approvals.told(id);
    return new Told<>(file, file.letters());
  }

  @Override
  protected String page(UUID id, Model model) {
    ApprovalFile file = approvals.file(id);
    model.addAttribute("file", file);
    model.addAttribute("uses", referred.ofApproval(id));
    Form.show(model, file.plan() ? file.approval().said() : Map.of());
    return "approvals/approval";
  }

  @PostMapping("/{id}/plan")
  String write(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> approvals.write(id, form.version(), typed(form)));
  }

  @PostMapping("/{id}/submission")
  String submit(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> approvals.submit(id, form.version()));
  }

  @PostMapping("/{id}/remark")
  String giveBack(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> approvals.giveBack(id, form.version(), form.text("remark")));
  }

  @PostMapping("/{id}/withdrawal")
  String withdraw(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> approvals.withdraw(id, form.version(), form.text("reason")));
  }

  @PostMapping("/{id}/decision")
  String decide(@PathVariable UUID id, CaseForm form) {
    Decision decision =
        new Decision(
            form.text("result"),
            form.text("opinion"),
            form.text("remedy"),
            form.text("documentNumber"),
            form.day("decidedOn"));
    return act(id, form, () -> approvals.decide(id, form.version(), decision));
  }
}
