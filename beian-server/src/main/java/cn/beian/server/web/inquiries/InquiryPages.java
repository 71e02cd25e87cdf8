package cn.beian.server.web.inquiries;

import cn.beian.filing.states.InquiryState;
import cn.beian.server.inquiries.Inquiries;
import cn.beian.server.inquiries.Inquiries.Doubt;
import cn.beian.server.inquiries.Inquiries.InquiryFile;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CaseForm;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.cases.ProcedurePages;
import java.util.Map;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Requests for information, for the sponsor and for officials. */
@CasePages
@RequestMapping("/inquiries")
class InquiryPages extends ProcedurePages<InquiryState> {
  private final Inquiries inquiries;

  InquiryPages(Inquiries inquiries, Letters letters) {
    super("inquiries", "inquiry", letters);
    this.inquiries = inquiries;
  }

  @GetMapping("/new")
  String form(@RequestParam(defaultValue = "") String number, Model model) {
    Form.show(model, Map.of("number", number));
    return "inquiries/new";
  }

  @PostMapping
  String ask(CaseForm form) {
    return begin(
        form,
        () -> inquiries.ask(form.text("number"), form.text("question"), form.day("by")),
        () -> "inquiries/new");
  }

  @Override
  protected void requireReadable(UUID id) {
    inquiries.file(id);
  }

  @Override
  protected Told<InquiryState> told(UUID id) {
    InquiryFile file = inquiries.told(id);
    return new Told<>(file, file.letters());
  }

  @Override
  protected String page(UUID id, Model model) {
    InquiryFile file = inquiries.file(id);
    model.addAttribute("file", file);
    model.addAttribute("doubts", Doubt.of(file.draft()));
    Form.show(model, Map.of("text", file.draft()));
    return "inquiries/inquiry";
  }

  @PostMapping("/{id}/draft")
  String prepare(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> inquiries.prepare(id, form.version(), form.text("text")));
  }

  @PostMapping("/{id}/answer")
  String answer(@PathVariable UUID id, CaseForm form) {
    boolean anyway = !form.text("anyway").isEmpty();
    return act(id, form, () -> inquiries.answer(id, form.version(), anyway));
  }

  @PostMapping("/{id}/remark")
  String giveBack(@PathVariable UUID id, CaseForm form) {
    return act(id, form, () -> inquiries.giveBack(id, form.version(), form.text("remark")));
  }

  @PostMapping("/{id}/closing")
  String close(@PathVariable UUID id, CaseForm form) {
    boolean early = !form.text("early").isEmpty();
    return act(id, form, () -> inquiries.close(id, form.version(), form.text("remark"), early));
  }
}
