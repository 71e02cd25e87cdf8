package cn.beian.inspect.webapp.facts;

import cn.beian.inspect.js.Literal;
import cn.beian.inspect.webapp.project.KnownRoutes;
import cn.beian.inspect.webapp.project.ProjectFiles;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Entries of a list in a script that lead to a page which does not exist: {@code {title: '…', url:
 * '/pages/none/none'}}. Their texts are written and shown, but no function is behind them.
 */
final class DeadTiles {
  private DeadTiles() {}

  /**
   * The strings of such entries. An entry is a run of strings of one object: it ends where a key
   * comes again or other keys are around it.
   *
   * @param routes of all pages
   */
  static Set<Literal> of(List<Literal> literals, KnownRoutes routes) {
    Set<Literal> dead = new HashSet<>();
    List<Literal> entry = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    for (Literal literal : literals) {
      if (!entry.isEmpty()
          && (!around(literal).equals(around(entry.get(0))) || keys.contains(literal.key()))) {
        close(entry, routes, dead);
        entry.clear();
        keys.clear();
      }
      entry.add(literal);
      keys.add(literal.key());
    }
    close(entry, routes, dead);
    return dead;
  }

  private static List<String> around(Literal literal) {
    List<String> path = literal.path();
    List<String> around = new ArrayList<>(path.subList(0, Math.max(0, path.size() - 1)));
    around.add(literal.function());
    around.add(literal.call());
    return around;
  }

  private static void close(List<Literal> entry, KnownRoutes routes, Set<Literal> dead) {
    boolean leadsNowhere = entry.stream().anyMatch(each -> isMissing(each.text(), routes));
    boolean leads = entry.stream().anyMatch(each -> isPage(each.text(), routes));
    if (leadsNowhere && !leads) {
      dead.addAll(entry);
    }
  }

  private static boolean isPage(String text, KnownRoutes routes) {
    return text.startsWith("/") && routes.contains(ProjectFiles.resolved("", text));
  }

  /** Whether it is written as the route of a page of a folder of pages, and there is none. */
  private static boolean isMissing(String text, KnownRoutes routes) {
    String absolute = ProjectFiles.resolved("", text);
    int folder = absolute.indexOf('/') + 1;
    return text.startsWith("/pages/")
        && !text.endsWith("/")
        && absolute.indexOf('/', folder) > 0
        && !routes.contains(absolute)
        && !routes.anyEnds(absolute)
        && routes.anyBegins("pages/");
  }
}
