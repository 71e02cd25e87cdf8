package cn.beian.server.web;

import cn.beian.filing.Role;
import cn.beian.server.identity.AccessRules;
import java.util.HashSet;
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

  /** For all whom the access table lets open the page. */
  public static NavItem forReaders(String key, String path, int order) {
    return new NavItem(key, path, AccessRules.readers(path), order);
  }

  /** Whether strangers see it too; whoever has entries of his own finds these in one menu. */
  public boolean isPublic() {
    return roles.isEmpty();
  }

  /** The same entry for all but those who find the page elsewhere. */
  public NavItem without(Role role) {
    Set<Role> others = new HashSet<>(roles);
    others.remove(role);
    return new NavItem(key, path, others, order);
  }
}
