package cn.beian.server.web.admin;

import cn.beian.filing.Messages;
import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.PolicyRequest;
import cn.beian.server.calendar.PolicyRequests;
import cn.beian.server.cases.DeadlinePreviews;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.web.Form;
import cn.beian.server.web.Moments;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.UUID;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.mvc.support.RedirectAttributes;

/** Policies. */
@Controller
class AdministrationPages {

  private final Policies policies;
  private final PolicyRequests policyRequests;
  private final Identity identity;
  private final DeadlinePreviews previews;
  private final Clock clock;

  AdministrationPages(
      Policies policies,
      PolicyRequests policyRequests,
      Identity identity,
      DeadlinePreviews previews,
      Clock clock) {
    this.policies = policies;
    this.policyRequests = policyRequests;
    this.identity = identity;
    this.previews = previews;
    this.clock = clock;
  }

  @GetMapping("/admin/policies")
  String policies(Model model, Locale locale) {
    model.addAttribute("values", inForce().stream().map(value -> Value.of(value, locale)).toList());
    model.addAttribute("retired", policies.retired());
    model.addAttribute("waiting", policyRequests.waiting());
    return "admin/policies";
  }

  @GetMapping("/admin/policies/{id}")
  String policy(@PathVariable String id, Model model, Locale locale) {
    ParameterKey key = key(id);
    fill(key, model, locale);
    Form.show(model, Map.of("since", today().toString()));
    return "admin/policy";
  }

  /** Shows what a value would change of the limits that run; nothing is stored. */
  @PostMapping("/admin/policies/{id}/preview")
  String preview(
      @PathVariable String id,
      @RequestParam Map<String, String> input,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    ParameterKey key = key(id);
    try {
      PolicyParameter value = read(key, input);
      fill(key, model, locale);
      model.addAttribute("entered", Value.of(value, locale));
      model.addAttribute("typed", value);
      model.addAttribute("effect", previews.of(value));
      return "admin/policy-preview";
    } catch (RejectedInput rejected) {
      fill(key, model, locale);
      Form.reject(model, input, rejected, response);
      return "admin/policy";
    }
  }

  @PostMapping("/admin/policies/{id}")
  String enter(
      @PathVariable String id,
      @RequestParam Map<String, String> input,
      Model model,
      Locale locale,
      HttpServletResponse response) {
    ParameterKey key = key(id);
    try {
      policyRequests.ask(read(key, input));
      return "redirect:/admin/policies/" + id;
    } catch (RejectedInput rejected) {
      fill(key, model, locale);
      Form.reject(model, input, rejected, response);
      return "admin/policy";
    }
  }

  @PostMapping("/admin/policies/{id}/confirmation")
  String confirm(
      @PathVariable String id,
      @RequestParam UUID request,
      Model model,
      Locale locale,
      RedirectAttributes redirect,
      HttpServletResponse response) {
    redirect.addFlashAttribute("closed", "confirmed");
    return close(id, () -> policyRequests.confirm(request), model, locale, response);
  }

  @PostMapping("/admin/policies/{id}/refusal")
  String decline(
      @PathVariable String id,
      @RequestParam UUID request,
      Model model,
      Locale locale,
      RedirectAttributes redirect,
      HttpServletResponse response) {
    redirect.addFlashAttribute("closed", "declined");
    return close(id, () -> policyRequests.decline(request), model, locale, response);
  }

  @PostMapping("/admin/policies/{id}/withdrawal")
  String withdraw(
      @PathVariable String id,
      @RequestParam UUID request,
      Model model,
      Locale locale,
      RedirectAttributes redirect,
      HttpServletResponse response) {
    redirect.addFlashAttribute("closed", "withdrawn");
    return close(id, () -> policyRequests.withdraw(request), model, locale, response);
  }

  private String close(
      String id, Runnable act, Model model, Locale locale, HttpServletResponse response) {
    ParameterKey key = key(id);
    try {
      act.run();
      return "redirect:/admin/policies/" + id;
    } catch (RejectedInput rejected) {
      fill(key, model, locale);
      Form.reject(model, Map.of(), rejected, response);
      return "admin/policy";
    }
  }

  private static PolicyParameter read(ParameterKey key, Map<String, String> input) {
    String value = input.getOrDefault("value", "").strip();
    String source = input.getOrDefault("source", "").strip();
    List<Problem> problems = new ArrayList<>();
    if (!key.accepts(value)) {
      problems.add(Problem.of("value", "admin.policy.value." + key.unit()));
    }
    if (source.isEmpty()) {
      problems.add(Problem.of("source", "admin.policy.sourceMissing"));
    }
    LocalDate since = LocalDate.EPOCH;
    try {
      since = LocalDate.parse(input.getOrDefault("since", "").strip());
    } catch (DateTimeException e) {
      problems.add(Problem.of("since", "admin.policy.sinceForm"));
    }
    RejectedInput.throwIfAny(problems);
    return new PolicyParameter(key, value, source, input.containsKey("verified"), since);
  }

  private void fill(ParameterKey key, Model model, Locale locale) {
    PolicyParameters all = policies.current();
    model.addAttribute("parameter", key);
    PolicyRequest waiting = policyRequests.waiting(key).orElse(null);
    model.addAttribute(
        "mayEnter", identity.current().has(Role.SYSTEM_ADMINISTRATOR) && waiting == null);
    model.addAttribute("waiting", waiting);
    model.addAttribute("lists", AccessRules.opens(identity.current(), "/admin/policies"));
    if (waiting != null) {
      model.addAttribute("wanted", Value.of(waiting.parameter(), locale));
      model.addAttribute("confirms", policyRequests.confirms(waiting));
      model.addAttribute("withdraws", policyRequests.withdraws(waiting));
      model.addAttribute("moment", Moments.MINUTE);
    }
    model.addAttribute("now", Value.of(all.at(key, today()), locale));
    model.addAttribute(
        "history", all.history(key).stream().map(value -> Value.of(value, locale)).toList());
  }

  private List<PolicyParameter> inForce() {
    PolicyParameters all = policies.current();
    return Arrays.stream(ParameterKey.values()).map(key -> all.at(key, today())).toList();
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }

  private static ParameterKey key(String id) {
    return ParameterKey.of(id).orElseThrow(() -> new NoSuchElementException("parameter " + id));
  }

  /** A value of a parameter as a page shows it; its citation in the page's language. */
  record Value(ParameterKey key, String value, String source, boolean verified, LocalDate since) {
    static Value of(PolicyParameter parameter, Locale locale) {
      return new Value(
          parameter.key(),
          parameter.value(),
          Messages.in(locale).citation(parameter.source()),
          parameter.verified(),
          parameter.since());
    }
  }
}
