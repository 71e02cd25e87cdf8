package cn.beian.server.web.filings;

import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.overdue.OverdueFilings;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Existing apps of one's region that should have a number by now. */
@Controller
class OverdueController {
  private final Cases cases;
  private final OverdueFilings overdue;
  private final Identity identity;

  OverdueController(Cases cases, OverdueFilings overdue, Identity identity) {
    this.cases = cases;
    this.overdue = overdue;
    this.identity = identity;
  }

  @GetMapping("/overdue")
  String list(@RequestParam Optional<UUID> after, Model model) {
    model.addAttribute("overdue", overdue.page(after));
    model.addAttribute("later", after.isPresent());
    model.addAttribute("deadline", cases.deadline());
    model.addAttribute("opensCases", AccessRules.opens(identity.current(), "/cases"));
    return "filings/overdue";
  }
}
