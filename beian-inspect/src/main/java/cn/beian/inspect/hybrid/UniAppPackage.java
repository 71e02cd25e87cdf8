package cn.beian.inspect.hybrid;

import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import cn.beian.inspect.container.SlicedTree;
import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.VueBundle;
import cn.beian.inspect.js.VueBundle.Piece;
import cn.beian.inspect.js.VueTwoBundle;
import cn.beian.inspect.js.VueTwoBundle.Component;
import cn.beian.inspect.markup.Markup;
import cn.beian.inspect.markup.Markup.Element;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.facts.Screens;
import cn.beian.inspect.webapp.html.WebPages;
import cn.beian.inspect.webapp.project.ConfigFacts;
import cn.beian.inspect.webapp.project.Dialect;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.View;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The folder {@code www} of a uni-app as its build leaves it in an app: app-config-service.js lists
 * the pages and tabs, app-service.js holds all pages, components and modules. The latter is taken
 * apart into one file a declaration, {@code app-service.js!pages/a/a.js}; of Vue 2 one a module,
 * with the texts of app-view.js. A page that is not found in them has no template. Files that the
 * build encrypted ({@code confusion}, by a key that is not public) are counted as not read.
 */
final class UniAppPackage {
  static final Pattern OWN_SCRIPTS =
      Pattern.compile("(?:.*/)?(?:cordova[^/]*\\.js|(?:cordova-js-src|plugins/cordova-[^/]*)/.*)");

  private static final String CONFIG = "app-config-service.js";
  private static final String SERVICE = "app-service.js";
  private static final String VIEW = "app-view.js";
  private static final String MANIFEST = "manifest.json";
  private static final Pattern REQUIRED = Pattern.compile("require\\(\"\\./([^\"]*)\"\\)");

  /** What comes with the framework and is the same in every app. */
  private static final Pattern RUNTIME =
      Pattern.compile("__uniapp[^/]*|uni-app-view\\.umd\\.js|uni-jsframework[^/]*|view\\.umd[^/]*");

  private final FileTree tree;
  private final String root;
  private final InspectionContext context;
  private final Map<String, String> containers = new HashMap<>();
  private final SortedMap<String, View> views = new TreeMap<>();
  private final Map<String, String> pagePieces = new HashMap<>();

  UniAppPackage(FileTree tree, String root, InspectionContext context) {
    this.tree = tree;
    this.root = root;
    this.context = context;
  }

  /** Whether the folder holds one. */
  static boolean isIn(FileTree tree, String root) {
    return tree.entry(root + SERVICE).isPresent() || tree.entry(root + CONFIG).isPresent();
  }

  void read() throws PackageFormatException {
    Set<String> encrypted = encrypted();
    SlicedTree files = new SlicedTree(context.limits(), context.facts());
    if (!encrypted.contains(SERVICE)) {
      restore(files, encrypted.contains(VIEW));
    }
    for (FileTree.Entry entry : tree.entries()) {
      String path = entry.name().startsWith(root) ? entry.name().substring(root.length()) : "";
      boolean restored = files.entry(entry.name()).isPresent();
      if (!path.isEmpty()
          && !restored
          && !encrypted.contains(path)
          && !RUNTIME.matcher(path).matches()) {
        files.add(entry);
      }
    }
    ProjectFiles source =
        new ProjectFiles(files, root, "", context.facts()).within(containers).shell(OWN_SCRIPTS);
    Parsing parsing = new Parsing(source, context);
    WebPages web = WebPages.read(parsing);
    views.putAll(web.views());
    Script config = web.scripts().getOrDefault(CONFIG, Script.EMPTY);
    SortedMap<String, Script> scripts = new TreeMap<>(web.scripts());
    scripts.remove(CONFIG);
    new Screens(
            parsing,
            new ProjectModel(
                routes(source, config),
                views,
                scripts,
                source.existing(SERVICE),
                Map.of(),
                views.size(),
                config.parsed() && source.has(CONFIG) ? 1 : 0,
                1))
        .add();
  }

  // ---- encrypted files -------------------------------------------------------------------------

  /** Paths of scripts that cannot be read; each is told and counted. */
  private Set<String> encrypted() throws PackageFormatException {
    Set<String> stated = new TreeSet<>();
    FileTree.Entry manifest = tree.entry(root + MANIFEST).orElse(null);
    if (manifest != null) {
      try {
        Json json =
            Json.parse(
                new String(manifest.bytes(), StandardCharsets.UTF_8), context.limits().nesting());
        for (String part : List.of("plus", "app-plus")) {
          stated.addAll(json.get(part).get("confusion").get("resources").members().keySet());
        }
      } catch (Json.Broken e) {
        context.facts().anomaly("json_not_parsed", Locator.entry(manifest.name()), e.what());
      }
    }
    Set<String> found = new TreeSet<>();
    for (FileTree.Entry entry : tree.entries()) {
      if (entry.name().startsWith(root) && entry.name().endsWith(".js")) {
        String path = entry.name().substring(root.length());
        if (!RUNTIME.matcher(path).matches() && !isText(entry)) {
          found.add(path);
          String how = stated.contains(path) ? "listed in manifest.json" : "no text";
          context.facts().anomaly("uni_app_encrypted", Locator.entry(entry.name()), how);
        }
      }
    }
    if (!found.isEmpty()) {
      Coverage.CODE.add(context.facts(), 0, found.size(), Unread.ENCRYPTED_BY_UNI_APP);
      if (found.contains(SERVICE) || found.contains(VIEW)) {
        Coverage.TEXT.add(context.facts(), 0, 1, Unread.ENCRYPTED_BY_UNI_APP);
      }
    }
    return found;
  }

  private static boolean isText(FileTree.Entry entry) throws PackageFormatException {
    byte[] bytes = entry.bytes();
    for (byte each : bytes) {
      if (each == 0) {
        return false;
      }
    }
    try {
      StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }

  // ---- the bundle ------------------------------------------------------------------------------

  private void restore(SlicedTree files, boolean viewEncrypted) throws PackageFormatException {
    FileTree.Entry service = tree.entry(root + SERVICE).orElse(null);
    if (service == null) {
      return;
    }
    String text = new String(service.bytes(), StandardCharsets.UTF_8);
    VueBundle bundle = VueBundle.of(service.name(), text, context.limits().nesting()).orElse(null);
    if (bundle == null) {
      restoreModules(files, service, text, viewEncrypted);
      return;
    }
    Map<String, String> paths = new HashMap<>();
    bundle
        .pages()
        .forEach((route, name) -> paths.put(name, ProjectFiles.resolved("", route) + ".js"));
    for (Piece piece : bundle.pieces()) {
      paths.putIfAbsent(piece.name(), "_/" + piece.name() + ".js");
    }
    for (Piece piece : bundle.pieces()) {
      String path = paths.getOrDefault(piece.name(), "");
      put(files, path, imports(piece, paths) + piece.text());
      containers.put(path, service.name());
      if (!piece.template().isEmpty()) {
        view(piece, path);
      }
    }
    put(files, SERVICE, bundle.rest());
    bundle.pages().forEach((route, name) -> pagePieces.put(ProjectFiles.resolved("", route), name));
  }

  /** Of Vue 2: one file a module, in the place of the two scripts. */
  private void restoreModules(
      SlicedTree files, FileTree.Entry service, String text, boolean viewEncrypted)
      throws PackageFormatException {
    FileTree.Entry view = viewEncrypted ? null : tree.entry(root + VIEW).orElse(null);
    String shown = view == null ? "" : new String(view.bytes(), StandardCharsets.UTF_8);
    VueTwoBundle bundle = VueTwoBundle.of(text, shown, context.limits().nesting()).orElse(null);
    if (bundle == null) {
      return;
    }
    Map<String, String> paths = new HashMap<>();
    bundle
        .pages()
        .forEach(
            (route, name) -> {
              String page = ProjectFiles.resolved("", route);
              Component component = bundle.components().get(name);
              pagePieces.put(page, name);
              if (component != null && !component.script().isEmpty()) {
                paths.putIfAbsent(component.script(), page + ".js");
              }
            });
    for (Map.Entry<String, String> module : bundle.scripts().entrySet()) {
      String path = paths.computeIfAbsent(module.getKey(), name -> "_/" + name + ".js");
      containers.put(path, service.name());
    }
    for (Map.Entry<String, String> module : bundle.scripts().entrySet()) {
      put(files, paths.getOrDefault(module.getKey(), ""), required(module.getValue(), paths));
    }
    bundle.components().forEach((name, component) -> view(name, component, paths));
    put(files, SERVICE, bundle.rest());
    if (shown.isEmpty()) {
      Coverage.TEXT.add(context.facts(), 0, 1, Unread.NO_TEXTS);
    } else {
      put(files, VIEW, ""); // its texts are those of the pages
    }
  }

  /** A module whose calls name files. */
  private static String required(String text, Map<String, String> paths) {
    return REQUIRED
        .matcher(text)
        .replaceAll(
            call ->
                Matcher.quoteReplacement(
                    "require(\"/" + paths.getOrDefault(call.group(1), call.group(1)) + "\")"));
  }

  private void view(String name, Component component, Map<String, String> paths) {
    Element made = new Element("", Map.of(), new ArrayList<>(component.template()), 1);
    String script = paths.getOrDefault(component.script(), "");
    views.put(
        name,
        new View(
            name,
            script,
            Dialect.VUE.canonical(made),
            script,
            component.parts(),
            List.of(),
            List.of(),
            true,
            ""));
  }

  private static String imports(Piece piece, Map<String, String> paths) {
    StringBuilder head = new StringBuilder();
    for (String name : piece.uses()) {
      head.append("const ").append(name).append("=require(\"/").append(paths.get(name));
      head.append("\").").append(name).append(';');
    }
    return head.append("const ").append(piece.name()).append('=').toString();
  }

  private void view(Piece piece, String path) {
    List<Markup> roots = new ArrayList<>(piece.template());
    Element template = Dialect.VUE.canonical(new Element("", Map.of(), roots, 1));
    views.put(
        piece.name(),
        new View(
            piece.name(),
            path,
            template,
            path,
            new ArrayList<>(piece.parts()),
            List.of(),
            List.of(),
            true,
            ""));
  }

  private void put(SlicedTree files, String path, String text) throws PackageFormatException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    files.add(root + path, ByteSource.of(bytes), 0, bytes.length);
  }

  // ---- pages -----------------------------------------------------------------------------------

  private Routes routes(ProjectFiles source, Script config) {
    Map<String, Page> pages = new LinkedHashMap<>();
    Set<String> tabs = new LinkedHashSet<>();
    String entry = "";
    String route = "";
    String tab = "";
    for (Literal literal : config.literals()) {
      List<String> path = literal.path();
      String key = literal.key();
      if (key.equals("path") && path.size() == 1 && literal.text().length() > 1) {
        route = ProjectFiles.resolved("", literal.text());
        pages.put(route, page(source, route, "", literal.line()));
      } else if (key.equals("titleText") || key.equals("navigationBarTitleText")) {
        Page known = pages.get(route);
        if (known != null && known.title().isEmpty()) {
          pages.put(route, page(source, route, literal.text(), literal.line()));
        }
      } else if (key.equals("pagePath") && path.contains("tabBar")) {
        tab = ProjectFiles.resolved("", literal.text());
        tabs.add(tab);
      } else if (key.equals("text") && path.contains("tabBar") && !tab.isEmpty()) {
        ConfigFacts.tab(source, CONFIG, tab, new Json(literal.text(), literal.line()));
      } else if (key.equals("entryPagePath")) {
        entry = ProjectFiles.resolved("", literal.text());
      }
    }
    for (String defined : new TreeSet<>(pagePieces.keySet())) {
      pages.putIfAbsent(defined, page(source, defined, "", 0));
    }
    return Routes.of(pages, tabs, entry);
  }

  private Page page(ProjectFiles source, String route, String title, int line) {
    String view = pagePieces.getOrDefault(route, route);
    return new Page(route, view, title, source.at(CONFIG, line));
  }
}
