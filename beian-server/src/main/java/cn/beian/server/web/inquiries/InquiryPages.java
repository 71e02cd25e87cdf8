package cn.beian.server.web.inquiries;

import cn.beian.server.cases.Letter;
import cn.beian.server.inquiries.Inquiries;
import cn.beian.server.inquiries.Inquiries.Doubt;
import cn.beian.server.inquiries.Inquiries.InquiryFile;
import cn.beian.server.web.Form;
import cn.beian.server.web.cases.CaseForm;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterViews;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Requests for information, for the sponsor and for officials. */
@CasePages
class InquiryPages {
  private final Inquiries inquiries;

  InquiryPages(Inquiries inquiries) {
    this.inquiries = inquiries;
  }

  /** The list is that of the worklist. */
  @GetMapping("/inquiries")
  String list(@RequestParam(defaultValue = "false") boolean closed) {
    return "redirect:/work?" + (closed ? "view=done&" : "") + "procedure=inquiry";
  }

  @GetMapping("/inquiries/new")
  String form(@RequestParam(defaultValue = "") String number, Model model) {
    Form.show(model, Map.of("number", number));
    return "inquiries/new";
  }

  @PostMapping("/inquiries")
  String ask(CaseForm form) {
    return form.act(
        () ->
            "/inquiries/"
                + inquiries.ask(form.text("number"), form.text("question"), form.day("by")),
        () -> "inquiries/new");
  }

  @GetMapping("/inquiries/{id}")
  String show(@PathVariable UUID id, Model model) {
    InquiryFile file = inquiries.file(id);
    model.addAttribute("file", file);
    model.addAttribute("doubts", Doubt.of(file.draft()));
    Form.show(model, Map.of("text", file.draft()));
    return "inquiries/inquiry";
  }

  /** What was said at a step, to be read and printed by whoever may read the request. */
  @GetMapping({"/inquiries/{id}/notices/{place}", "/inquiries/{id}/notices/{place}/pdf"})
  String letter(
      @PathVariable UUID id, @PathVariable int place, Model model, HttpServletRequest request) {
    InquiryFile file = inquiries.file(id);
    model.addAttribute("file", file);
    var letter = Letter.at(file.letters(), place);
    model.addAttribute("letter", letter);
    LetterHead.show(
        model, "inquiries.letter." + letter.step().name(), id, place, letter.step().at());
    return LetterViews.of("inquiries/letter", request.getRequestURI());
  }

  @PostMapping("/inquiries/{id}/draft")
  String prepare(@PathVariable UUID id, CaseForm form, Model model) {
    return act(id, form, model, () -> inquiries.prepare(id, form.version(), form.text("text")));
  }

  @PostMapping("/inquiries/{id}/answer")
  String answer(@PathVariable UUID id, CaseForm form, Model model) {
    boolean anyway = !form.text("anyway").isEmpty();
    return act(id, form, model, () -> inquiries.answer(id, form.version(), anyway));
  }

  @PostMapping("/inquiries/{id}/closing")
  String close(@PathVariable UUID id, CaseForm form, Model model) {
    boolean early = !form.text("early").isEmpty();
    return act(
        id, form, model, () -> inquiries.close(id, form.version(), form.text("remark"), early));
  }

  private String act(UUID id, CaseForm form, Model model, Runnable act) {
    return form.act(act, "/inquiries/" + id, () -> show(id, model));
  }
}
