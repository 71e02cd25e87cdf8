package cn.beian.server.web.rulebooks;

import cn.beian.filing.Role;
import cn.beian.server.web.NavItem;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class RulebookNavigation {
  @Bean
  NavItem rulebooksNavItem() {
    return new NavItem(
        "rulebooks.nav",
        "/rulebooks",
        Set.of(
            Role.RULEBOOK_ADMINISTRATOR,
            Role.SIGNER,
            Role.NATIONAL_REVIEWER,
            Role.SUPERVISOR,
            Role.AUDITOR),
        70);
  }

  @Bean
  NavItem retestsNavItem() {
    return NavItem.forReaders("rulebooks.retests.nav", "/retests", 71);
  }
}
