package cn.beian.server.web.approvals;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.policies.ProjectWork;
import cn.beian.filing.states.ApprovalState;
import cn.beian.server.approvals.Approvals;
import cn.beian.server.approvals.ProjectApproval;
import cn.beian.server.cases.DeclaredFile;
import cn.beian.server.filings.casefile.ReferredCases;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.cases.DeclaredPages;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Project approvals, for the unit that asks and the body that decides. */
@CasePages
@RequestMapping("/approvals")
class ApprovalPages extends DeclaredPages<ApprovalState, ProjectApproval> {
  private final Approvals approvals;
  private final ReferredCases referred;

  ApprovalPages(Approvals approvals, ReferredCases referred, Letters letters) {
    super(approvals, letters);
    this.approvals = approvals;
    this.referred = referred;
  }

  @GetMapping("/new")
  String form(Model model) {
    Form.show(model, Map.of("work", ProjectWork.BUILD.name(), "form", AppForm.APP.name()));
    return newPage(model);
  }

  /** Readers of other units see its plan once it is sent. */
  @Override
  protected void show(DeclaredFile<ApprovalState, ProjectApproval> file, Model model) {
    ProjectApproval one = file.one();
    model.addAttribute("uses", referred.ofApproval(one.id()));
    Form.show(model, file.own() ? one.said() : Map.of());
    if (file.own() || !one.withUnit()) {
      model.addAttribute("plan", approvals.declaration().draft());
      model.addAttribute("compared", approvals.comparison(one));
    }
  }
}
