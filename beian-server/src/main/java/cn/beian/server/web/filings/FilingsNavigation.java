package cn.beian.server.web.filings;

import cn.beian.server.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class FilingsNavigation {
  @Bean
  NavItem applicationsNavItem() {
    return NavItem.forReaders("filings.nav.applications", "/applications", 10);
  }

  @Bean
  NavItem overdueNavItem() {
    return NavItem.forReaders("filings.overdue.title", "/overdue", 30);
  }
}
