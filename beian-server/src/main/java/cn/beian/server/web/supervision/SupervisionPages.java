package cn.beian.server.web.supervision;

import cn.beian.filing.states.SupervisionState;
import cn.beian.server.cases.Letter;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.cases.ProcedurePages;
import java.util.List;
import java.util.UUID;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.RequestMapping;

/** Cases of supervision to read, for the sponsor and for officials. */
@CasePages
@RequestMapping("/supervision")
class SupervisionPages extends ProcedurePages<SupervisionState> {
  private final CasePage page;

  SupervisionPages(CasePage page) {
    super("supervision", "supervision");
    this.page = page;
  }

  @Override
  protected List<Letter<SupervisionState>> open(UUID id, Model model) {
    return page.fill(id, model, LocaleContextHolder.getLocale()).letters();
  }

  @Override
  protected String page(UUID id, Model model) {
    return page.show(id, model, LocaleContextHolder.getLocale());
  }
}
