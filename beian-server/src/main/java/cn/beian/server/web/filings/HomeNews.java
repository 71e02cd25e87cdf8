package cn.beian.server.web.filings;

import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.records.OutOfScope;
import cn.beian.server.web.HomePanel;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.springframework.context.MessageSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;

/** What happened and what is due, on the start page. */
@ControllerAdvice(basePackageClasses = HomePanel.class)
class HomeNews {
  private final Cases cases;
  private final Identity identity;
  private final OutOfScope outOfScope;
  private final MessageSource messages;

  HomeNews(Cases cases, Identity identity, OutOfScope outOfScope, MessageSource messages) {
    this.cases = cases;
    this.identity = identity;
    this.outOfScope = outOfScope;
    this.messages = messages;
  }

  @ModelAttribute
  void news(HttpServletRequest request, Model model, Locale locale) {
    if (request.getRequestURI().equals(request.getContextPath() + "/")
        && identity.currentIfAny().isPresent()) {
      model.addAttribute("words", new FilingText(messages, locale));
      model.addAttribute("news", cases.news());
      model.addAttribute("notDue", outOfScope.applications(identity.current().organizationId()));
    }
  }

  /** The panels. */
  @Configuration(proxyBeanMethods = false)
  static class Panels {
    @Bean
    HomePanel newsPanel() {
      return HomePanel.showing("filings/home :: news", AccessRules.readers("/applications"), 20);
    }
  }
}
