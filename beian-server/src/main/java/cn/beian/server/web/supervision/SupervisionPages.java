package cn.beian.server.web.supervision;

import cn.beian.filing.states.SupervisionState;
import cn.beian.server.supervision.SupervisionCases;
import cn.beian.server.supervision.SupervisionFile;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.cases.ProcedurePages;
import java.util.UUID;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Cases of supervision to read, for the sponsor and for officials. */
@CasePages
@RequestMapping("/supervision")
class SupervisionPages extends ProcedurePages<SupervisionState> {
  private final CasePage page;
  private final SupervisionCases cases;

  SupervisionPages(CasePage page, SupervisionCases cases, Letters letters) {
    super("supervision", "supervision", letters);
    this.page = page;
    this.cases = cases;
  }

  @Override
  protected void requireReadable(UUID id) {
    cases.file(id);
  }

  @Override
  protected Told<SupervisionState> told(UUID id) {
    SupervisionFile file = cases.told(id);
    return new Told<>(file, file.letters());
  }

  @Override
  protected String page(UUID id, Model model) {
    return page.show(id, model, LocaleContextHolder.getLocale());
  }
}
