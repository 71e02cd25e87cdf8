package cn.beian.server.web.filings;

import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.web.letters.LetterPages;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.UUID;
import org.springframework.core.io.Resource;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/** Letters to the sponsor, to be read and printed by whoever may read the case. */
@Controller
class NoticeController {
  private final Cases cases;
  private final LetterPages letters;

  NoticeController(Cases cases, LetterPages letters) {
    this.cases = cases;
    this.letters = letters;
  }

  @GetMapping({"/applications/{id}/notices/{place}", "/cases/{id}/notices/{place}"})
  String show(
      @PathVariable UUID id,
      @PathVariable int place,
      Locale locale,
      Model model,
      HttpServletRequest request) {
    cases.requireReadable(id);
    String back = request.getRequestURI().replaceFirst("/notices/.*", "");
    return letters.page(NoticeWriter.PROCEDURE, id, place, back, locale, model);
  }

  @GetMapping({
    "/applications/{id}/notices/{place}" + LetterPages.PDF,
    "/cases/{id}/notices/{place}" + LetterPages.PDF
  })
  ResponseEntity<Resource> pdf(@PathVariable UUID id, @PathVariable int place, Locale locale) {
    cases.requireReadable(id);
    return letters.pdf(NoticeWriter.PROCEDURE, id, place, locale);
  }
}
