package cn.beian.server.web.filings;

import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.RecordState;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.casefile.Cases.News;
import cn.beian.server.identity.AccessRules;
import cn.beian.server.identity.Identity;
import cn.beian.server.inventory.OfflineApps;
import cn.beian.server.records.OutOfScope;
import cn.beian.server.records.Records;
import cn.beian.server.web.AppStanding;
import cn.beian.server.web.HomePanel;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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
  private final Records records;
  private final OfflineApps offline;
  private final MessageSource messages;

  HomeNews(
      Cases cases,
      Identity identity,
      OutOfScope outOfScope,
      Records records,
      OfflineApps offline,
      MessageSource messages) {
    this.cases = cases;
    this.identity = identity;
    this.outOfScope = outOfScope;
    this.records = records;
    this.offline = offline;
    this.messages = messages;
  }

  @ModelAttribute
  void news(HttpServletRequest request, Model model, Locale locale) {
    if (request.getRequestURI().equals(request.getContextPath() + "/")
        && identity.currentIfAny().isPresent()) {
      model.addAttribute("words", new FilingText(messages, locale));
      List<News> news = cases.news();
      model.addAttribute("news", news);
      model.addAttribute("standings", standings(news));
      model.addAttribute("notDue", outOfScope.applications(identity.current().organizationId()));
    }
  }

  /** Where apps stand by now, by applications that were decided before: it may be elsewhere. */
  private Map<UUID, AppStanding> standings(List<News> news) {
    List<Application> decided =
        news.stream().map(News::application).filter(one -> decided(one.state())).toList();
    Map<String, RecordState> states =
        records.states(
            decided.stream()
                .filter(one -> one.state() == ApplicationState.ACCEPTED)
                .flatMap(one -> one.filing().stream())
                .toList());
    Set<UUID> gone =
        offline.among(
            decided.stream()
                .filter(one -> one.state() != ApplicationState.ACCEPTED)
                .map(Application::appId)
                .toList());
    Map<UUID, AppStanding> standings = new HashMap<>();
    for (Application one : decided) {
      one.filing()
          .filter(number -> one.state() == ApplicationState.ACCEPTED)
          .map(states::get)
          .filter(state -> state != RecordState.FILED)
          .ifPresent(state -> standings.put(one.id(), AppStanding.of(state)));
      if (gone.contains(one.appId())) {
        standings.put(one.id(), AppStanding.OFFLINE);
      }
    }
    return standings;
  }

  private static boolean decided(ApplicationState state) {
    return ApplicationGraph.GRAPH.terminal(state);
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
