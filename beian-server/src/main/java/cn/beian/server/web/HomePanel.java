package cn.beian.server.web;

import cn.beian.filing.Role;
import java.util.Set;

/**
 * What the start page offers to a role; each area declares its own as beans.
 *
 * @param key prefix of the message keys {@code .title}, {@code .lede} and {@code .do}
 * @param path where its one button leads
 * @param roles who sees it; empty means everybody, also the public
 * @param order place from the top
 */
public record HomePanel(String key, String path, Set<Role> roles, int order) {
  public HomePanel {
    roles = Set.copyOf(roles);
  }
}
