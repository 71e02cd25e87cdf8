package cn.beian.server.web.admin;

import cn.beian.server.identity.AccountActs;
import cn.beian.server.identity.AccountActs.Act;
import cn.beian.server.identity.AccountRequest;
import cn.beian.server.identity.AccountRequests;
import cn.beian.server.identity.Accounts;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.Moments;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;

/** What one person asked for and another has to confirm. */
@Controller
class RequestPages {

  private final AccountActs acts;
  private final AccountRequests requests;
  private final Accounts accounts;
  private final Identity identity;
  private final SecondPersonTasks tasks;
  private final HandedLink links;
  private final Clock clock;

  RequestPages(
      AccountActs acts,
      AccountRequests requests,
      Accounts accounts,
      Identity identity,
      SecondPersonTasks tasks,
      HandedLink links,
      Clock clock) {
    this.acts = acts;
    this.requests = requests;
    this.accounts = accounts;
    this.identity = identity;
    this.tasks = tasks;
    this.links = links;
    this.clock = clock;
  }

  @GetMapping("/requests")
  String list(Model model, Locale locale) {
    model.addAttribute("waiting", requests.waiting());
    model.addAttribute("tasks", tasks.mine(locale));
    model.addAttribute("past", requests.past());
    model.addAttribute("moment", Moments.MINUTE);
    return "admin/requests";
  }

  @GetMapping("/requests/{id}")
  String show(@PathVariable UUID id, Model model) {
    Form.show(model, Map.of());
    return page(id, model);
  }

  private String page(UUID id, Model model) {
    AccountRequest request = requests.find(id);
    Person me = identity.current();
    model.addAttribute("request", request);
    model.addAttribute("unit", identity.organization(request.subject().organizationId()));
    model.addAttribute("hasPassword", accounts.hasPassword(request.subject().id()));
    model.addAttribute("waits", request.waits(clock.instant()));
    model.addAttribute("mayConfirm", requests.mayConfirm(me, request));
    model.addAttribute("mayWithdraw", requests.mayWithdraw(me, request));
    model.addAttribute("moment", Moments.MINUTE);
    return "admin/request";
  }

  @PostMapping("/requests/{id}/confirmation")
  String confirm(@PathVariable UUID id, Model model, HttpServletResponse response) {
    return act(
        id,
        () ->
            acts.confirm(id) instanceof Act.Linked linked
                ? links.show(linked, model)
                : "redirect:/requests/" + id,
        model,
        response);
  }

  @PostMapping("/requests/{id}/refusal")
  String decline(@PathVariable UUID id, Model model, HttpServletResponse response) {
    return act(id, () -> closed(id, acts::decline), model, response);
  }

  @PostMapping("/requests/{id}/withdrawal")
  String withdraw(@PathVariable UUID id, Model model, HttpServletResponse response) {
    return act(id, () -> closed(id, acts::withdraw), model, response);
  }

  private static String closed(UUID id, Consumer<UUID> act) {
    act.accept(id);
    return "redirect:/requests/" + id;
  }

  private String act(UUID id, Supplier<String> act, Model model, HttpServletResponse response) {
    try {
      return act.get();
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return page(id, model);
    }
  }
}
