package cn.beian.inspect.ios.ui;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.binary.BrokenDataException;
import cn.beian.inspect.ios.plist.Plist;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.shared.FactValues;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Screens of an app from its storyboards and nibs. A compiled storyboard is a folder {@code
 * NAME.storyboardc}: its Info.plist says which nib holds which controller and which one comes first
 * ({@code UIViewControllerIdentifiersToNibNames}, {@code
 * UIStoryboardDesignatedEntryPointIdentifier}); the nib of a controller names that of its view
 * ({@code UINibName}) and holds its segues.
 */
public final class InterfaceReader {
  private static final String STORYBOARD = ".storyboardc/";
  private static final String CONTROLLER = "Controller";

  /** A controller of a storyboard, by the path of its nib without ending. */
  private record Scene(
      String path,
      String screen,
      String owner,
      String title,
      Origin origin,
      List<String> targets,
      Map<String, String> segues) {}

  private record Nib(String entry, ArchivedObjects objects, Origin origin) {
    String path() {
      return entry.replaceFirst("\\.nib(/runtime\\.nib)?$", "");
    }
  }

  private final InterfaceContext context;
  private final Limits limits;
  private final SortedMap<String, Nib> nibs = new TreeMap<>();
  private final Map<String, Plist> storyboards = new HashMap<>();
  private final NavigableMap<String, Scene> scenes = new TreeMap<>();
  private final Set<String> launch = new HashSet<>();
  private final Set<String> splash = new HashSet<>();
  private final Set<String> stated = new HashSet<>();
  private final Set<String> reached = new HashSet<>();
  private int broken;

  public InterfaceReader(InterfaceContext context, Limits limits) {
    this.context = context;
    this.limits = limits;
  }

  /** Takes a nib; several threads may. */
  public void nib(String entry, byte[] data, Origin origin, FactSink facts) {
    try {
      Nib nib = new Nib(entry, ArchivedObjects.read(data, limits), origin);
      synchronized (nibs) {
        nibs.put(entry, nib);
      }
    } catch (BrokenDataException e) {
      synchronized (nibs) {
        broken++;
      }
      facts.anomaly(
          "nib-broken",
          Locator.offset(entry, Math.max(0, e.offset())),
          String.valueOf(e.getMessage()));
    }
  }

  /** Takes the Info.plist of a storyboard; {@code folder} ends with a slash. */
  public void storyboard(String folder, Plist info) {
    storyboards.put(folder, info);
  }

  /** Nibs of pages that were read; asked for when all facts are put. */
  public int readable() {
    return nibs.size() - splash.size();
  }

  /** Names of the screens of which there is a fact. */
  public Set<String> stated() {
    return stated;
  }

  /** Names of the screens that can be come to; asked for when all facts are put. */
  public Set<String> reached() {
    return reached;
  }

  /** Nibs that contradict their form. */
  public int broken() {
    return broken;
  }

  private static String folder(String path) {
    return path.substring(0, path.lastIndexOf('/') + 1);
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String storyboardName(String path) {
    int end = path.indexOf(STORYBOARD);
    return end < 0 ? "" : fileName(path.substring(0, end));
  }

  /**
   * Puts all facts.
   *
   * @param main names of the storyboards and nibs that the app begins with
   * @param launchScreens names of those of which the system shows a picture while the app starts
   */
  public void add(FactSink facts, List<String> main, Set<String> launchScreens) {
    nibs.values().stream().filter(nib -> nib.entry.contains(STORYBOARD)).forEach(this::scene);
    entryPoints(main);
    for (Nib nib : nibs.values()) {
      String name =
          storyboardName(nib.entry).isEmpty() ? plainName(nib) : storyboardName(nib.entry);
      if (launchScreens.contains(name) && !main.contains(name) && !hasCode(nib, name)) {
        splash.add(nib.entry);
      }
    }
    Map<String, Scene> views = new HashMap<>();
    for (Scene scene : scenes.values()) {
      Nib nib = nibs.get(scene.path + ".nib");
      String view = nib == null ? "" : viewName(nib.objects);
      if (!view.isEmpty()) {
        views.put(folder(scene.path) + view, scene);
      }
    }
    screens(facts);
    for (Nib nib : nibs.values()) {
      Scene scene = scenes.getOrDefault(nib.path(), views.get(nib.path()));
      NibScreen of = scene == null ? alone(nib, facts) : screen(nib, scene);
      InterfaceContext within = scene == null ? context : new WithSegues(context, scene.segues);
      new NibFacts(nib.objects, of, within, facts).add();
    }
  }

  /** Whether a screen has a class of the app behind it, so that it is more than a picture. */
  private boolean hasCode(Nib nib, String name) {
    String folder = folder(nib.entry);
    return storyboards.containsKey(folder)
        ? scenes.values().stream()
            .anyMatch(each -> folder(each.path).equals(folder) && !isOfPlatform(each.owner))
        : context.controllers().contains(name) || context.controllers().contains(name + CONTROLLER);
  }

  private static NibScreen screen(Nib nib, Scene scene) {
    return new NibScreen(
        scene.screen, scene.owner, nib.entry, storyboardName(nib.entry), nib.origin);
  }

  /** A nib of no storyboard: that of a controller of the same name, or a part of some screen. */
  private NibScreen alone(Nib nib, FactSink facts) {
    String name = plainName(nib);
    if (splash.contains(nib.entry)) {
      if (storyboardName(nib.entry).isEmpty()) {
        facts.add(
            FactKind.SCREEN,
            nib.origin,
            name,
            Locator.entry(nib.entry),
            FactValues.splash(name, ""));
      }
      return new NibScreen(name, "", nib.entry, name, nib.origin);
    }
    String owner = "";
    for (String candidate : List.of(name, name + CONTROLLER)) {
      if (context.controllers().contains(candidate) || candidate.endsWith(CONTROLLER)) {
        owner = candidate;
        break;
      }
    }
    if (!owner.isEmpty() && stated.add(owner)) {
      screenOf(nib, owner, facts);
    }
    return new NibScreen(owner, owner, nib.entry, name, nib.origin);
  }

  private static String plainName(Nib nib) {
    return fileName(nib.path()).replaceFirst("~.*", "");
  }

  private void screenOf(Nib nib, String owner, FactSink facts) {
    facts.add(
        FactKind.SCREEN,
        nib.origin,
        owner,
        Locator.entry(nib.entry),
        FactValues.screen(
            owner,
            "",
            context.firstMade().contains(owner),
            reached.contains(owner),
            context.madeBy(owner)));
  }

  private String viewName(ArchivedObjects objects) {
    for (int i = 0; i < objects.size(); i++) {
      String name = objects.text(i, "UINibName");
      if (!name.isEmpty()) {
        return name;
      }
    }
    return "";
  }

  private void scene(Nib nib) {
    ArchivedObjects objects = nib.objects;
    int controller = -1;
    for (int each : objects.items(objects.root(), "UINibConnectionsKey")) {
      if (objects.text(each, "UILabel").equals("sceneViewController")) {
        controller = objects.ref(each, "UIDestination");
      }
    }
    if (controller < 0) {
      return;
    }
    String custom = context.readable(objects.text(controller, "UIClassName"));
    String own = custom.isEmpty() ? objects.className(controller) : custom;
    String screen =
        custom.isEmpty() || isOfPlatform(custom)
            ? storyboardName(nib.entry) + "/" + fileName(nib.path())
            : custom;
    Map<String, String> segues = new HashMap<>();
    List<Integer> placeholders = objects.items(controller, "UIExternalObjectsTableForViewLoading");
    for (int i = 0; i + 1 < placeholders.size(); i += 2) {
      String to = objects.text(placeholders.get(i + 1), "UIDestinationViewControllerIdentifier");
      if (!to.isEmpty()) {
        segues.put(objects.ownText(placeholders.get(i)), to);
      }
    }
    scenes.put(
        nib.path(),
        new Scene(
            nib.path(), screen, own, title(objects, controller), nib.origin, targets(nib), segues));
  }

  private static boolean isOfPlatform(String className) {
    return className.startsWith("UI") && className.indexOf('.') < 0;
  }

  private static String title(ArchivedObjects objects, int controller) {
    String title = objects.text(controller, "UITitle");
    int item = objects.ref(controller, "UINavigationItem");
    return title.isEmpty() ? objects.text(item, "UITitle") : title;
  }

  /** Paths of the controllers of the same storyboard that anything in the nib names. */
  private List<String> targets(Nib nib) {
    String folder = folder(nib.entry);
    Map<String, Plist> known =
        storyboards
            .getOrDefault(folder, Plist.NONE)
            .get("UIViewControllerIdentifiersToNibNames")
            .members();
    TreeSet<String> targets = new TreeSet<>();
    for (int i = 0; i < nib.objects.size(); i++) {
      Plist name = known.get(nib.objects.ownText(i));
      if (name != null && !(folder + name.text()).equals(nib.path())) {
        targets.add(folder + name.text());
      }
    }
    return new ArrayList<>(targets);
  }

  private void entryPoints(List<String> main) {
    storyboards.forEach(
        (folder, info) -> {
          if (main.contains(storyboardName(folder))) {
            String first = info.get("UIStoryboardDesignatedEntryPointIdentifier").text();
            String nib = info.get("UIViewControllerIdentifiersToNibNames").get(first).text();
            launch.add(folder + (nib.isEmpty() ? first : nib));
          }
        });
  }

  /** Screens that a scene leads to, by its segues and by the code of its controller. */
  private SortedSet<String> targetsOf(Scene scene) {
    SortedSet<String> targets = new TreeSet<>(context.madeBy(scene.owner));
    for (String path : scene.targets) {
      Scene target = scenes.get(path);
      if (target != null) {
        targets.add(target.screen);
      }
    }
    targets.remove(scene.screen);
    return targets;
  }

  /** Follows what leads from screen to screen, beginning with those that come first. */
  private void reach() {
    Map<String, SortedSet<String>> byScreen = new HashMap<>();
    Deque<String> open = new ArrayDeque<>(context.firstMade());
    for (Scene scene : scenes.values()) {
      byScreen.computeIfAbsent(scene.screen, s -> new TreeSet<>()).addAll(targetsOf(scene));
      if (launch.contains(scene.path)) {
        open.add(scene.screen);
      }
    }
    while (!open.isEmpty()) {
      String screen = open.remove();
      if (reached.add(screen)) {
        open.addAll(byScreen.getOrDefault(screen, context.madeBy(screen)));
      }
    }
  }

  private void screens(FactSink facts) {
    reach();
    for (Scene scene : scenes.values()) {
      stated.add(scene.screen);
      facts.add(
          FactKind.SCREEN,
          scene.origin,
          scene.screen,
          Locator.entry(scene.path + ".nib"),
          splash.contains(scene.path + ".nib")
              ? FactValues.splash(scene.screen, scene.title)
              : FactValues.screen(
                  scene.screen,
                  scene.title,
                  launch.contains(scene.path),
                  reached.contains(scene.screen),
                  targetsOf(scene)));
    }
  }

  /** The context of one scene, whose placeholders may be segues. */
  private final class WithSegues implements InterfaceContext {
    private final InterfaceContext whole;
    private final Map<String, String> segues;

    WithSegues(InterfaceContext whole, Map<String, String> segues) {
      this.whole = whole;
      this.segues = segues;
    }

    @Override
    public Map<String, String> translations(String table, String key) {
      return whole.translations(table, key);
    }

    @Override
    public SortedSet<String> callsOf(String handler) {
      return whole.callsOf(handler);
    }

    @Override
    public SortedSet<String> madeBy(String className) {
      return whole.madeBy(className);
    }

    @Override
    public SortedSet<String> firstMade() {
      return whole.firstMade();
    }

    @Override
    public Set<String> controllers() {
      return whole.controllers();
    }

    @Override
    public String readable(String className) {
      return whole.readable(className);
    }

    @Override
    public String segue(String entry, String placeholder) {
      String to = segues.getOrDefault(placeholder, "");
      if (to.isEmpty()) {
        return "";
      }
      String folder = folder(entry);
      Plist names =
          storyboards.getOrDefault(folder, Plist.NONE).get("UIViewControllerIdentifiersToNibNames");
      Scene scene = scenes.get(folder + names.get(to).text());
      return scene == null ? to : scene.screen;
    }
  }
}
