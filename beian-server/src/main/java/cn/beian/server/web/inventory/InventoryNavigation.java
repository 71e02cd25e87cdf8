package cn.beian.server.web.inventory;

import cn.beian.server.web.NavItem;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class InventoryNavigation {
  @Bean
  NavItem inventoryNavItem() {
    return NavItem.forReaders("inventory.title", "/inventory", 31);
  }
}
