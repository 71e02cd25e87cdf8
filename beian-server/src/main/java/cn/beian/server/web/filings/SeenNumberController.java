package cn.beian.server.web.filings;

import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.filed.SeenNumbers;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The number of what has no package: at which address it was seen, and when. */
@Controller
class SeenNumberController {
  private final SeenNumbers seen;
  private final ApplicationController pages;

  SeenNumberController(SeenNumbers seen, ApplicationController pages) {
    this.seen = seen;
    this.pages = pages;
  }

  /** What cannot be taken is said at the field, which keeps what was entered. */
  @PostMapping("/applications/{id}/number-seen")
  String confirm(
      @PathVariable UUID id,
      @RequestParam int version,
      @RequestParam(defaultValue = "") String address,
      @RequestParam Optional<LocalDate> day,
      HttpServletResponse response,
      Model model) {
    try {
      seen.confirm(id, version, address, day);
      return "redirect:/applications/" + id;
    } catch (CommandRefusedException refused) {
      String sentence = FilingText.of(model).problem(refused.problems().get(0));
      model.addAttribute("seenAddress", address);
      return pages.fileRefused(id, "number-seen", sentence, response, model);
    }
  }
}
