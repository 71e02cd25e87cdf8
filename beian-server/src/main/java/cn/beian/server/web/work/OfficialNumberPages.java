package cn.beian.server.web.work;

import cn.beian.filing.states.RecordGraph;
import cn.beian.server.official.OfficialNumbers;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** The handler of a unit enters the number that the official system gave to one of its apps. */
@Controller
class OfficialNumberPages {
  private static final String PAGE = "/apps/{id}/official-number";

  /** Problems that a supervisor may solve. */
  private static final Set<String> DISPUTABLE =
      Set.of("official.problem.taken", "official.problem.confirmed", "official.problem.listed");

  private final OfficialNumbers numbers;

  OfficialNumberPages(OfficialNumbers numbers) {
    this.numbers = numbers;
  }

  @GetMapping(PAGE)
  String form(@PathVariable UUID id, Model model) {
    Optional<PublicRecord> record = numbers.record(id);
    Form.show(
        model,
        Map.of(
            "reason", "",
            "number", record.map(PublicRecord::officialNumber).orElse(""),
            "day",
                record
                    .flatMap(PublicRecord::officialNumberOn)
                    .map(LocalDate::toString)
                    .orElse("")));
    return page(id, record, model);
  }

  private static String page(UUID id, Optional<PublicRecord> record, Model model) {
    model.addAttribute("id", id);
    model.addAttribute("record", record.orElse(null));
    model.addAttribute(
        "ended", record.filter(one -> RecordGraph.GRAPH.terminal(one.state())).isPresent());
    return "work/official-number";
  }

  /** Another unit has the number, or a list says otherwise: a supervisor decides. */
  @PostMapping(PAGE + "/dispute")
  String dispute(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "") String reason,
      RedirectAttributes redirect,
      Model model,
      HttpServletResponse response) {
    try {
      numbers.dispute(id, number, day, reason);
      redirect.addFlashAttribute("said", "official.dispute.raised");
      return "redirect:/apps/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(
          model, Map.of("number", number, "day", day, "reason", reason), rejected, response);
      model.addAttribute("disputes", true);
      return page(id, numbers.record(id), model);
    }
  }

  @PostMapping(PAGE)
  String note(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String seen,
      @RequestParam(defaultValue = "") String number,
      @RequestParam(defaultValue = "") String day,
      @RequestParam(defaultValue = "false") boolean sure,
      Model model,
      HttpServletResponse response) {
    try {
      numbers.note(id, seen, number, day, sure);
      return "redirect:/apps/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of("number", number, "day", day, "reason", ""), rejected, response);
      model.addAttribute(
          "disputes", rejected.problems().stream().anyMatch(one -> DISPUTABLE.contains(one.key())));
      model.addAttribute("odd", numbers.odd(number));
      return page(id, numbers.record(id), model);
    }
  }
}
