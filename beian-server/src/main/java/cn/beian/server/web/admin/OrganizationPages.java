package cn.beian.server.web.admin;

import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import cn.beian.server.identity.CompetentUnit;
import cn.beian.server.identity.CompetentUnits;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.OrganizationSearch;
import cn.beian.server.identity.Organizations;
import cn.beian.server.identity.Organizations.NewOrganization;
import cn.beian.server.identity.UnitPlacements;
import cn.beian.server.intake.Quotas;
import cn.beian.server.intake.Room;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.server.ResponseStatusException;

/** Units: make, correct, show. */
@Controller
class OrganizationPages {

  private final Identity identity;
  private final Organizations organizations;
  private final OrganizationSearch search;
  private final CompetentUnits competent;
  private final UnitPlacements placements;
  private final Quotas quotas;
  private final Room room;

  OrganizationPages(
      Identity identity,
      Organizations organizations,
      OrganizationSearch search,
      CompetentUnits competent,
      UnitPlacements placements,
      Quotas quotas,
      Room room) {
    this.identity = identity;
    this.organizations = organizations;
    this.search = search;
    this.competent = competent;
    this.placements = placements;
    this.quotas = quotas;
    this.room = room;
  }

  @GetMapping("/admin/organizations/new")
  String newOrganization(Model model) {
    Form.show(
        model,
        Map.of(
            "level", OrganizationLevel.PREFECTURE.name(), "kind", OrganizationKind.ORGAN.name()));
    return form(model, Optional.empty());
  }

  @PostMapping("/admin/organizations/new")
  String create(
      @RequestParam Map<String, String> input, Model model, HttpServletResponse response) {
    return take(input, Optional.empty(), organizations::create, model, response);
  }

  @GetMapping("/admin/organizations/{id}/correction")
  String correction(@PathVariable UUID id, Model model) {
    Organization unit = identity.organization(id);
    UUID parent = unit.parentId();
    Form.show(
        model,
        Map.of(
            "unitName", unit.name(),
            "creditCode", unit.creditCode(),
            "level", unit.level().name(),
            "kind", unit.kind().name(),
            "division", unit.division(),
            "parent", parent == null ? "" : named(identity.organization(parent)),
            "route", unit.route().name()));
    return form(model, Optional.of(unit));
  }

  @PostMapping("/admin/organizations/{id}/correction")
  String correct(
      @PathVariable UUID id,
      @RequestParam Map<String, String> input,
      Model model,
      HttpServletResponse response) {
    Organization unit = identity.organization(id);
    return take(
        input, Optional.of(unit), entered -> organizations.correct(id, entered), model, response);
  }

  private String take(
      Map<String, String> input,
      Optional<Organization> unit,
      Function<NewOrganization, Organization> command,
      Model model,
      HttpServletResponse response) {
    try {
      return "redirect:/admin/organizations/" + command.apply(entered(input)).id();
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return form(model, unit);
    }
  }

  private String form(Model model, Optional<Organization> unit) {
    unit.ifPresent(one -> model.addAttribute("unit", one));
    return "admin/organization-form";
  }

  /** One of a list; the page offers nothing else. */
  private static <E extends Enum<E>> E choice(
      Class<E> list, Map<String, String> input, String name) {
    try {
      return Enum.valueOf(list, input.getOrDefault(name, ""));
    } catch (IllegalArgumentException e) {
      throw new ResponseStatusException(HttpStatus.BAD_REQUEST, name, e);
    }
  }

  /** How the form names the unit above another. */
  private static String named(Organization unit) {
    return unit.creditCode().isEmpty() ? unit.name() : unit.creditCode();
  }

  private NewOrganization entered(Map<String, String> input) {
    OrganizationLevel level = choice(OrganizationLevel.class, input, "level");
    String route = input.getOrDefault("route", "");
    return new NewOrganization(
        input.getOrDefault("unitName", ""),
        input.getOrDefault("creditCode", ""),
        level,
        choice(OrganizationKind.class, input, "kind"),
        input.getOrDefault("division", ""),
        search.above(input.getOrDefault("parent", "")).map(Organization::id).orElse(null),
        route.isEmpty() ? Route.of(level) : choice(Route.class, input, "route"));
  }

  @GetMapping("/admin/organizations/{id}")
  String show(@PathVariable UUID id, Model model) {
    Form.show(model, Map.of("gigabytes", quotas.own(id).map(String::valueOf).orElse("")));
    return unit(id, model);
  }

  @PostMapping("/admin/organizations/{id}/quota")
  String quota(
      @PathVariable UUID id,
      @RequestParam Map<String, String> input,
      Model model,
      HttpServletResponse response) {
    identity.organization(id);
    try {
      quotas.set(id, input.getOrDefault("gigabytes", ""));
      return "redirect:/admin/organizations/" + id + "#storage";
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return unit(id, model);
    }
  }

  @PostMapping("/admin/organizations/{id}/competent")
  String name(
      @PathVariable UUID id,
      @RequestParam Map<String, String> input,
      Model model,
      HttpServletResponse response) {
    return competent(
        id, input, () -> competent.name(id, input.getOrDefault("competent", "")), model, response);
  }

  @PostMapping("/admin/organizations/{id}/competent/{naming}/confirmation")
  String confirm(
      @PathVariable UUID id, @PathVariable UUID naming, Model model, HttpServletResponse response) {
    return competent(id, Map.of(), () -> competent.confirm(id, naming), model, response);
  }

  @PostMapping("/admin/organizations/{id}/competent/{naming}/end")
  String end(
      @PathVariable UUID id, @PathVariable UUID naming, Model model, HttpServletResponse response) {
    return competent(id, Map.of(), () -> competent.end(id, naming), model, response);
  }

  private String competent(
      UUID id, Map<String, String> input, Runnable act, Model model, HttpServletResponse response) {
    identity.organization(id);
    try {
      act.run();
      return "redirect:/admin/organizations/" + id + "#competent";
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return unit(id, model);
    }
  }

  private String unit(UUID id, Model model) {
    Organization unit = identity.organization(id);
    model.addAttribute("unit", unit);
    UUID parent = unit.parentId();
    if (parent != null) {
      model.addAttribute("parent", identity.organization(parent));
    }
    placements.waiting(id).ifPresent(change -> model.addAttribute("placement", change));
    List<CompetentUnit> named = competent.of(id);
    model.addAttribute("competent", named);
    model.addAttribute(
        "confirmable",
        named.stream().filter(competent::mayConfirm).map(CompetentUnit::id).toList());
    model.addAttribute("people", identity.people(id));
    model.addAttribute("taken", Gigabytes.of(room.taken(id)));
    model.addAttribute("quota", Gigabytes.of(quotas.bytes(id)));
    return "admin/organization";
  }
}
