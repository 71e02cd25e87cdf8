package cn.beian.server.web.inquiries;

import cn.beian.server.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InquiryNavigation {
  @Bean
  NavItem inquiriesNavItem() {
    return NavItem.forReaders("inquiries.title", "/inquiries", 45);
  }
}
