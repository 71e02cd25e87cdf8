package cn.beian.server.web.admin;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccountActs;
import cn.beian.server.identity.AccountRequests;
import cn.beian.server.identity.Accounts;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.NewPerson;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Users: invite, assign, recover, leave, come back. */
@Controller
class PeoplePages {

  private final Identity identity;
  private final Accounts accounts;
  private final AccountActs acts;
  private final AccountRequests requests;
  private final AfterAct afterAct;

  PeoplePages(
      Identity identity,
      Accounts accounts,
      AccountActs acts,
      AccountRequests requests,
      AfterAct afterAct) {
    this.identity = identity;
    this.accounts = accounts;
    this.acts = acts;
    this.requests = requests;
    this.afterAct = afterAct;
  }

  @GetMapping("/admin/organizations/{id}/people/new")
  String newPerson(
      @PathVariable UUID id, @RequestParam(defaultValue = "") Set<Role> roles, Model model) {
    Organization unit = identity.organization(id);
    model.addAttribute("unit", unit);
    model.addAttribute("chosen", roles);
    Form.show(model, Map.of("region", unit.division()));
    return "admin/person-new";
  }

  @PostMapping("/admin/organizations/{id}/people/new")
  String invite(
      @PathVariable UUID id,
      @RequestParam Map<String, String> input,
      @RequestParam(defaultValue = "") Set<Role> roles,
      Model model,
      HttpServletResponse response) {
    NewPerson person =
        new NewPerson(
            input.getOrDefault("login", ""),
            input.getOrDefault("name", ""),
            input.getOrDefault("post", ""),
            input.getOrDefault("telephone", ""),
            input.getOrDefault("email", ""),
            id,
            given(roles),
            input.getOrDefault("region", ""));
    try {
      return afterAct.page(acts.invite(person), "", model);
    } catch (RejectedInput rejected) {
      model.addAttribute("unit", identity.organization(id));
      model.addAttribute("chosen", roles);
      Form.reject(model, input, rejected, response);
      return "admin/person-new";
    }
  }

  /** Without the empty ones that a form sent twice may hold. */
  private static Set<Role> given(Set<Role> sent) {
    return sent.stream().filter(Objects::nonNull).collect(Collectors.toSet());
  }

  @GetMapping("/admin/people/{id}")
  String show(@PathVariable UUID id, Model model) {
    Person person = person(id);
    fill(person, model);
    Form.show(model, Map.of("region", person.region()));
    return "admin/person";
  }

  @PostMapping("/admin/people/{id}/roles")
  String assign(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") Set<Role> roles,
      @RequestParam String region,
      Model model,
      HttpServletResponse response) {
    try {
      return afterAct.page(
          acts.assign(id, given(roles), region), "redirect:/admin/people/" + id, model);
    } catch (RejectedInput rejected) {
      return rejected(id, Map.of("region", region), rejected, model, response);
    }
  }

  @PostMapping("/admin/people/{id}/recovery")
  String recovery(@PathVariable UUID id, Model model, HttpServletResponse response) {
    try {
      return afterAct.page(acts.recover(id), "", model);
    } catch (RejectedInput rejected) {
      return rejected(id, Map.of("region", person(id).region()), rejected, model, response);
    }
  }

  @PostMapping("/admin/people/{id}/leave")
  String leave(
      @PathVariable UUID id,
      @RequestParam Optional<UUID> successor,
      Model model,
      HttpServletResponse response) {
    try {
      return afterAct.page(acts.leave(id, successor), "redirect:/admin/people/" + id, model);
    } catch (RejectedInput rejected) {
      return rejected(id, Map.of("region", person(id).region()), rejected, model, response);
    }
  }

  /** Lets somebody who left work again. */
  @PostMapping("/admin/people/{id}/return")
  String comeBack(@PathVariable UUID id, Model model, HttpServletResponse response) {
    try {
      acts.comeBack(id);
      return "redirect:/admin/people/" + id;
    } catch (RejectedInput rejected) {
      return rejected(id, Map.of("region", person(id).region()), rejected, model, response);
    }
  }

  private String rejected(
      UUID id,
      Map<String, String> input,
      RejectedInput rejected,
      Model model,
      HttpServletResponse response) {
    fill(person(id), model);
    Form.reject(model, input, rejected, response);
    return "admin/person";
  }

  private void fill(Person person, Model model) {
    model.addAttribute("person", person);
    model.addAttribute("unit", identity.organization(person.organizationId()));
    model.addAttribute("chosen", person.roles());
    model.addAttribute("openCases", accounts.openCases(person.id()));
    model.addAttribute("waiting", requests.waitingFor(person.id()).orElse(null));
    model.addAttribute("hasPassword", accounts.hasPassword(person.id()));
    model.addAttribute(
        "colleagues",
        identity.people(person.organizationId()).stream()
            .filter(other -> other.active() && !other.id().equals(person.id()))
            .toList());
  }

  private Person person(UUID id) {
    return identity.person(id).orElseThrow(() -> new NoSuchElementException("person " + id));
  }
}
