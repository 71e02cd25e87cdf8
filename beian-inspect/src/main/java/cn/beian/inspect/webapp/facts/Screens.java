package cn.beian.inspect.webapp.facts;

import static cn.beian.facts.FactKind.SCREEN;
import static cn.beian.facts.FactKind.UI_TEXT;

import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.Unread;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.facts.ScriptFacts.Part;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.View;
import cn.beian.inspect.webapp.project.Views;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** Puts the views and scripts of an app together into screens, and adds their facts. */
public final class Screens {
  private final Parsing parsing;
  private final ProjectFiles source;
  private final ProjectModel app;
  private final Routes routes;
  private final Handlers handlers;
  private final ScriptFacts scriptFacts;
  private final Map<String, Recording> recorded = new ConcurrentHashMap<>();
  private final Map<String, Pictures> pictures = new HashMap<>();
  private final Set<String> shownViews = new TreeSet<>();
  private final Set<String> shownScripts = new TreeSet<>();
  private final Set<String> shared = new TreeSet<>();

  public Screens(Parsing parsing, ProjectModel app) {
    this.parsing = parsing;
    this.source = parsing.source();
    this.app = app;
    this.routes = app.routes();
    this.handlers = new Handlers(source, app.scripts(), app.mains());
    this.scriptFacts = new ScriptFacts(source, routes.known(), handlers);
  }

  /**
   * Adds everything.
   *
   * @throws PackageFormatException LIMIT
   */
  public void add() throws PackageFormatException {
    Views views = new Views(app.views());
    Navigation navigation = new Navigation(source, app);
    Map<String, Map<String, String>> parts = new LinkedHashMap<>();
    Map<String, Set<String>> targets = new LinkedHashMap<>();
    for (Page page : routes.pages().values()) {
      Map<String, String> viewsOfPage = views.of(page.view());
      parts.put(page.route(), viewsOfPage);
      targets.put(
          page.route(), navigation.targets(viewsOfPage.keySet(), scripts(page, viewsOfPage)));
    }
    Set<String> entries = new LinkedHashSet<>(routes.tabs());
    entries.addAll(routes.launch().isEmpty() ? routes.pages().keySet() : Set.of(routes.launch()));
    entries.addAll(navigation.targets(List.of(), app.mains()));
    Set<String> reachable = Navigation.reachable(entries, targets);
    if (navigation.isTooMuch()) {
      source.facts().anomaly("ways_not_followed", Locator.PACKAGE, "too many: all count as open");
      reachable = routes.pages().keySet();
    }
    Set<String> open = reachable;
    List<Page> shown =
        routes.pages().values().stream()
            .filter(page -> open.contains(page.route()) || !component(page.route()))
            .toList();
    for (Page page : shown) {
      screen(page, targets.getOrDefault(page.route(), Set.of()), open.contains(page.route()));
      remember(page, parts.getOrDefault(page.route(), Map.of()));
    }
    parsing.each(
        "screen",
        shown.stream().map(Page::route).toList(),
        route -> contents(route, parts.getOrDefault(route, Map.of())));
    Set<String> used = new TreeSet<>(shownScripts);
    used.addAll(app.mains());
    rest(navigation.required(used));
    coverage();
  }

  private Set<String> scripts(Page page, Map<String, String> viewsOfPage) {
    Set<String> found = new LinkedHashSet<>(viewsOfPage.values());
    for (String name : viewsOfPage.keySet()) {
      View view = app.views().get(name);
      found.addAll(view == null ? List.of() : view.loads());
    }
    if (!viewsOfPage.containsKey(page.view())) {
      found.add(page.view() + ".js");
      found.add(page.view() + ".ts");
    }
    return found;
  }

  /** Whether a page may be a component, listed by an editor that lists every template. */
  private static boolean component(String route) {
    return route.startsWith("components/") || route.contains("/components/");
  }

  private void screen(Page page, Set<String> targets, boolean reachable) {
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, page.route());
    if (!page.title().isBlank()) {
      values.put(Field.LABEL, page.title());
      title(page.title(), page.titleAt(), page.route());
    }
    if (page.route().equals(routes.launch())) {
      values.put(Field.ROLE, "launch");
    } else if (routes.tabs().contains(page.route())) {
      values.put(Field.ROLE, "tab");
    }
    values.put(Field.REACHABLE, reachable);
    values.put(Field.TARGETS, List.copyOf(targets));
    View view = app.views().get(page.view());
    Locator at = view == null ? Locator.entry(page.titleAt().entry()) : source.at(view.file());
    source.facts().add(SCREEN, Origin.APP, page.route(), at, values);
    if (view == null) {
      source.facts().anomaly(isThere(page) ? "page_unread" : "page_missing", at, page.route());
    }
  }

  /** Whether a page is compiled to a script that is there, in a form that is not read. */
  private boolean isThere(Page page) {
    return source.has(page.view() + ".js")
        && source.ending(".wxml").isEmpty()
        && source.ending(".axml").isEmpty();
  }

  private void title(String title, Locator at, String screen) {
    source
        .facts()
        .add(UI_TEXT, Origin.APP, screen, at, Map.of(Field.TEXT, title, Field.ROLE, "nav_title"));
  }

  /** Keeps in mind what the page shows, for what is shown nowhere. */
  private void remember(Page page, Map<String, String> viewsOfPage) {
    shownViews.addAll(viewsOfPage.keySet());
    for (String path : scripts(page, viewsOfPage)) {
      if (app.scripts().containsKey(path)) {
        shownScripts.add(path);
        if (!whole(page, path)) {
          shared.add(path);
        }
      }
    }
  }

  /** Whether a script is the page's own, not that of a component. */
  private boolean whole(Page page, String path) {
    View own = app.views().get(page.view());
    return own == null || path.equals(own.script());
  }

  private void contents(String route, Map<String, String> viewsOfPage) {
    Page page = routes.pages().get(route);
    if (page == null) {
      return;
    }
    viewsOfPage.forEach((view, script) -> view(view, script, route));
    for (String path : scripts(page, viewsOfPage)) {
      Script script = app.scripts().get(path);
      if (script != null) {
        Part part = whole(page, path) ? Part.ALL : Part.DEEDS;
        script(path, script, true, part).addTo(source.facts(), route);
      }
    }
  }

  private void view(String name, String script, String screen) {
    View view = app.views().get(name);
    if (view != null) {
      recorded
          .computeIfAbsent(name + "\0" + script, key -> recorded(view, script))
          .addTo(source.facts(), screen);
    }
  }

  private Recording recorded(View view, String script) {
    Recording facts = new Recording();
    new TemplateFacts(source, facts, app, handlers, view.file(), script).add(view.template());
    return facts;
  }

  private Recording script(String path, Script script, boolean shown, Part part) {
    return recorded.computeIfAbsent(
        path + "\0" + shown + "\0" + part,
        key -> {
          Recording facts = new Recording();
          scriptFacts.add(facts, path, script, shown, part);
          return facts;
        });
  }

  /** What belongs to no screen: modules, and pages and components that nothing shows. */
  private void rest(Set<String> required) {
    app.views()
        .forEach(
            (name, view) -> {
              if (!shownViews.contains(name)) {
                view(name, view.script(), "");
                if (!view.title().isBlank()) {
                  title(view.title(), source.at(view.file()), "");
                }
                if (source.origin(view.file()) == Origin.APP && !source.isBundled()) {
                  source
                      .facts()
                      .anomaly(
                          view.component() ? "unused_component" : "unlisted_page",
                          source.at(view.file()),
                          name);
                }
              }
            });
    app.scripts()
        .forEach(
            (path, script) -> {
              if (shared.contains(path)) {
                script(path, script, true, Part.WORDS).addTo(source.facts(), "");
              } else if (!shownScripts.contains(path)) {
                script(path, script, required.contains(path), Part.ALL).addTo(source.facts(), "");
              }
            });
  }

  private void coverage() {
    long pages =
        routes.pages().values().stream().filter(p -> app.views().containsKey(p.view())).count();
    long elsewhere = routes.pages().values().stream().filter(this::website).count();
    boolean there =
        routes.pages().values().stream()
            .filter(page -> !app.views().containsKey(page.view()))
            .anyMatch(this::isThere);
    Coverage.PAGES.add(
        source.facts(),
        pages - elsewhere,
        routes.pages().size(),
        elsewhere > 0 ? Unread.WEBSITE : there ? Unread.PAGE_FORM : Unread.TEMPLATE_MISSING);
    long drawn = routes.pages().values().stream().filter(this::drawn).count();
    Coverage.TEXT.add(
        source.facts(),
        app.views().size() - drawn,
        app.templates(),
        drawn > 0 ? Unread.DRAWN : Unread.TEMPLATES);
    long parsed = app.scripts().values().stream().filter(Script::parsed).count();
    Coverage.CODE.add(source.facts(), parsed, app.scripts().size(), Unread.SCRIPTS);
    Coverage.RESOURCES.add(source.facts(), app.configs(), app.allConfigs(), Unread.SETTINGS);
  }

  /**
   * Whether the app starts, or has a tab, at a website: what it does there is not in the package.
   */
  private boolean website(Page page) {
    View view = app.views().get(page.view());
    boolean entry = page.route().equals(routes.launch()) || routes.tabs().contains(page.route());
    return entry && view != null && holds(view.template(), "web-view");
  }

  private static boolean holds(Element element, String name) {
    return element.name().equals(name)
        || element.children().stream()
            .anyMatch(child -> child instanceof Element inner && holds(inner, name));
  }

  private boolean drawn(Page page) {
    View own = app.views().get(page.view());
    if (own == null || !shownViews.contains(own.name())) {
      return false;
    }
    List<Pictures> templates = new ArrayList<>(List.of(pictures(own)));
    for (String part : Stream.concat(own.parts().stream(), own.fragments().stream()).toList()) {
      View view = app.views().get(part);
      if (view == null) {
        return false;
      }
      templates.add(pictures(view));
    }
    return Pictures.insteadOfText(templates, page.route().equals(routes.launch()));
  }

  private Pictures pictures(View view) {
    return pictures.computeIfAbsent(view.name(), name -> Pictures.of(view.template()));
  }
}
