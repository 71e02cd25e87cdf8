package cn.beian.inspect.webapp.project;

import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/** The routes of all pages of an app, asked for whole or in part without going through them. */
public final class KnownRoutes {
  /** Longer ends are not asked for: no page lies so deep or has such a name. */
  private static final int MAX_FOLDERS = 20;

  private static final int MAX_CHARS = 500;

  private final TreeSet<String> routes;
  private final Set<String> tails = new HashSet<>();

  KnownRoutes(Set<String> routes) {
    this.routes = new TreeSet<>(routes);
    for (String route : routes) {
      int slash = route.lastIndexOf('/');
      for (int i = 0; i < MAX_FOLDERS && slash >= 0 && route.length() - slash <= MAX_CHARS; i++) {
        tails.add(route.substring(slash + 1));
        slash = slash == 0 ? -1 : route.lastIndexOf('/', slash - 1);
      }
    }
  }

  public boolean contains(String route) {
    return routes.contains(route);
  }

  /** Whether a page lies in some folder under that route. */
  public boolean anyEnds(String route) {
    return tails.contains(route);
  }

  public boolean anyBegins(String folder) {
    String first = routes.ceiling(folder);
    return first != null && first.startsWith(folder);
  }
}
