package cn.beian.server.web.supervision;

import cn.beian.filing.Role;
import cn.beian.server.supervision.SupervisionCases;
import cn.beian.server.web.HomePanel;
import cn.beian.server.web.NavItem;
import cn.beian.server.web.cases.HomeCases;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SupervisionNavigation {
  /** Who has something to do in a case. */
  private static final Set<Role> ACTING = Set.of(Role.HANDLER, Role.APPROVER, Role.SUPERVISOR);

  @Bean
  NavItem supervisionNavItem() {
    return NavItem.forReaders("supervision.nav", "/supervision", 40);
  }

  @Bean
  HomeCases supervisedAtHome(SupervisionCases cases) {
    return new HomeCases("supervised", ACTING, most -> cases.desk().first(most));
  }

  @Bean
  HomePanel supervisionPanel() {
    return HomePanel.showing("supervision/home :: cases", ACTING, 15);
  }
}
