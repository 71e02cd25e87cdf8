package cn.beian.server.web.inquiries;

import cn.beian.filing.states.InquiryState;
import cn.beian.server.cases.DeclaredFile;
import cn.beian.server.cases.RecordCase;
import cn.beian.server.inquiries.AnswerDoubt;
import cn.beian.server.inquiries.Inquiries;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.cases.DeclaredPages;
import java.util.Map;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Requests for information, for the sponsor and for officials. */
@CasePages
@RequestMapping("/inquiries")
class InquiryPages extends DeclaredPages<InquiryState, RecordCase<InquiryState>> {
  InquiryPages(Inquiries inquiries, Letters letters) {
    super(inquiries, letters);
  }

  @GetMapping("/new")
  String form(@RequestParam(defaultValue = "") String number, Model model) {
    Form.show(model, Map.of("number", number));
    return newPage(model);
  }

  @Override
  protected void show(DeclaredFile<InquiryState, RecordCase<InquiryState>> file, Model model) {
    model.addAttribute("doubts", AnswerDoubt.of(file.draft().value("text")));
  }
}
