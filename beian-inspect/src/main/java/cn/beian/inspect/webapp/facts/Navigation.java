package cn.beian.inspect.webapp.facts;

import cn.beian.inspect.js.Call;
import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Attribute;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.webapp.project.ComputedRoutes;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.TemplateExpressions;
import cn.beian.inspect.webapp.project.View;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which pages lead to which. A page leads to every route that is written in its templates, its
 * script, or a module that these require: more than a person may ever reach, never less than the
 * literals say.
 */
final class Navigation {
  /** Functions that put a route together from its folders. */
  private static final Pattern COMPUTED = Pattern.compile("(?i).*(?:page|route|url|path)");

  private static final int MAX_BEGINNINGS = 32;

  /** Targets of scripts and views that are put together, those of a page counting ten times. */
  private static final long MAX_WORK = 20_000_000;

  private static final Pattern BEGINNING = Pattern.compile("(?:\\.\\.?|/|/?pages)[A-Za-z0-9_./-]*");
  private static final Pattern MOVES =
      Pattern.compile(".*(?:navigateTo|redirectTo|switchTab|reLaunch|router\\.[a-z]+)");
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,60}(?:\\?.{0,400})?");
  private static final Pattern WORD = Pattern.compile("[A-Za-z][A-Za-z0-9_/-]{2,60}");

  private final ProjectFiles source;
  private final Set<String> routes;
  private final ProjectModel app;
  private final Map<String, Set<String>> byTail;
  private final ComputedRoutes computed;
  private final DeadFunctions dead;
  private long work;
  private final Map<String, List<String>> modules = new HashMap<>();
  private final Map<String, Set<String>> byScript = new HashMap<>();
  private final Map<String, Set<String>> byView = new HashMap<>();
  private final Map<String, Set<String>> byWord = new HashMap<>();

  Navigation(ProjectFiles source, ProjectModel app) {
    this.source = source;
    this.app = app;
    this.routes = app.routes().pages().keySet();
    this.byTail = byTail(routes);
    this.computed = new ComputedRoutes(routes);
    this.dead = new DeadFunctions(source, app);
  }

  /** Routes that these views and scripts lead to, sorted. */
  Set<String> targets(Iterable<String> views, Iterable<String> scriptPaths) {
    Set<String> found = new TreeSet<>();
    for (String name : views) {
      lead(found, byView.computeIfAbsent(name, this::attributes));
    }
    for (String path : required(scriptPaths)) {
      lead(found, byScript.computeIfAbsent(path, this::literals));
      lead(found, byWord.computeIfAbsent(path, this::words));
    }
    work += 10L * found.size();
    return found;
  }

  private void lead(Set<String> found, Set<String> further) {
    work += further.size();
    if (!isTooMuch()) {
      found.addAll(further);
    }
  }

  /** Whether there are too many ways to follow them all, so that no page is told from others. */
  boolean isTooMuch() {
    return work > MAX_WORK;
  }

  /**
   * Routes that a script puts together from a beginning, as {@code '../'}, and a word that names a
   * page or its folder; of at most {@value #MAX_BEGINNINGS} beginnings, so that a script costs no
   * more than its length. What is a route by itself begins none.
   */
  private Set<String> words(String path) {
    Script script = app.scripts().get(path);
    List<Literal> literals = script == null ? List.of() : script.literals();
    Set<String> beginnings = new TreeSet<>();
    for (Literal literal : literals) {
      if (beginnings.size() < MAX_BEGINNINGS
          && BEGINNING.matcher(literal.text()).matches()
          && MOVES.matcher(literal.call()).matches()
          && !routes.contains(ProjectFiles.resolved(path, literal.text()))
          && !routes.contains(ProjectFiles.resolved("", literal.text()))) {
        beginnings.add(literal.text());
      }
    }
    Set<String> found = new TreeSet<>();
    for (String beginning : beginnings) {
      for (Literal literal : literals) {
        if (WORD.matcher(literal.text()).matches()) {
          String whole = beginning + literal.text();
          route(path, whole, found);
          route(path, whole + "/index", found);
          route(path, whole + whole.substring(whole.lastIndexOf('/')), found);
        }
      }
    }
    return found;
  }

  /** These scripts and all that they require, directly or not. */
  Set<String> required(Iterable<String> scriptPaths) {
    Set<String> seen = new HashSet<>();
    Deque<String> left = new ArrayDeque<>();
    for (String path : scriptPaths) {
      if (app.scripts().containsKey(path)) {
        left.add(path);
      }
    }
    while (!left.isEmpty()) {
      String path = left.remove();
      if (seen.add(path)) {
        left.addAll(modules.computeIfAbsent(path, this::modules));
      }
    }
    return seen;
  }

  /** The scripts that a script requires, each once. */
  private List<String> modules(String path) {
    Script script = app.scripts().get(path);
    return script == null
        ? List.of()
        : script.modules().stream()
            .map(module -> source.module(path, module))
            .filter(module -> app.scripts().containsKey(module))
            .distinct()
            .toList();
  }

  private Set<String> literals(String path) {
    Set<String> found = new TreeSet<>();
    Script script = app.scripts().get(path);
    for (Literal literal : script == null ? List.<Literal>of() : script.literals()) {
      if (!dead.contains(path, literal.function())) {
        route(path, literal.text(), found);
        if (MOVES.matcher(literal.call()).matches()) {
          beside(path, literal.text(), found);
        }
      }
    }
    for (Call call : script == null ? List.<Call>of() : script.calls()) {
      if (call.arguments().size() > 1 && COMPUTED.matcher(call.name()).matches()) {
        computed.of(call).ifPresent(found::add);
      }
    }
    return found;
  }

  private Set<String> attributes(String name) {
    Set<String> found = new TreeSet<>();
    View view = app.views().get(name);
    if (view != null) {
      attributes(view.file(), view.template(), found);
    }
    return found;
  }

  private void attributes(String path, Element element, Set<String> found) {
    for (Map.Entry<String, Attribute> each : element.attributes().entrySet()) {
      String value = each.getValue().value();
      if (each.getKey().startsWith("@")) {
        HandlerExpression.of(value).literals().forEach(literal -> route(path, literal, found));
        continue;
      }
      route(path, value, found);
      if (each.getKey().equals("url")) {
        beside(path, value, found);
      }
      if (value.contains("{{")) {
        TemplateExpressions.of(value).literals().forEach(literal -> route(path, literal, found));
        route(path, value.substring(0, value.indexOf("{{")), found);
      }
    }
    for (Markup child : element.children()) {
      if (child instanceof Element inner) {
        attributes(path, inner, found);
      }
    }
  }

  private void route(String path, String text, Set<String> found) {
    if (text.length() > 500 || (text.indexOf('/') < 0 && !text.contains(".html"))) {
      return;
    }
    String absolute = ProjectFiles.resolved("", text);
    for (String route : List.of(ProjectFiles.resolved(path, text), absolute)) {
      if (routes.contains(route)) {
        found.add(route);
      }
    }
    if (text.startsWith("/") && !routes.contains(absolute)) {
      found.addAll(byTail.getOrDefault(absolute, Set.of()));
    }
  }

  /** A page of the same folder, named without any. */
  private void beside(String path, String text, Set<String> found) {
    if (NAME.matcher(text).matches() && routes.contains(ProjectFiles.resolved(path, text))) {
      found.add(ProjectFiles.resolved(path, text));
    }
  }

  /** Routes by their part from {@code pages/} on: some apps put the folder in front at run time. */
  private static Map<String, Set<String>> byTail(Set<String> routes) {
    Map<String, Set<String>> found = new HashMap<>();
    for (String route : routes) {
      int tail = route.indexOf("/pages/");
      if (tail > 0) {
        found.computeIfAbsent(route.substring(tail + 1), key -> new TreeSet<>()).add(route);
      }
    }
    return found;
  }

  /** Routes reachable from these over the targets by route. */
  static Set<String> reachable(Iterable<String> from, Map<String, Set<String>> targets) {
    Set<String> seen = new HashSet<>();
    Deque<String> left = new ArrayDeque<>();
    from.forEach(left::add);
    while (!left.isEmpty()) {
      String route = left.remove();
      if (seen.add(route)) {
        left.addAll(targets.getOrDefault(route, Set.of()));
      }
    }
    return seen;
  }
}
