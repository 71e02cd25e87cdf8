package cn.beian.server.web.inventory;

import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.apps.App;
import cn.beian.server.apps.Apps;
import cn.beian.server.filings.drafting.FilingOfApp;
import cn.beian.server.inventory.ClaimDecisions;
import cn.beian.server.inventory.Claims;
import cn.beian.server.inventory.InventoryFiles;
import cn.beian.server.inventory.OfflineApps;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.web.Form;
import cn.beian.server.web.filings.FilingText;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Whose an app of the inventory is: what units say, what officials decide, and its filing. */
@Controller
class ClaimPages {
  private final Claims claims;
  private final ClaimDecisions decisions;
  private final Apps apps;
  private final InventoryFiles files;
  private final FilingOfApp filing;
  private final OfflineApps offline;
  private final MessageSource messages;

  ClaimPages(
      Claims claims,
      ClaimDecisions decisions,
      Apps apps,
      InventoryFiles files,
      FilingOfApp filing,
      OfflineApps offline,
      MessageSource messages) {
    this.claims = claims;
    this.decisions = decisions;
    this.apps = apps;
    this.files = files;
    this.filing = filing;
    this.offline = offline;
    this.messages = messages;
  }

  /** Apps of the inventory that name the unit, and a search among those whose unit is unknown. */
  @GetMapping("/known-apps")
  String known(@RequestParam(defaultValue = "") String q, Model model, Locale locale) {
    Form.show(model, Map.of());
    return page(q, model, locale);
  }

  private String page(String q, Model model, Locale locale) {
    model.addAttribute("named", claims.ofUnit());
    model.addAttribute("q", q);
    model.addAttribute("found", claims.search(q));
    model.addAttribute("words", new FilingText(messages, locale));
    return "inventory/known";
  }

  @PostMapping("/apps/{id}/claim")
  String claim(
      @PathVariable UUID id,
      Model model,
      RedirectAttributes redirect,
      Locale locale,
      HttpServletResponse response) {
    return act(
        () -> {
          claims.claim(id);
          redirect.addFlashAttribute(
              "said", "inventory.known.done.claim" + (apps.contested(id) ? ".contested" : ""));
        },
        model,
        locale,
        response,
        Map.of());
  }

  @PostMapping("/apps/{id}/disclaimer")
  String disclaim(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String reason,
      Model model,
      RedirectAttributes redirect,
      Locale locale,
      HttpServletResponse response) {
    redirect.addFlashAttribute("said", "inventory.known.done.disclaim");
    return act(
        () -> claims.disclaim(id, reason), model, locale, response, Map.of("reason", reason));
  }

  private String act(
      Runnable act,
      Model model,
      Locale locale,
      HttpServletResponse response,
      Map<String, String> input) {
    try {
      act.run();
      return "redirect:/known-apps";
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return page("", model, locale);
    }
  }

  /** Begins the filing of an app of the own unit, or goes on with it. */
  @PostMapping("/apps/{id}/filing")
  String file(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "EXISTING") ApplicationKind kind,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    App app = apps.find(id).orElseThrow();
    try {
      String offered = files.of(app, true).offered();
      return "redirect:/applications/"
          + offline.whileOnline(id, () -> filing.begin(id, kind, offered));
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return page("", model, locale);
    }
  }

  /** Claims that wait for a supervisor. */
  @GetMapping("/inventory/claims")
  String waiting(Model model, Locale locale) {
    Form.show(model, Map.of());
    return waitingPage(model, locale);
  }

  private String waitingPage(Model model, Locale locale) {
    var waiting = decisions.waiting();
    model.addAttribute("waiting", waiting);
    model.addAttribute(
        "apps", apps.all(waiting.keySet()).stream().collect(Collectors.toMap(App::id, one -> one)));
    model.addAttribute("decided", decisions.latest());
    model.addAttribute("words", new FilingText(messages, locale));
    return "inventory/claims";
  }

  /** Finds one of the claims on an app right. */
  @PostMapping("/inventory/claims/decision")
  String decide(
      @RequestParam Optional<UUID> claim,
      @RequestParam(defaultValue = "false") boolean confirmed,
      Model model,
      RedirectAttributes redirect,
      Locale locale,
      HttpServletResponse response) {
    redirect.addFlashAttribute("said", "inventory.claims.done");
    return official(
        () -> decisions.decide(chosen(claim), confirmed),
        Map.of("claim", claim.map(UUID::toString).orElse("")),
        model,
        locale,
        response);
  }

  private static UUID chosen(Optional<UUID> claim) {
    return claim.orElseThrow(
        () -> new RejectedInput(List.of(Problem.of("", "inventory.claims.choose"))));
  }

  /** Takes a decision back. */
  @PostMapping("/inventory/decisions/{id}/undo")
  String takeBack(
      @PathVariable UUID id,
      Model model,
      RedirectAttributes redirect,
      Locale locale,
      HttpServletResponse response) {
    redirect.addFlashAttribute("said", "inventory.decision.done");
    return official(() -> decisions.takeBack(id), Map.of(), model, locale, response);
  }

  private String official(
      Runnable act,
      Map<String, String> input,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    try {
      act.run();
      return "redirect:/inventory/claims";
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return waitingPage(model, locale);
    }
  }

  /** Takes a claim back: its handler within the day, a supervisor later. */
  @PostMapping("/inventory/claims/{id}/undo")
  String undo(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "false") boolean official,
      Model model,
      RedirectAttributes redirect,
      Locale locale,
      HttpServletResponse response) {
    redirect.addFlashAttribute("said", "inventory.known.done.undo");
    return official
        ? official(() -> claims.undo(id), Map.of(), model, locale, response)
        : act(() -> claims.undo(id), model, locale, response, Map.of());
  }
}
