package cn.beian.server.web.filings;

import cn.beian.server.filings.Cases;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Existing apps of one's region that should have a number by now. */
@Controller
class OverdueController {
  private final Cases cases;
  private final Identity identity;

  OverdueController(Cases cases, Identity identity) {
    this.cases = cases;
    this.identity = identity;
  }

  @GetMapping("/overdue")
  String list(Model model) {
    model.addAttribute("overdue", cases.overdue());
    model.addAttribute("deadline", cases.deadline());
    model.addAttribute("opensCases", AccessRules.opens(identity.current(), "/cases"));
    return "filings/overdue";
  }
}
