package cn.beian.server.web.work;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.cases.WorkFilter;
import cn.beian.server.cases.WorkFilter.Days;
import cn.beian.server.cases.WorkFilter.View;
import cn.beian.server.cases.WorkItem;
import cn.beian.server.cases.Worklist;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.web.HomePanel;
import cn.beian.server.web.NavItem;
import cn.beian.server.web.filings.FilingText;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What is the reader's turn, on the start page. */
@ControllerAdvice(basePackageClasses = HomePanel.class)
class WorkHome {
  private static final String APPLICATION = "application";
  private static final int MOST = 8;
  private static final int MOST_CONCLUDED = 4;
  private static final int CONCLUDED_DAYS = 14;

  private final Worklist worklist;
  private final Identity identity;
  private final MessageSource messages;
  private final Clock clock;

  WorkHome(Worklist worklist, Identity identity, MessageSource messages, Clock clock) {
    this.worklist = worklist;
    this.identity = identity;
    this.messages = messages;
    this.clock = clock;
  }

  @ModelAttribute
  void work(HttpServletRequest request, Model model, Locale locale) {
    if (!request.getRequestURI().equals(request.getContextPath() + "/")
        || identity.currentIfAny().filter(me -> AccessRules.opens(me, "/work")).isEmpty()) {
      return;
    }
    WorkFilter mine = WorkFilter.of(View.MINE);
    model.addAttribute("mine", worklist.some(mine, 0, MOST));
    model.addAttribute("mineCount", worklist.count(mine));
    model.addAttribute("waitingCount", worklist.count(mine.in(View.WAITING)));
    model.addAttribute("concluded", worklist.sponsor() ? concluded() : List.of());
    model.addAttribute("work", new WorkWords(messages, locale, worklist));
    model.addAttribute("words", new FilingText(messages, locale));
    model.addAttribute("today", OfficialTime.dayOf(clock.instant()));
  }

  /**
   * What was decided or closed of the reader's unit in these days; its applications stand among its
   * apps.
   */
  private List<WorkItem> concluded() {
    LocalDate since = OfficialTime.dayOf(clock.instant()).minusDays(CONCLUDED_DAYS);
    Days days = new Days(Optional.of(since), Optional.empty());
    return worklist.some(WorkFilter.of(View.DONE).on(days), 0, MOST_CONCLUDED).stream()
        .filter(one -> !one.procedure().equals(APPLICATION))
        .toList();
  }

  /** The entry of the navigation and the panel. */
  @Configuration(proxyBeanMethods = false)
  static class Places {
    @Bean
    NavItem workNavItem() {
      return NavItem.forReaders("work.title", "/work", 5);
    }

    @Bean
    HomePanel workPanel() {
      return HomePanel.showing("work/home :: mine", AccessRules.readers("/work"), 5);
    }
  }
}
