package cn.beian.server.web.inventory;

import cn.beian.server.cases.EnteredDay;
import cn.beian.server.inventory.OfflineApps;
import cn.beian.server.inventory.OfflineApps.Offline;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** An app that went offline and never had a number, as its unit says. */
@Controller
class OfflineAppPages {
  private static final String PAGE = "/apps/{id}/offline";

  private final OfflineApps apps;

  OfflineAppPages(OfflineApps apps) {
    this.apps = apps;
  }

  /** Begins with what was written before a correction, so that nothing is typed twice. */
  @GetMapping(PAGE)
  String form(@PathVariable UUID id, Model model) {
    Optional<Offline> before = apps.corrected(apps.own(id));
    model.addAttribute("before", before.isPresent());
    Form.show(model, before.map(OfflineAppPages::written).orElse(Map.of()));
    return page(id, model);
  }

  private static Map<String, String> written(Offline one) {
    return Map.of(
        "offlineOn", one.on().toString(),
        "disposed", one.disposed(),
        "evidence", one.evidence());
  }

  private String page(UUID id, Model model) {
    model.addAttribute("app", apps.own(id));
    return "inventory/offline";
  }

  @PostMapping(PAGE)
  String state(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String offlineOn,
      @RequestParam(defaultValue = "") String disposed,
      @RequestParam(defaultValue = "") String evidence,
      Model model,
      HttpServletResponse response) {
    try {
      apps.state(id, EnteredDay.of(offlineOn), disposed, evidence);
      return "redirect:/apps/" + id;
    } catch (RejectedInput rejected) {
      Form.reject(
          model,
          Map.of("offlineOn", offlineOn, "disposed", disposed, "evidence", evidence),
          rejected,
          response);
      return page(id, model);
    }
  }

  /** Takes it back: its handler within the day, a supervisor later. */
  @PostMapping("/apps/{id}/online")
  String takeBack(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean confirmed,
      RedirectAttributes redirect) {
    boolean done = apps.takeBack(id, confirmed);
    redirect.addFlashAttribute("said", done ? "inventory.online.done" : "inventory.online.not");
    return "redirect:/apps/" + id;
  }
}
