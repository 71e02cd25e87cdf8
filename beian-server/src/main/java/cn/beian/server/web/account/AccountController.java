package cn.beian.server.web.account;

import cn.beian.filing.Role;
import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import cn.beian.server.identity.AccountNotices;
import cn.beian.server.identity.Accounts;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.NewPerson;
import cn.beian.server.identity.Organizations.NewOrganization;
import cn.beian.server.identity.Person;
import cn.beian.server.identity.SecondFactor;
import cn.beian.server.identity.Sessions;
import cn.beian.server.identity.Sessions.Session;
import cn.beian.server.inventory.RegionNames;
import cn.beian.server.personal.Contact;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.web.Form;
import cn.beian.server.web.Moments;
import cn.beian.server.web.http.TypedLogin;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Instant;
import java.util.List;
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

/** Log-in, set-up, invitation, recovery and one's own account. */
@Controller
class AccountController {
  private static final int GONE = 410;
  private static final int NOTICES = 20;

  private final Accounts accounts;
  private final Identity identity;
  private final AccountNotices notices;
  private final Sessions sessions;
  private final SecondFactor secondFactor;
  private final RegionNames regions;

  AccountController(
      Accounts accounts,
      Identity identity,
      AccountNotices notices,
      Sessions sessions,
      SecondFactor secondFactor,
      RegionNames regions) {
    this.accounts = accounts;
    this.identity = identity;
    this.notices = notices;
    this.sessions = sessions;
    this.secondFactor = secondFactor;
    this.regions = regions;
  }

  @GetMapping("/login")
  String login(HttpServletRequest request, HttpServletResponse response, Model model) {
    model.addAttribute("login", TypedLogin.take(request, response));
    return "account/login";
  }

  @GetMapping("/account")
  String account(Model model, HttpServletRequest request) {
    Person me = identity.current();
    fill(me, model, request);
    Contact contact = identity.contact(me.id());
    model.addAttribute("contactUnreadable", contact.unreadable());
    Form.show(
        model,
        Map.of("post", me.post(), "telephone", contact.telephone(), "email", contact.email()));
    return "account/account";
  }

  @PostMapping("/account")
  String account(
      @RequestParam Map<String, String> input,
      Model model,
      HttpServletRequest request,
      HttpServletResponse response) {
    try {
      accounts.reachMeAt(text(input, "post"), text(input, "telephone"), text(input, "email"));
      return "redirect:/account?saved";
    } catch (RejectedInput rejected) {
      fill(identity.current(), model, request);
      Form.reject(model, input, rejected, response);
      return "account/account";
    }
  }

  private void fill(Person me, Model model, HttpServletRequest request) {
    model.addAttribute("sessions", sessions.mine().stream().map(LogIn::of).toList());
    model.addAttribute("regionNames", regions.of(List.of(me.region())));
    model.addAttribute("currentSession", OwnAccountPages.current(request).orElse(null));
    model.addAttribute("factorOn", secondFactor.isOn(me.id()));
    model.addAttribute("person", me);
    model.addAttribute("notices", notices.newest(NOTICES));
    model.addAttribute("moment", Moments.MINUTE);
  }

  /** Takes what was told off the start page. */
  @PostMapping("/account/notices")
  String noticesRead() {
    notices.read();
    return "redirect:/";
  }

  @GetMapping("/account/set-up/{token}")
  String setUp(@PathVariable String token, Model model, HttpServletResponse response) {
    if (!accounts.setUpIsOpen(token)) {
      return unusable(response);
    }
    Form.show(
        model,
        Map.of(
            "level",
            OrganizationLevel.CENTRAL.name(),
            "kind",
            OrganizationKind.ORGAN.name(),
            "division",
            "100000"));
    return "account/set-up";
  }

  @PostMapping("/account/set-up/{token}")
  String setUp(
      @PathVariable String token,
      @RequestParam Map<String, String> input,
      Model model,
      HttpServletResponse response) {
    if (!accounts.setUpIsOpen(token)) {
      return unusable(response);
    }
    OrganizationLevel level = OrganizationLevel.valueOf(text(input, "level"));
    NewOrganization unit =
        new NewOrganization(
            text(input, "unitName"),
            text(input, "creditCode"),
            level,
            OrganizationKind.valueOf(text(input, "kind")),
            text(input, "division"),
            null,
            Route.of(level));
    try {
      accounts.setUp(
          token,
          unit,
          unitId ->
              new NewPerson(
                  text(input, "login"),
                  text(input, "name"),
                  "",
                  "",
                  "",
                  unitId,
                  Set.of(Role.SYSTEM_ADMINISTRATOR),
                  text(input, "division")),
          text(input, "password"));
      return "redirect:/login?ready";
    } catch (RejectedInput rejected) {
      Form.reject(model, input, rejected, response);
      return "account/set-up";
    }
  }

  @GetMapping({"/account/invitation/{token}", "/account/recovery/{token}"})
  String choosePassword(@PathVariable String token, Model model, HttpServletResponse response) {
    Optional<Person> owner = accounts.ownerOf(token);
    if (owner.isEmpty()) {
      return unusable(response);
    }
    Form.show(model, Map.of());
    model.addAttribute("owner", owner.get());
    model.addAttribute("asksCode", accounts.asksCode(token));
    return "account/password";
  }

  @PostMapping({"/account/invitation/{token}", "/account/recovery/{token}"})
  String choosePassword(
      @PathVariable String token,
      @RequestParam String password,
      @RequestParam(defaultValue = "") String code,
      Model model,
      HttpServletResponse response) {
    Optional<Person> owner = accounts.ownerOf(token);
    if (owner.isEmpty()) {
      return unusable(response);
    }
    try {
      accounts.choosePassword(token, code, password);
      return "redirect:/login?ready";
    } catch (RejectedInput rejected) {
      Form.reject(model, Map.of(), rejected, response);
      model.addAttribute("owner", owner.get());
      model.addAttribute("asksCode", accounts.asksCode(token));
      return "account/password";
    }
  }

  @GetMapping("/account/recovery")
  String recovery(Model model) {
    Form.show(model, Map.of());
    return "account/recovery";
  }

  @PostMapping("/account/recovery")
  String recovery(@RequestParam String login, Model model) {
    accounts.requestRecovery(login);
    Form.show(model, Map.of());
    model.addAttribute("asked", true);
    return "account/recovery";
  }

  private static String unusable(HttpServletResponse response) {
    response.setStatus(GONE);
    return "account/unusable";
  }

  /** An open session, as its owner sees it. */
  record LogIn(UUID id, Instant openedAt, String address, BrowserName browser) {
    static LogIn of(Session session) {
      return new LogIn(
          session.id(), session.openedAt(), session.address(), BrowserName.of(session.browser()));
    }
  }

  private static String text(Map<String, String> input, String field) {
    return input.getOrDefault(field, "");
  }
}
