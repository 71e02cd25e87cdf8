package cn.beian.inspect.miniprogram;

import static cn.beian.facts.FactKind.ASSET;
import static cn.beian.facts.FactKind.COVERAGE;
import static cn.beian.facts.FactKind.SCREEN;
import static cn.beian.facts.FactKind.UI_TEXT;

import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.FileTree;
import cn.beian.inspect.FormatReader;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.PackageFormatException.Code;
import cn.beian.inspect.PackagePart;
import cn.beian.inspect.Reading;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.ScriptReader;
import cn.beian.inspect.miniprogram.Markup.Element;
import cn.beian.inspect.miniprogram.ScriptFacts.Part;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Reads the source of a WeChat mini-program: a folder or ZIP that holds app.json, at its root or
 * below, and WXML templates beside it.
 *
 * <p>A page is what app.json lists. Texts and controls of a component belong to each page that uses
 * it; those of pages that are not listed and of components that no page uses belong to no screen.
 */
public final class MiniProgramReader implements FormatReader {
  private static final String APP = "app.json";

  /** A script that requires it is a cloud function, which does not ship with the app. */
  private static final String SERVER = "wx-server-sdk";

  private static final String TITLE = "navigationBarTitleText";
  private static final Set<String> MEDIA =
      Set.of("png", "jpg", "jpeg", "gif", "svg", "webp", "mp3", "mp4", "ttf", "woff", "woff2");

  @Override
  public boolean recognises(List<PackagePart> parts) {
    return parts.size() == 1 && parts.get(0).files().flatMap(MiniProgramReader::root).isPresent();
  }

  /** The folder of the app.json nearest to the root that has templates under it. */
  private static Optional<String> root(FileTree tree) {
    List<String> roots = new ArrayList<>();
    List<String> templates = new ArrayList<>();
    for (FileTree.Entry entry : tree.entries()) {
      String name = entry.name();
      if (name.contains("node_modules/") || name.contains("miniprogram_npm/")) {
        continue;
      }
      if (name.equals(APP) || name.endsWith("/" + APP)) {
        roots.add(name.substring(0, name.length() - APP.length()));
      } else if (name.endsWith(".wxml")) {
        templates.add(name);
      }
    }
    roots.sort(
        Comparator.comparingLong((String root) -> root.chars().filter(c -> c == '/').count())
            .thenComparing(Comparator.naturalOrder()));
    return roots.stream()
        .limit(100)
        .filter(root -> templates.stream().anyMatch(template -> template.startsWith(root)))
        .findFirst();
  }

  @Override
  public Format read(List<PackagePart> parts, Reading reading) throws PackageFormatException {
    FileTree tree = parts.get(0).files().orElseThrow();
    String root = root(tree).orElse("");
    Json project = project(tree, root, reading);
    String stated = Source.resolved("", project.get("miniprogramRoot").text());
    if (!stated.isEmpty() && tree.entry(stated + "/" + APP).isPresent()) {
      root = stated + "/";
    }
    String server = Source.resolved("", project.get("cloudfunctionRoot").text());
    Source source =
        new Source(
            tree, root, server.isEmpty() ? "" : server + "/", reading.limits(), reading.facts());
    new Run(source, reading, project).read();
    return new Format("wechat-source", framework(source));
  }

  /** project.config.json at the root of the package or beside app.json. */
  private static Json project(FileTree tree, String root, Reading reading)
      throws PackageFormatException {
    for (String folder : new LinkedHashSet<>(List.of("", root))) {
      String name = folder + "project.config.json";
      if (tree.entry(name).isPresent()) {
        Source files = new Source(tree, folder, "", reading.limits(), reading.facts());
        try {
          return Json.parse(files.text("project.config.json"), reading.limits().nesting());
        } catch (Json.Broken e) {
          reading.facts().anomaly("json_not_parsed", Locator.entry(name), e.what());
        }
      }
    }
    return Json.ABSENT;
  }

  private static String framework(Source source) {
    if (source.has("common/vendor.js") && source.has("common/main.js")) {
      return "uni-app";
    }
    return source.has("base.wxml") && source.has("taro.js") ? "taro" : "native";
  }

  /** One reading. */
  private static final class Run {
    private final Source source;
    private final Reading reading;
    private final Json project;
    private final Map<String, Json> configs = new ConcurrentHashMap<>();
    private final Map<String, Element> templates = new ConcurrentHashMap<>();
    private final Map<String, Script> scripts = new ConcurrentHashMap<>();

    Run(Source source, Reading reading, Json project) {
      this.source = source;
      this.reading = reading;
      this.project = project;
    }

    void read() throws PackageFormatException {
      parse();
      Json app = configs.get(APP);
      if (app == null) {
        throw new PackageFormatException(
            Code.UNREADABLE, source.at(APP).entry(), -1, "app.json is no JSON");
      }
      AppConfig config = AppConfig.of(app);
      String appId = project.get("appid").text();
      if (!appId.isBlank()) {
        reading
            .facts()
            .add(
                cn.beian.facts.FactKind.IDENTITY,
                Locator.line("project.config.json", Math.max(1, project.get("appid").line())),
                Map.of(Field.NAME, "package", Field.VALUE, appId));
      }
      AppConfig.facts(source, app);
      new Screens(source, config, configs, templates, new TreeMap<>(scripts)).add();
      assets();
    }

    private void parse() throws PackageFormatException {
      int nesting = reading.limits().nesting();
      reading.workers().forEach("config", source.ending(".json"), path -> config(path, nesting));
      reading.workers().forEach("template", source.ending(".wxml"), this::template);
      ScriptReader reader = ScriptReader.parsing(nesting);
      List<String> paths = new ArrayList<>(source.ending(".js"));
      source.ending(".ts").stream().filter(path -> !path.endsWith(".d.ts")).forEach(paths::add);
      paths.addAll(source.ending(".wxs"));
      reading.workers().forEach("script", paths, path -> script(reader, path));
    }

    private void config(String path, int nesting) throws PackageFormatException {
      String text = source.text(path);
      try {
        configs.put(path, Json.parse(text, nesting));
      } catch (Json.Broken e) {
        source.facts().anomaly("json_not_parsed", source.at(path), e.what());
      }
    }

    private void template(String path) throws PackageFormatException {
      WxmlParser.Result result =
          WxmlParser.parse(source.text(path), reading.limits().nesting(), reading.limits().nodes());
      for (String oddity : result.oddities()) {
        source.facts().anomaly("wxml_" + oddity, source.at(path), "read leniently");
      }
      templates.put(path, result.root());
    }

    private void script(ScriptReader reader, String path) throws PackageFormatException {
      Script script = reader.read(path, source.text(path));
      if (!script.parsed() && !script.modules().contains(SERVER)) {
        source.facts().anomaly("script_not_parsed", source.at(path), script.problem());
      }
      if (!script.modules().contains(SERVER)) {
        scripts.put(path, script);
      }
    }

    private void assets() {
      for (String path : source.paths()) {
        String type = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        if (MEDIA.contains(type)) {
          source
              .facts()
              .add(
                  ASSET,
                  source.origin(path),
                  "",
                  source.at(path),
                  Map.of(
                      Field.NAME,
                      path,
                      Field.TYPE,
                      type,
                      Field.SIZE_BYTES,
                      source.statedBytes(path)));
        }
      }
    }
  }

  /** Puts templates and scripts together into screens. */
  private static final class Screens {
    private final Source source;
    private final AppConfig config;
    private final Map<String, Json> configs;
    private final Map<String, Element> templates;
    private final Map<String, Script> scripts;
    private final Handlers handlers;
    private final ScriptFacts scriptFacts;
    private final Set<String> shownTemplates = new TreeSet<>();
    private final Set<String> shownScripts = new TreeSet<>();
    private final Set<String> shared = new TreeSet<>();

    Screens(
        Source source,
        AppConfig config,
        Map<String, Json> configs,
        Map<String, Element> templates,
        Map<String, Script> scripts) {
      this.source = source;
      this.config = config;
      this.configs = configs;
      this.templates = templates;
      this.scripts = scripts;
      this.handlers = new Handlers(source, scripts);
      this.scriptFacts = new ScriptFacts(source, config.pages(), handlers);
    }

    void add() {
      Views views = new Views(source, templates, configs, config.components());
      Navigation navigation = new Navigation(source, config.pages(), templates, scripts);
      Map<String, Map<String, String>> parts = new LinkedHashMap<>();
      Map<String, Set<String>> targets = new LinkedHashMap<>();
      for (String page : config.pages()) {
        Map<String, String> templatesOfPage = views.of(page);
        parts.put(page, templatesOfPage);
        targets.put(
            page, navigation.targets(templatesOfPage.keySet(), scripts(page, templatesOfPage)));
      }
      Set<String> entries = new LinkedHashSet<>(config.tabs());
      entries.add(config.launch());
      entries.addAll(navigation.targets(List.of(), List.of("app.js", "app.ts")));
      Set<String> reachable = Navigation.reachable(entries, targets);
      for (String page : config.pages()) {
        screen(page, targets.getOrDefault(page, Set.of()), reachable.contains(page));
        page(page, parts.getOrDefault(page, Map.of()));
      }
      Set<String> used = new TreeSet<>(shownScripts);
      used.add("app.js");
      used.add("app.ts");
      rest(navigation.required(used));
      coverage();
    }

    private Set<String> scripts(String page, Map<String, String> templatesOfPage) {
      Set<String> owners = new LinkedHashSet<>(List.of(page));
      owners.addAll(templatesOfPage.values());
      Set<String> found = new LinkedHashSet<>();
      for (String owner : owners) {
        found.add(script(owner));
      }
      return found;
    }

    private String script(String owner) {
      return scripts.containsKey(owner + ".ts") ? owner + ".ts" : owner + ".js";
    }

    private void screen(String page, Set<String> targets, boolean reachable) {
      String config = page + ".json";
      Json title = configs.getOrDefault(config, Json.ABSENT).get(TITLE);
      if (title.text().isBlank()) {
        config = APP;
        title = configs.getOrDefault(APP, Json.ABSENT).get("window").get(TITLE);
      }
      Map<Field, Object> values = new EnumMap<>(Field.class);
      values.put(Field.NAME, page);
      if (!title.text().isBlank()) {
        values.put(Field.LABEL, title.text());
        title(config, title, page);
      }
      if (page.equals(this.config.launch())) {
        values.put(Field.ROLE, "launch");
      } else if (this.config.tabs().contains(page)) {
        values.put(Field.ROLE, "tab");
      }
      values.put(Field.REACHABLE, reachable);
      values.put(Field.TARGETS, List.copyOf(targets));
      boolean there = templates.containsKey(page + ".wxml");
      source.facts().add(SCREEN, Origin.APP, page, source.at(there ? page + ".wxml" : APP), values);
      if (!there) {
        source.facts().anomaly("page_missing", source.at(APP), page);
      }
    }

    private void title(String path, Json title, String screen) {
      source
          .facts()
          .add(
              UI_TEXT,
              Origin.APP,
              screen,
              source.at(path, title.line()),
              Map.of(Field.TEXT, title.text(), Field.ROLE, "nav_title"));
    }

    private void page(String page, Map<String, String> templatesOfPage) {
      for (Map.Entry<String, String> part : templatesOfPage.entrySet()) {
        template(part.getKey(), part.getValue(), page);
        shownTemplates.add(part.getKey());
      }
      for (String path : scripts(page, templatesOfPage)) {
        Script script = scripts.get(path);
        if (script != null) {
          boolean own = path.equals(script(page));
          scriptFacts.add(path, script, page, true, own ? Part.ALL : Part.DEEDS);
          shownScripts.add(path);
          if (!own) {
            shared.add(path);
          }
        }
      }
    }

    private void template(String path, String owner, String screen) {
      Element root = templates.get(path);
      if (root != null) {
        new TemplateFacts(source, handlers, path, script(owner), screen).add(root);
      }
    }

    /** What belongs to no screen: modules, and pages and components that nothing shows. */
    private void rest(Set<String> required) {
      for (String path : templates.keySet().stream().sorted().toList()) {
        if (!shownTemplates.contains(path)) {
          String owner = path.substring(0, path.length() - ".wxml".length());
          template(path, owner, "");
          Json title = configs.getOrDefault(owner + ".json", Json.ABSENT).get(TITLE);
          if (!title.text().isBlank()) {
            title(owner + ".json", title, "");
          }
          boolean component =
              configs
                  .getOrDefault(owner + ".json", Json.ABSENT)
                  .get("component")
                  .text()
                  .equals("true");
          if (source.origin(path) == Origin.APP) {
            source
                .facts()
                .anomaly(component ? "unused_component" : "unlisted_page", source.at(path), owner);
          }
        }
      }
      scripts.forEach(
          (path, script) -> {
            if (shared.contains(path)) {
              scriptFacts.add(path, script, "", true, Part.WORDS);
            } else if (!shownScripts.contains(path)) {
              scriptFacts.add(path, script, "", required.contains(path), Part.ALL);
            }
          });
    }

    private void coverage() {
      long pages = config.pages().stream().filter(p -> templates.containsKey(p + ".wxml")).count();
      count("pages", pages, config.pages().size(), "pages whose template is missing");
      int all = source.ending(".wxml").size();
      count("text", templates.size(), all, "templates that could not be read");
      long parsed = scripts.values().stream().filter(Script::parsed).count();
      count("code", parsed, scripts.size(), "scripts that could not be parsed");
      int json = source.ending(".json").size();
      count("resources", configs.size(), json, "configuration files that could not be parsed");
    }

    private void count(String name, long readable, long total, String reason) {
      Map<Field, Object> values = new EnumMap<>(Field.class);
      values.put(Field.NAME, name);
      values.put(Field.READABLE, readable);
      values.put(Field.TOTAL, total);
      if (readable < total) {
        values.put(Field.REASON, reason);
      }
      source.facts().add(COVERAGE, Locator.PACKAGE, values);
    }
  }
}
