package cn.beian.server.web.filings;

import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.review.FilingAlternatives;
import java.util.List;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** What a sponsor records instead of filing. */
@Controller
class FilingAlternativesController {
  private final FilingAlternatives alternatives;
  private final Cases cases;

  FilingAlternativesController(FilingAlternatives alternatives, Cases cases) {
    this.alternatives = alternatives;
    this.cases = cases;
  }

  @PostMapping("/applications/{id}/exemption")
  String recordExemption(@PathVariable UUID id, Command command) {
    alternatives.recordExemption(id, command.version());
    return "redirect:/applications/" + id;
  }

  /** Names the app and its unit before anything is recorded. */
  @GetMapping("/applications/{id}/upper-level-app")
  String upperLevelApp(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String number,
      Model model,
      RedirectAttributes further) {
    CaseFile file = cases.file(id);
    try {
      model.addAttribute("upper", alternatives.upperLevelApp(id, number));
    } catch (CommandRefusedException refused) {
      List<FilingAlternatives.UpperLevelApp> found = alternatives.upperLevelApps(id, number);
      if (!found.isEmpty()) {
        model.addAttribute("file", file);
        model.addAttribute("most", FilingAlternatives.MOST_FOUND);
        model.addAttribute("found", found);
        return "filings/upper-level-apps";
      }
      further.addAttribute("upper", number);
      return "redirect:/applications/" + id + "/check";
    }
    model.addAttribute("file", file);
    model.addAttribute("proposal", alternatives.proposal(file).orElse(null));
    return "filings/upper-level-app";
  }

  @PostMapping("/applications/{id}/upper-level-app/proposal")
  String proposeUpperLevelApp(
      @PathVariable UUID id,
      @RequestParam int version,
      @RequestParam(defaultValue = "") String number) {
    alternatives.proposeUpperLevelApp(id, version, number);
    return "redirect:/applications/" + id + "/check";
  }

  @PostMapping("/applications/{id}/upper-level-app")
  String recordUpperLevelApp(
      @PathVariable UUID id,
      @RequestParam int version,
      @RequestParam(defaultValue = "") String number) {
    alternatives.recordUpperLevelApp(id, version, number);
    return "redirect:/applications/" + id;
  }
}
