package cn.beian.server.web.work;

import cn.beian.server.apps.App;
import cn.beian.server.apps.UsedApps;
import cn.beian.server.apps.UsedApps.UsedApp;
import cn.beian.server.apps.UsingUnits;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.OrganizationNames;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.filings.FilingText;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.context.MessageSource;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** The units that use an app, for its handler; and the apps that a unit uses. */
@Controller
class UsingUnitPages {
  private static final String PAGE = "/apps/{id}/users";
  private static final int SHORTEST = 2;

  private final UsingUnits users;
  private final UsedApps used;
  private final OrganizationNames names;
  private final Identity identity;
  private final MessageSource messages;

  UsingUnitPages(
      UsingUnits users,
      UsedApps used,
      OrganizationNames names,
      Identity identity,
      MessageSource messages) {
    this.users = users;
    this.used = used;
    this.names = names;
    this.identity = identity;
    this.messages = messages;
  }

  /**
   * The list, and units that a text may mean.
   *
   * @param instead a line that is a text, in whose place a unit is looked for
   */
  @GetMapping(PAGE)
  String list(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String q,
      @RequestParam(defaultValue = "") String instead,
      Locale locale,
      Model model) {
    Form.show(model, Map.of());
    return page(id, q, instead, locale, model);
  }

  private String page(UUID id, String q, String instead, Locale locale, Model model) {
    App app = users.own(id);
    UsingUnits.UsingUnitList list = users.of(app);
    List<Organization> found = find(q);
    model.addAttribute("app", app);
    model.addAttribute("users", list);
    model.addAttribute("q", q);
    model.addAttribute("asked", q.strip().length() >= SHORTEST);
    model.addAttribute("found", found.stream().filter(one -> !list.has(one.id())).toList());
    model.addAttribute("already", found.stream().filter(one -> list.has(one.id())).toList());
    model.addAttribute(
        "instead",
        list.units().stream()
            .filter(one -> one.unit().isEmpty() && instead.equals(String.valueOf(one.id())))
            .findFirst()
            .orElse(null));
    model.addAttribute("words", new FilingText(messages, locale));
    return "work/users";
  }

  private List<Organization> find(String typed) {
    Organization own = identity.organization(identity.current().organizationId());
    return typed.strip().length() < SHORTEST ? List.of() : names.find(typed, own.division());
  }

  /** Adds a unit, or a text where none is chosen. */
  @PostMapping(PAGE)
  String add(
      @PathVariable UUID id,
      @RequestParam(defaultValue = "") String version,
      @RequestParam(defaultValue = "") String unit,
      @RequestParam(defaultValue = "") String text,
      @RequestParam(defaultValue = "") String instead,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      if (unit.isBlank()) {
        users.addText(id, number(version), text);
      } else {
        users.add(id, number(version), read(unit, UUID::fromString), read(instead, Long::valueOf));
      }
      return "redirect:/apps/" + id + "/users";
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return page(id, text, instead, locale, model);
    }
  }

  @PostMapping(PAGE + "/{line}/removal")
  String remove(
      @PathVariable UUID id,
      @PathVariable long line,
      @RequestParam(defaultValue = "") String version,
      Locale locale,
      Model model,
      HttpServletResponse response) {
    try {
      users.remove(id, number(version), line);
      return "redirect:/apps/" + id + "/users";
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      return page(id, "", "", locale, model);
    }
  }

  /** A version as typed; no version where it is none. */
  private static int number(String typed) {
    return read(typed, Integer::valueOf).orElse(-1);
  }

  private static <T> Optional<T> read(String typed, Function<String, T> of) {
    try {
      return Optional.of(of.apply(typed.strip()));
    } catch (IllegalArgumentException notOne) {
      return Optional.empty();
    }
  }

  /** Suggestions while somebody types the name of a unit: options of a list, nothing else. */
  @GetMapping("/unit-names")
  String names(@RequestParam(defaultValue = "") String q, Model model) {
    List<Organization> found = find(q);
    model.addAttribute("found", found);
    List<String> all = found.stream().map(Organization::name).toList();
    model.addAttribute(
        "several", all.stream().filter(one -> Collections.frequency(all, one) > 1).toList());
    return "work/users :: names";
  }

  /** The apps of others that the reader's unit uses. */
  @GetMapping("/used-apps")
  String used(@RequestParam(defaultValue = "") String before, Model model) {
    long last = read(before, Long::valueOf).orElse(Long.MAX_VALUE);
    List<UsedApp> page = used.list(last, UsedApps.PAGE);
    model.addAttribute("used", page);
    model.addAttribute("usedCount", used.count());
    model.addAttribute(
        "next", page.size() < UsedApps.PAGE ? null : page.get(page.size() - 1).place());
    return "work/used-apps";
  }
}
