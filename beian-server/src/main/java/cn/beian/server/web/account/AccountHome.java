package cn.beian.server.web.account;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.AccountActs;
import cn.beian.server.identity.AccountNotices;
import cn.beian.server.identity.AccountRequests;
import cn.beian.server.identity.Accounts;
import cn.beian.server.identity.CoolingOff;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.identity.UnitMember;
import cn.beian.server.identity.UnitPeople;
import cn.beian.server.web.HomePanel;
import cn.beian.server.web.Moments;
import cn.beian.server.web.admin.SecondPersonTasks;
import jakarta.servlet.http.HttpServletRequest;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** On the start page: what was done to one's account, and what waits for one as second person. */
@ControllerAdvice(basePackageClasses = HomePanel.class)
class AccountHome {
  /** Roles in which somebody decides, signs or confirms; a handler prepares. */
  private static final Set<Role> DECIDING =
      Set.copyOf(EnumSet.complementOf(EnumSet.of(Role.HANDLER, Role.AUDITOR)));

  private final AccountNotices notices;
  private final CoolingOff coolingOff;
  private final AccountActs acts;
  private final AccountRequests requests;
  private final Identity identity;
  private final Accounts accounts;
  private final UnitPeople people;
  private final SecondPersonTasks tasks;

  AccountHome(
      AccountNotices notices,
      CoolingOff coolingOff,
      AccountActs acts,
      AccountRequests requests,
      Identity identity,
      Accounts accounts,
      UnitPeople people,
      SecondPersonTasks tasks) {
    this.notices = notices;
    this.coolingOff = coolingOff;
    this.acts = acts;
    this.requests = requests;
    this.identity = identity;
    this.accounts = accounts;
    this.people = people;
    this.tasks = tasks;
  }

  @ModelAttribute
  void account(HttpServletRequest request, Model model, Locale locale) {
    if (!request.getRequestURI().equals(request.getContextPath() + "/")) {
      return;
    }
    Person me = identity.currentIfAny().orElse(null);
    if (me == null) {
      return;
    }
    model.addAttribute("notices", notices.unread());
    model.addAttribute("coolingOff", coolingOff.until(me, DECIDING).orElse(null));
    model.addAttribute("moment", Moments.MINUTE);
    if (AccessRules.admits("POST", "/requests/x/confirmation", Optional.of(me.roles()))) {
      model.addAttribute("confirmable", requests.confirmable());
      model.addAttribute("tasks", tasks.mine(locale));
    }
    if (me.has(Role.UNIT_ADMINISTRATOR)) {
      model.addAttribute("forgot", people.members().stream().filter(UnitMember::forgot).toList());
    }
    if (me.has(Role.SYSTEM_ADMINISTRATOR)) {
      model.addAttribute("alone", acts.alone());
      model.addAttribute("forgotten", accounts.recoveryRequests());
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Panels {
    @Bean
    HomePanel accountPanel() {
      return HomePanel.showing("account/home :: panel", Set.of(Role.values()), 1);
    }
  }
}
