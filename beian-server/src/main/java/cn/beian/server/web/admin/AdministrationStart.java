package cn.beian.server.web.admin;

import cn.beian.filing.deadlines.HolidayNotice;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.server.calendar.HolidayRequests;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.identity.AccountActs;
import cn.beian.server.identity.AccountRequests;
import cn.beian.server.identity.Accounts;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.OrganizationSearch;
import cn.beian.server.identity.UnitPlacements;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Locale;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;

/** The administrator's start page. */
@Controller
class AdministrationStart {
  private final Policies policies;
  private final SecondPersonTasks tasks;
  private final WorkCalendars calendars;
  private final HolidayRequests holidays;
  private final Identity identity;
  private final OrganizationSearch units;
  private final UnitPlacements placements;
  private final Accounts accounts;
  private final AccountActs acts;
  private final AccountRequests requests;
  private final Clock clock;

  AdministrationStart(
      Policies policies,
      SecondPersonTasks tasks,
      WorkCalendars calendars,
      HolidayRequests holidays,
      Identity identity,
      OrganizationSearch units,
      UnitPlacements placements,
      Accounts accounts,
      AccountActs acts,
      AccountRequests requests,
      Clock clock) {
    this.policies = policies;
    this.tasks = tasks;
    this.calendars = calendars;
    this.holidays = holidays;
    this.identity = identity;
    this.units = units;
    this.placements = placements;
    this.accounts = accounts;
    this.acts = acts;
    this.requests = requests;
    this.clock = clock;
  }

  @GetMapping("/admin")
  String index(Model model, Locale locale) {
    model.addAttribute("organizationCount", units.count());
    model.addAttribute("waitingPlacements", placements.count());
    model.addAttribute("waitingHolidays", holidays.count());
    model.addAttribute("recoveryRequests", accounts.recoveryRequests());
    model.addAttribute("alone", acts.alone());
    model.addAttribute("clashing", accounts.clashing());
    model.addAttribute(
        "waitingRequests", requests.waiting().size() + tasks.mine(locale).rows().size());
    model.addAttribute("ownUnit", identity.current().organizationId());
    model.addAttribute("unverified", unverified());
    model.addAttribute(
        "lastNotice", calendars.notices().stream().mapToInt(HolidayNotice::year).max().orElse(0));
    return "admin/index";
  }

  private long unverified() {
    PolicyParameters all = policies.current();
    LocalDate today = OfficialTime.dayOf(clock.instant());
    return Arrays.stream(ParameterKey.values())
        .filter(key -> !all.at(key, today).verified())
        .count();
  }
}
