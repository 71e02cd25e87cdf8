package cn.beian.server.web.filings;

import cn.beian.filing.Role;
import cn.beian.server.web.NavItem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FilingsNavigation {
  static final Set<Role> SPONSOR = Set.of(Role.HANDLER, Role.APPROVER);
  static final Set<Role> OFFICIAL =
      Set.of(
          Role.COMPLETENESS_REVIEWER,
          Role.GOVERNMENT_SERVICE_REVIEWER,
          Role.NATIONAL_REVIEWER,
          Role.SIGNER,
          Role.AUDITOR);

  private static final Set<Role> OVERDUE =
      Set.of(
          Role.COMPLETENESS_REVIEWER,
          Role.GOVERNMENT_SERVICE_REVIEWER,
          Role.NATIONAL_REVIEWER,
          Role.SIGNER,
          Role.SUPERVISOR,
          Role.AUDITOR);

  @Bean
  NavItem applicationsNavItem() {
    return new NavItem("filings.nav.applications", "/applications", SPONSOR, 10);
  }

  @Bean
  NavItem casesNavItem() {
    return new NavItem("filings.nav.cases", "/cases", OFFICIAL, 20);
  }

  @Bean
  NavItem overdueNavItem() {
    return new NavItem("filings.overdue.title", "/overdue", OVERDUE, 30);
  }
}
