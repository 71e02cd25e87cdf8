package cn.beian.server.web;

import cn.beian.filing.Role;
import java.util.Set;

/**
 * What the start page offers to a role; each area declares its own as beans.
 *
 * @param key prefix of the message keys {@code .title}, {@code .lede} and {@code .do}; empty for a
 *     fragment
 * @param path where its one button leads; empty for a fragment
 * @param fragment template fragment that is the panel, such as {@code intake/drop :: drop}; empty
 *     for title, sentence and button
 * @param roles who sees it; empty means everybody, also the public
 * @param order place from the top
 */
public record HomePanel(String key, String path, String fragment, Set<Role> roles, int order) {
  public HomePanel {
    roles = Set.copyOf(roles);
  }

  /** A title, a sentence and one button. */
  public static HomePanel leadingTo(String key, String path, Set<Role> roles, int order) {
    return new HomePanel(key, path, "", roles, order);
  }

  /** A fragment of a template; what it reads must be in the model of the start page. */
  public static HomePanel showing(String fragment, Set<Role> roles, int order) {
    return new HomePanel("", "", fragment, roles, order);
  }
}
