package cn.beian.server.web.filings;

import cn.beian.server.filings.review.Restrictions;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Whether a record is restricted: one official proposes, another decides. */
@Controller
class RestrictionController {
  private final Restrictions restrictions;

  RestrictionController(Restrictions restrictions) {
    this.restrictions = restrictions;
  }

  @PostMapping("/cases/{id}/restriction")
  String propose(@PathVariable UUID id, Command command, @RequestParam boolean restricted) {
    restrictions.propose(id, command.version(), restricted, command.reason());
    return "redirect:/cases/" + id;
  }

  @PostMapping("/cases/{id}/restriction/decision")
  String decide(@PathVariable UUID id, Command command, @RequestParam boolean confirmed) {
    restrictions.decide(id, command.version(), confirmed);
    return "redirect:/cases/" + id;
  }
}
