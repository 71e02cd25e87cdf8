package cn.beian.server.web.supervision;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.Identity;
import cn.beian.server.supervision.SupervisionCases;
import cn.beian.server.web.HomePanel;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Open cases on the start page. */
@ControllerAdvice(basePackageClasses = HomePanel.class)
class SupervisionHome {
  private static final int MOST = 5;

  private final SupervisionCases cases;
  private final Identity identity;
  private final Clock clock;

  SupervisionHome(SupervisionCases cases, Identity identity, Clock clock) {
    this.cases = cases;
    this.identity = identity;
    this.clock = clock;
  }

  @ModelAttribute
  void cases(HttpServletRequest request, Model model) {
    boolean acts =
        identity.currentIfAny().stream()
            .anyMatch(me -> me.roles().stream().anyMatch(SupervisionNavigation.ACTING::contains));
    if (request.getRequestURI().equals(request.getContextPath() + "/") && acts) {
      model.addAttribute("supervised", cases.first(MOST));
      model.addAttribute("today", OfficialTime.dayOf(clock.instant()));
    }
  }
}
