package cn.beian.server.web.cases;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.web.HomePanel;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** Open cases on the start page. */
@ControllerAdvice(basePackageClasses = HomePanel.class)
class HomeCasesAdvice {
  private static final int MOST = 5;

  private final List<HomeCases> panels;
  private final Identity identity;
  private final Clock clock;

  HomeCasesAdvice(List<HomeCases> panels, Identity identity, Clock clock) {
    this.panels = panels;
    this.identity = identity;
    this.clock = clock;
  }

  @ModelAttribute
  void cases(HttpServletRequest request, Model model) {
    Optional<Person> me = identity.currentIfAny();
    if (me.isEmpty() || !request.getRequestURI().equals(request.getContextPath() + "/")) {
      return;
    }
    for (HomeCases panel : panels) {
      if (me.get().roles().stream().anyMatch(panel.roles()::contains)) {
        model.addAttribute(panel.attribute(), panel.first().apply(MOST));
        model.addAttribute("today", OfficialTime.dayOf(clock.instant()));
      }
    }
  }
}
