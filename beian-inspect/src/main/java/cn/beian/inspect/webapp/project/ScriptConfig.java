package cn.beian.inspect.webapp.project;

import cn.beian.inspect.js.Call;
import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A configuration that is written as a script, as {@code export default { pages: [...] }}: what its
 * string literals say by the keys around them. Nothing is run.
 */
public final class ScriptConfig {
  private final Script script;

  public ScriptConfig(Script script) {
    this.script = script;
  }

  /** Literals under those keys, whatever stands around them. */
  List<Literal> literals(String... keys) {
    List<Literal> found = new ArrayList<>();
    for (Literal literal : script.literals()) {
      List<String> path = literal.path();
      int from = path.size() - keys.length;
      if (from >= 0 && path.subList(from, path.size()).equals(List.of(keys))) {
        found.add(literal);
      }
    }
    return found;
  }

  /** The first literal under those keys. */
  public Optional<Literal> literal(String... keys) {
    return literals(keys).stream().findFirst();
  }

  /** Routes of the main package, then those of the others with their folder in front. */
  public Set<String> routes(Set<String> views) {
    Set<String> routes = new LinkedHashSet<>();
    for (Literal page : literals("pages")) {
      if (!page.path().contains("subPackages") && !page.path().contains("subpackages")) {
        add(routes, page.text());
      }
    }
    for (String list : List.of("subPackages", "subpackages")) {
      String root = "";
      List<String> waiting = new ArrayList<>();
      for (Literal literal : script.literals()) {
        if (literal.path().contains(list) && literal.key().equals("root")) {
          root = literal.text();
          for (String page : waiting) {
            add(routes, root + "/" + page);
          }
          waiting.clear();
        } else if (literal.path().contains(list) && literal.key().equals("pages")) {
          if (root.isEmpty()) {
            waiting.add(literal.text());
          } else {
            add(routes, root + "/" + literal.text());
          }
        }
      }
    }
    computed(routes, views);
    return routes;
  }

  private static void add(Set<String> routes, String route) {
    String path = ProjectFiles.resolved("", route);
    if (!path.isEmpty()) {
      routes.add(path);
    }
  }

  /** Adds routes that a function puts together, where few are written as they are. */
  private void computed(Set<String> routes, Set<String> views) {
    if (!routes.isEmpty() && routes.stream().anyMatch(views::contains) && !mostlyComputed(routes)) {
      return;
    }
    ComputedRoutes computed = new ComputedRoutes(views);
    for (Call call : script.calls()) {
      if (!call.arguments().isEmpty() && call.name().indexOf('.') < 0) {
        computed.of(call).ifPresent(routes::add);
      }
    }
  }

  private boolean mostlyComputed(Set<String> routes) {
    return script.calls().stream().filter(call -> !call.arguments().isEmpty()).count()
        > routes.size();
  }

  /** Text by route of the tab bar. */
  public Map<String, Literal> tabs() {
    Map<String, Literal> tabs = new LinkedHashMap<>();
    String route = "";
    Optional<Literal> text = Optional.empty();
    for (Literal literal : script.literals()) {
      if (!literal.path().contains("tabBar") && !literal.path().contains("list")) {
        continue;
      }
      if (literal.key().equals("pagePath")) {
        route = ProjectFiles.resolved("", literal.text());
      } else if (literal.key().equals("text")) {
        text = Optional.of(literal);
      }
      if (!route.isEmpty() && text.isPresent()) {
        tabs.put(route, text.get());
        route = "";
        text = Optional.empty();
      }
    }
    return tabs;
  }
}
