package cn.beian.server.web.supervision;

import cn.beian.filing.Role;
import cn.beian.server.web.HomePanel;
import cn.beian.server.web.NavItem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SupervisionNavigation {
  static final Set<Role> READERS =
      Set.of(Role.HANDLER, Role.APPROVER, Role.NATIONAL_REVIEWER, Role.SUPERVISOR, Role.AUDITOR);

  /** Who has something to do in a case. */
  static final Set<Role> ACTING = Set.of(Role.HANDLER, Role.APPROVER, Role.SUPERVISOR);

  @Bean
  NavItem supervisionNavItem() {
    return new NavItem("supervision.nav", "/supervision", READERS, 40);
  }

  @Bean
  HomePanel supervisionPanel() {
    return HomePanel.showing("supervision/home :: cases", ACTING, 15);
  }
}
