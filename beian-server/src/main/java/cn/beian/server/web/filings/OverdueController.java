package cn.beian.server.web.filings;

import cn.beian.server.filings.Cases;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** Existing apps of one's region that should have a number by now. */
@Controller
class OverdueController {
  private final Cases cases;

  OverdueController(Cases cases) {
    this.cases = cases;
  }

  @GetMapping("/overdue")
  String list(Model model) {
    model.addAttribute("overdue", cases.overdue());
    model.addAttribute("deadline", cases.deadline());
    return "filings/overdue";
  }
}
