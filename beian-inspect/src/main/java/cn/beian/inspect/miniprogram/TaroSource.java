package cn.beian.inspect.miniprogram;

import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader.Format;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.ConfigFacts;
import cn.beian.inspect.webapp.project.Dialect;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Languages;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.ReactViews;
import cn.beian.inspect.webapp.project.Roots;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.ScriptConfig;
import cn.beian.inspect.webapp.project.SourceFormat;
import cn.beian.inspect.webapp.project.View;
import cn.beian.inspect.webapp.vue.VueFiles;
import cn.beian.inspect.webapp.vue.VueParts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/**
 * The source of a Taro app, with React or Vue: the configuration is a script ({@code
 * app.config.ts}, or in old versions a member of the app's class), and so is that of each page.
 */
public final class TaroSource implements SourceFormat {
  private static final String TITLE = "navigationBarTitleText";

  /** Where the pages are listed, with what must be there too; in the order of preference. */
  private static final List<List<String>> SIGNS =
      List.of(
          List.of("app.config.ts", ".tsx"),
          List.of("app.config.ts", ".jsx"),
          List.of("app.config.ts", ".vue"),
          List.of("app.config.js", ".jsx"),
          List.of("app.config.js", ".tsx"),
          List.of("app.config.js", ".vue"),
          List.of("app.config.js", ".js"),
          List.of("app.tsx", ".tsx"),
          List.of("app.tsx", ".jsx"),
          List.of("app.jsx", ".tsx"),
          List.of("app.jsx", ".jsx"));

  @Override
  public Optional<String> root(FileTree tree) {
    return SIGNS.stream()
        .flatMap(sign -> Roots.of(tree, sign.get(0), sign.get(1)).stream())
        .min(Roots.NEAREST);
  }

  @Override
  public Format format(ProjectFiles source) {
    boolean react =
        source.existing("app.vue", "App.vue").isEmpty() && source.ending(".vue").isEmpty();
    return new Format("taro-source", react ? "taro-react" : "taro-vue");
  }

  @Override
  public ProjectModel load(Parsing parsing) throws PackageFormatException {
    ProjectFiles source = parsing.source();
    WechatProject.of(parsing).identity();
    Map<String, String> texts = Languages.add(parsing);
    VueFiles files = VueFiles.parse(parsing, Dialect.VUE, ".vue");
    List<String> mains =
        source.existing(
            "app.tsx", "app.jsx", "app.ts", "app.js", "app.vue", "App.vue", "main.ts", "main.js");
    SortedMap<String, Script> scripts = files.scripts();
    SortedMap<String, View> views = new ReactViews(source, scripts).views();
    views.putAll(files.views(new VueParts(source, files, Json.ABSENT, mains)));
    String file =
        source.existing("app.config.ts", "app.config.js", "app.tsx", "app.jsx", "app.js").stream()
            .findFirst()
            .orElse("");
    ScriptConfig config = new ScriptConfig(files.script(file));
    return new ProjectModel(
        routes(source, file, config, scripts, views),
        views,
        scripts,
        mains,
        texts,
        views.size()
            + files.total()
            - (int) files.paths().stream().filter(p -> views.containsKey(files.name(p))).count(),
        0,
        0);
  }

  private static Routes routes(
      ProjectFiles source,
      String file,
      ScriptConfig config,
      Map<String, Script> scripts,
      Map<String, View> views) {
    Map<String, Literal> tabs = config.tabs();
    tabs.forEach(
        (route, text) -> ConfigFacts.tab(source, file, route, new Json(text.text(), text.line())));
    config
        .literal("window", TITLE)
        .ifPresent(
            title ->
                ConfigFacts.identity(
                    source, file, new Json(title.text(), title.line()), "label", title.text()));
    Map<String, Page> pages = new LinkedHashMap<>();
    Set<String> routes = config.routes(views.keySet());
    Set<String> configured = configured(scripts, views);
    if (routes.size() * 2 < configured.size()) {
      routes.addAll(configured);
    }
    for (String route : routes) {
      pages.putIfAbsent(route, page(source, file, config, scripts, route));
    }
    String entry = config.literal("entryPagePath").map(Literal::text).orElse("");
    return Routes.of(pages, tabs.keySet(), ProjectFiles.resolved("", entry));
  }

  /** Views with a configuration beside them: pages, also where the list names them by constants. */
  private static Set<String> configured(Map<String, Script> scripts, Map<String, View> views) {
    Set<String> found = new TreeSet<>();
    for (String path : scripts.keySet()) {
      int end = path.indexOf(".config.");
      if (end > 0 && views.containsKey(path.substring(0, end))) {
        found.add(path.substring(0, end));
      }
    }
    found.remove("app");
    return found;
  }

  /** The title stands in the page's own configuration, in its script, or in that of the app. */
  private static Page page(
      ProjectFiles source,
      String app,
      ScriptConfig config,
      Map<String, Script> scripts,
      String route) {
    for (String end : List.of(".config.ts", ".config.js", ".tsx", ".jsx", ".js", ".vue", ".ts")) {
      Script script = scripts.get(route + end);
      Optional<Literal> title =
          script == null ? Optional.empty() : new ScriptConfig(script).literal(TITLE);
      if (title.isPresent()) {
        return new Page(
            route, route, title.get().text(), source.at(route + end, title.get().line()));
      }
    }
    Optional<Literal> title = config.literal("window", TITLE);
    return new Page(
        route,
        route,
        title.map(Literal::text).orElse(""),
        source.at(app, title.map(Literal::line).orElse(0)));
  }
}
