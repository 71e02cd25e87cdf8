package cn.beian.server.web.portal;

import cn.beian.server.web.NavItem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class PortalNavigation {
  @Bean
  NavItem searchNavItem() {
    return new NavItem("portal.nav.search", "/search", Set.of(), 50);
  }

  @Bean
  NavItem registerNavItem() {
    return new NavItem("portal.nav.register", "/register", Set.of(), 52);
  }

  @Bean
  NavItem openDataNavItem() {
    return new NavItem("portal.nav.openData", "/open-data", Set.of(), 70);
  }

  @Bean
  NavItem lookupNavItem() {
    return new NavItem("portal.nav.lookup", "/lookup", Set.of(), 54);
  }

  @Bean
  NavItem verifyNavItem() {
    return new NavItem("portal.nav.verify", "/verify", Set.of(), 60);
  }
}
