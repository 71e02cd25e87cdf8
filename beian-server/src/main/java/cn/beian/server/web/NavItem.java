package cn.beian.server.web;

import cn.beian.filing.Role;
import java.util.Set;

/**
 * An entry of the main navigation; each area declares its own as beans, ordered by {@code order}.
 *
 * @param key message key of the label
 * @param path address of the page
 * @param roles who sees it; empty means everybody, also the public
 * @param order place from the left
 */
public record NavItem(String key, String path, Set<Role> roles, int order) {
  public NavItem {
    roles = Set.copyOf(roles);
  }
}
