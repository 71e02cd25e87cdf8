package cn.beian.inspect.harmony.code;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.Unread;
import cn.beian.inspect.harmony.abc.AbcMethod;
import cn.beian.inspect.harmony.abc.ArkValue;
import cn.beian.inspect.harmony.abc.Imports;
import cn.beian.inspect.harmony.abc.Step;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.shared.FactValues;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One {@link FactKind#SCREEN} per page, with the elements of its components and of those that they
 * use, and the pages that its code leads to.
 */
public final class ArkScreens {
  private static final int MAX_PARTS = 400;

  /** Elements that are told in all, each once for every page that shows it. */
  private static final int MAX_ELEMENTS = 400_000;

  private static final Set<String> COMPONENTS = Set.of("ViewPU", "View", "ViewV2");
  private static final Set<String> ROUTES = Set.of("pushUrl", "replaceUrl", "push", "replace");
  private static final Set<String> NAMED_ROUTES =
      Set.of("pushPathByName", "pushDestinationByName", "replacePathByName", "pushNamedRoute");
  private static final Set<String> PATHS = Set.of("pushPath", "replacePath", "pushDestination");

  /**
   * A page.
   *
   * @param name of the screen
   * @param path of its file, see {@link SourcePaths}
   * @param at where it is listed
   * @param facts takes what is said of it
   */
  public record Page(String name, String path, Locator at, FactSink facts) {}

  /** What a module uses and leads to. */
  private record Uses(Set<String> modules, Set<String> targets) {}

  private final Program program;
  private final FactSink facts;
  private final Map<String, String> routes;
  private final Map<String, Uses> uses = new HashMap<>();
  private final Map<String, UiNode> trees = new HashMap<>();
  private int elements;

  /**
   * @param routes path of the page by the name of a named route
   */
  public ArkScreens(ArkReader code, FactSink facts, Map<String, String> routes) {
    this.program = code.program();
    this.facts = facts;
    this.routes = Map.copyOf(routes);
  }

  /** Adds the facts of the pages and says how many could be read. */
  public void add(Collection<Page> pages) {
    Map<String, Page> byPath = new LinkedHashMap<>();
    pages.forEach(page -> byPath.putIfAbsent(page.path(), page));
    Map<String, Set<String>> targets = new TreeMap<>();
    int found = 0;
    for (Page page : byPath.values()) {
      Optional<Program.Part> part = program.at(page.path());
      if (part.isPresent()) {
        found++;
        targets.put(page.name(), page(page, part.get(), byPath));
      }
    }
    Set<String> launch = launch(byPath);
    Set<String> reached = reached(launch, targets);
    for (Page page : byPath.values()) {
      Map<Field, Object> values =
          FactValues.screen(
              page.name(),
              "",
              launch.contains(page.name()),
              reached.contains(page.name()),
              targets.getOrDefault(page.name(), Set.of()));
      page.facts().add(FactKind.SCREEN, Origin.APP, page.name(), page.at(), values);
    }
    Unread why = program.isCut() ? Unread.CODE_TOO_MUCH : Unread.CODE_NOT_FOUND;
    Coverage.PAGES.add(facts, found, byPath.size(), why);
    Coverage.TEXT.add(facts, found, byPath.size(), why);
  }

  // ---- which pages -----------------------------------------------------------------------------

  /** Pages that abilities load; the first where none does. */
  private Set<String> launch(Map<String, Page> pages) {
    Set<String> launch = new LinkedHashSet<>();
    for (Program.Part part : program.all()) {
      for (List<Step> steps : part.code().steps().values()) {
        for (Step step : steps) {
          if (step instanceof Step.Call call
              && call.name().endsWith(".loadContent")
              && !call.arguments().isEmpty()
              && call.arguments().get(0) instanceof ArkValue.Text path) {
            page(SourcePaths.module(part.path()), path.text(), pages).ifPresent(launch::add);
          }
        }
      }
    }
    if (launch.isEmpty()) {
      pages.values().stream().findFirst().ifPresent(page -> launch.add(page.name()));
    }
    return launch;
  }

  /** The page of a route that the code of a module goes. */
  private static Optional<String> page(String module, String route, Map<String, Page> pages) {
    int query = route.indexOf('?');
    String plain = query < 0 ? route : route.substring(0, query);
    String path =
        plain.startsWith("@")
            ? SourcePaths.of(Imports.module(plain))
            : SourcePaths.page(module, plain.startsWith("/") ? plain.substring(1) : plain);
    return Optional.ofNullable(pages.get(path)).map(Page::name);
  }

  private static Set<String> reached(Set<String> launch, Map<String, Set<String>> targets) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(launch);
    while (!open.isEmpty()) {
      String next = open.remove();
      if (reached.add(next)) {
        open.addAll(targets.getOrDefault(next, Set.of()));
      }
    }
    return reached;
  }

  // ---- what is on them -------------------------------------------------------------------------

  /** Adds what a page shows and gives the pages that it leads to. */
  private Set<String> page(Page page, Program.Part start, Map<String, Page> pages) {
    Set<String> targets = new TreeSet<>();
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> open = new ArrayDeque<>(List.of(start.record()));
    while (!open.isEmpty() && seen.size() < MAX_PARTS) {
      String record = open.remove();
      Optional<Program.Part> part = program.module(record);
      boolean other = !record.equals(start.record()) && pages.containsKey(SourcePaths.of(record));
      if (part.isEmpty() || other || !seen.add(record)) {
        continue;
      }
      Uses of = uses(part.get());
      open.addAll(of.modules());
      String module = SourcePaths.module(part.get().path());
      of.targets().forEach(route -> target(module, route, pages).ifPresent(targets::add));
      for (ArkValue.Type type : part.get().code().types().values()) {
        if (COMPONENTS.contains(type.parent()) && elements < MAX_ELEMENTS) {
          UiNode tree =
              trees.computeIfAbsent(
                  record + '\0' + type.name(), key -> UiTree.of(program, part.get(), type));
          elements += new UiFacts(page.name()).add(tree);
        }
      }
    }
    targets.remove(page.name());
    return targets;
  }

  private Optional<String> target(String module, String route, Map<String, Page> pages) {
    Optional<String> direct = page(module, route, pages);
    return direct.isPresent()
        ? direct
        : Optional.ofNullable(routes.get(route)).map(pages::get).map(Page::name);
  }

  private Uses uses(Program.Part part) {
    Uses known = uses.get(part.record());
    if (known != null) {
      return known;
    }
    Uses found = new Uses(new LinkedHashSet<>(), new LinkedHashSet<>());
    for (AbcMethod method : part.code().module().methods()) {
      for (Step step : part.code().of(method.offset())) {
        if (step instanceof Step.Call call) {
          module(call, found);
          route(call, found);
        }
      }
    }
    uses.put(part.record(), found);
    return found;
  }

  private void module(Step.Call call, Uses found) {
    program.export(call.name()).ifPresent(made -> found.modules.add(made.part().record()));
  }

  private static void route(Step.Call call, Uses found) {
    String last = call.name().substring(call.name().lastIndexOf('.') + 1);
    if (call.arguments().isEmpty()) {
      return;
    }
    ArkValue first = call.arguments().get(0);
    List<String> said = new ArrayList<>();
    if (ROUTES.contains(last)) {
      member(first, "url", said);
      member(first, "uri", said);
    } else if (NAMED_ROUTES.contains(last)) {
      if (first instanceof ArkValue.Text name) {
        said.add(name.text());
      }
      member(first, "name", said);
    } else if (PATHS.contains(last)) {
      member(first, "name", said);
    }
    found.targets.addAll(said);
  }

  private static void member(ArkValue of, String name, List<String> into) {
    if (of instanceof ArkValue.Literals literals
        && literals.members().get(name) instanceof ArkValue.Text text) {
      into.add(text.text());
    }
  }
}
