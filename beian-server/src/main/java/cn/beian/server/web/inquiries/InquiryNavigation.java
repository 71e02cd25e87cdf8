package cn.beian.server.web.inquiries;

import cn.beian.filing.Role;
import cn.beian.server.inquiries.Inquiries;
import cn.beian.server.web.HomePanel;
import cn.beian.server.web.NavItem;
import cn.beian.server.web.cases.HomeCases;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InquiryNavigation {
  private static final Set<Role> ACTING = Set.of(Role.HANDLER, Role.APPROVER, Role.SUPERVISOR);

  @Bean
  NavItem inquiriesNavItem() {
    return NavItem.forReaders("inquiries.title", "/inquiries", 45);
  }

  @Bean
  HomeCases inquiriesAtHome(Inquiries inquiries) {
    return new HomeCases("inquiries", ACTING, most -> inquiries.desk().first(most));
  }

  @Bean
  HomePanel inquiriesPanel() {
    return HomePanel.showing("inquiries/home :: cases", ACTING, 16);
  }
}
