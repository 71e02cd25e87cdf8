package cn.beian.server.web.revocations;

import cn.beian.filing.states.RevocationState;
import cn.beian.server.cases.DeclaredFile;
import cn.beian.server.cases.RecordCase;
import cn.beian.server.revocations.Revocations;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.cases.DeclaredPages;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Revocations, for the sponsor and for officials. */
@CasePages
@RequestMapping("/revocations")
class RevocationPages extends DeclaredPages<RevocationState, RecordCase<RevocationState>> {
  private final Revocations revocations;

  RevocationPages(Revocations revocations, Letters letters) {
    super(revocations, letters);
    this.revocations = revocations;
  }

  @Override
  protected void show(
      DeclaredFile<RevocationState, RecordCase<RevocationState>> file, Model model) {
    model.addAttribute("orders", revocations.orders(file.one().number()));
  }

  @GetMapping("/new")
  String form(@RequestParam(defaultValue = "") String number, Model model) {
    Form.show(model, Map.of("number", number));
    return newPage(model);
  }
}
