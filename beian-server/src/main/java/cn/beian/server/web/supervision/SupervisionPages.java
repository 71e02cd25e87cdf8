package cn.beian.server.web.supervision;

import cn.beian.server.cases.Letter;
import cn.beian.server.supervision.SupervisionFile;
import cn.beian.server.web.cases.CasePages;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterViews;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.UUID;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;

/** Cases of supervision to read, for the sponsor and for officials. */
@CasePages
class SupervisionPages {
  private final CasePage page;

  SupervisionPages(CasePage page) {
    this.page = page;
  }

  /** The list is that of the worklist. */
  @GetMapping("/supervision")
  String list(@RequestParam(defaultValue = "false") boolean closed) {
    return "redirect:/work?" + (closed ? "view=done&" : "") + "procedure=supervision";
  }

  @GetMapping("/supervision/{id}")
  String show(@PathVariable UUID id, Model model, Locale locale) {
    return page.show(id, model, locale);
  }

  /** A letter to the sponsor, to be read and printed by whoever may read the case. */
  @GetMapping({"/supervision/{id}/notices/{place}", "/supervision/{id}/notices/{place}/pdf"})
  String letter(
      @PathVariable UUID id,
      @PathVariable int place,
      Model model,
      Locale locale,
      HttpServletRequest request) {
    SupervisionFile file = page.fill(id, model, locale);
    var letter = Letter.at(file.letters(), place);
    model.addAttribute("letter", letter);
    LetterHead.show(
        model, "supervision.letter." + letter.step().name(), id, place, letter.step().at());
    return LetterViews.of("supervision/letter", request.getRequestURI());
  }
}
