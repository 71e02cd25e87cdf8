package cn.beian.server.web.filings;

import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.casefile.Notice;
import cn.beian.server.web.letters.LetterHead;
import cn.beian.server.web.letters.LetterViews;
import jakarta.servlet.http.HttpServletRequest;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.server.ResponseStatusException;

/** Letters to the sponsor, to be read and printed by whoever may read the case. */
@Controller
class NoticeController {
  private final Cases cases;

  NoticeController(Cases cases) {
    this.cases = cases;
  }

  @GetMapping({
    "/applications/{id}/notices/{place}",
    "/applications/{id}/notices/{place}/pdf",
    "/cases/{id}/notices/{place}",
    "/cases/{id}/notices/{place}/pdf"
  })
  String show(
      @PathVariable UUID id, @PathVariable int place, Model model, HttpServletRequest request) {
    CaseFile file = cases.file(id);
    Notice notice =
        file.notice(place).orElseThrow(() -> new ResponseStatusException(HttpStatus.NOT_FOUND));
    model.addAttribute("file", file);
    model.addAttribute("notice", notice);
    String title = FilingText.titleKey(file.application(), notice.kind());
    LetterHead.show(model, title, id, place, notice.at());
    return LetterViews.of("filings/notice", request.getRequestURI());
  }
}
