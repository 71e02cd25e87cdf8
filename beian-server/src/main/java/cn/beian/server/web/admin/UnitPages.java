package cn.beian.server.web.admin;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccountRequests;
import cn.beian.server.identity.Accounts;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.NewPerson;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.UnitMember;
import cn.beian.server.identity.UnitPeople;
import cn.beian.server.intake.Quotas;
import cn.beian.server.intake.Room;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.Moments;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/**
 * The own unit, for its administrator: its people and what it may take. No address names a unit, so
 * that none but the own is meant.
 */
@Controller
class UnitPages {
  private static final List<Role> GIVEN = List.of(Role.HANDLER, Role.APPROVER);

  private final Identity identity;
  private final UnitPeople people;
  private final Accounts accounts;
  private final AccountRequests requests;
  private final Quotas quotas;
  private final Room room;
  private final AfterAct afterAct;

  UnitPages(
      Identity identity,
      UnitPeople people,
      Accounts accounts,
      AccountRequests requests,
      Quotas quotas,
      Room room,
      AfterAct afterAct) {
    this.identity = identity;
    this.people = people;
    this.accounts = accounts;
    this.requests = requests;
    this.quotas = quotas;
    this.room = room;
    this.afterAct = afterAct;
  }

  @GetMapping("/unit")
  String unit(Model model) {
    UUID unit = identity.current().organizationId();
    Organization own = identity.organization(unit);
    model.addAttribute("unit", own);
    UUID parent = own.parentId();
    model.addAttribute("above", parent == null ? "" : identity.organization(parent).name());
    model.addAttribute("members", people.members());
    model.addAttribute("taken", Gigabytes.of(room.taken(unit)));
    model.addAttribute("quota", Gigabytes.of(quotas.bytes(unit)));
    model.addAttribute("moment", Moments.MINUTE);
    return "unit/index";
  }

  @GetMapping("/unit/people/new")
  String newPerson(Model model) {
    Form.show(model, Map.of());
    return form(Set.of(Role.HANDLER), model);
  }

  private String form(Set<Role> chosen, Model model) {
    model.addAttribute("chosen", chosen);
    model.addAttribute("given", GIVEN);
    return "unit/person-new";
  }

  @PostMapping("/unit/people/new")
  String invite(
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
            identity.current().organizationId(),
            sent(roles),
            "");
    try {
      return afterAct.page(people.invite(person), "", model);
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return form(roles, model);
    }
  }

  /** Without the empty ones that a form sent twice may hold. */
  private static Set<Role> sent(Set<Role> roles) {
    return roles.stream().filter(Objects::nonNull).collect(Collectors.toSet());
  }

  @GetMapping("/unit/people/{id}")
  String show(@PathVariable UUID id, Model model) {
    Form.show(model, Map.of());
    return person(id, model);
  }

  private String person(UUID id, Model model) {
    UnitMember member = people.member(id);
    model.addAttribute("member", member);
    model.addAttribute("person", member.person());
    model.addAttribute("manages", people.manages(member.person()));
    model.addAttribute("chosen", member.person().roles());
    model.addAttribute("given", GIVEN);
    model.addAttribute("openCases", accounts.openCases(id));
    model.addAttribute("waiting", requests.waitingFor(id).orElse(null));
    model.addAttribute("moment", Moments.MINUTE);
    model.addAttribute(
        "colleagues",
        identity.people(member.person().organizationId(), Role.HANDLER).stream()
            .filter(other -> !other.id().equals(id))
            .toList());
    return "unit/person";
  }

  @PostMapping("/unit/people/{id}/roles")
  String assign(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") Set<Role> roles,
      Model model,
      HttpServletResponse response) {
    String done = "redirect:/unit/people/" + id;
    return answer(
        id, () -> afterAct.page(people.assign(id, sent(roles)), done, model), model, response);
  }

  @PostMapping("/unit/people/{id}/recovery")
  String recovery(@PathVariable UUID id, Model model, HttpServletResponse response) {
    return answer(id, () -> afterAct.page(people.recover(id), "", model), model, response);
  }

  @PostMapping("/unit/people/{id}/leave")
  String leave(
      @PathVariable UUID id,
      @RequestParam Optional<UUID> successor,
      Model model,
      HttpServletResponse response) {
    return act(id, () -> people.leave(id, successor), model, response);
  }

  @PostMapping("/unit/people/{id}/return")
  String comeBack(@PathVariable UUID id, Model model, HttpServletResponse response) {
    return act(id, () -> people.comeBack(id), model, response);
  }

  @PostMapping("/unit/people/{id}/withdrawal")
  String withdraw(@PathVariable UUID id, Model model, HttpServletResponse response) {
    return act(id, () -> people.withdraw(id), model, response);
  }

  private String act(UUID id, Runnable act, Model model, HttpServletResponse response) {
    return answer(
        id,
        () -> {
          act.run();
          return "redirect:/unit/people/" + id;
        },
        model,
        response);
  }

  private String answer(UUID id, Supplier<String> act, Model model, HttpServletResponse response) {
    try {
      return act.get();
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return person(id, model);
    }
  }
}
