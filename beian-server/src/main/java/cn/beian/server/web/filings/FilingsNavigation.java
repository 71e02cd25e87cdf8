package cn.beian.server.web.filings;

import cn.beian.filing.Role;
import cn.beian.server.web.HomePanel;
import cn.beian.server.web.NavItem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FilingsNavigation {
  private static final Set<Role> OFFICIALS =
      Set.of(
          Role.COMPLETENESS_REVIEWER,
          Role.GOVERNMENT_SERVICE_REVIEWER,
          Role.NATIONAL_REVIEWER,
          Role.SIGNER,
          Role.AUDITOR);

  @Bean
  NavItem applicationsNavItem() {
    return new NavItem(
        "filings.nav.applications", "/applications", Set.of(Role.HANDLER, Role.APPROVER), 10);
  }

  @Bean
  NavItem casesNavItem() {
    return new NavItem("filings.nav.cases", "/cases", OFFICIALS, 20);
  }

  @Bean
  HomePanel applicationsPanel() {
    return HomePanel.leadingTo(
        "filings.home.applications", "/applications", Set.of(Role.HANDLER, Role.APPROVER), 20);
  }

  @Bean
  HomePanel casesPanel() {
    return HomePanel.leadingTo("filings.home.cases", "/cases", OFFICIALS, 20);
  }
}
