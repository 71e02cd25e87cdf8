package cn.beian.server.web.supervision;

import cn.beian.server.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class SupervisionNavigation {
  @Bean
  NavItem supervisionNavItem() {
    return NavItem.forReaders("supervision.nav", "/supervision", 40);
  }
}
