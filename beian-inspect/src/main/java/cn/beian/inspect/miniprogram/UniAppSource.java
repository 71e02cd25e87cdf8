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
import cn.beian.inspect.webapp.project.Roots;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.SourceFormat;
import cn.beian.inspect.webapp.vue.VueFiles;
import cn.beian.inspect.webapp.vue.VueParts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The source of a uni-app: pages.json, manifest.json and single-file components. Where a build step
 * makes pages.json, pages are the files that say so themselves ({@code definePage}, {@code
 * <route>}), or else all below {@code pages/} outside of component folders.
 */
public final class UniAppSource implements SourceFormat {
  private static final String PAGES = "pages.json";
  private static final String TITLE = "navigationBarTitleText";

  @Override
  public Optional<String> root(FileTree tree) {
    Optional<String> listed = Roots.of(tree, PAGES, ".vue");
    return listed.isPresent()
        ? listed
        : Roots.of(tree, "App.vue", ".vue").filter(r -> uni(tree, r));
  }

  private static boolean uni(FileTree tree, String root) {
    return tree.entry(root + "uni.scss").isPresent()
        || tree.entry(root + "manifest.json").isPresent()
        || tree.entry(above(root) + "manifest.config.ts").isPresent()
        || tree.entry(above(root) + "pages.config.ts").isPresent();
  }

  private static String above(String root) {
    return root.substring(0, root.lastIndexOf('/', Math.max(0, root.length() - 2)) + 1);
  }

  @Override
  public Format format(ProjectFiles source) {
    return new Format("uni-app-source", "uni-app");
  }

  @Override
  public ProjectModel load(Parsing parsing) throws PackageFormatException {
    ProjectFiles source = parsing.source();
    Optional<Json> pages = parsing.json(PAGES);
    Optional<Json> manifest = parsing.json("manifest.json");
    manifest.ifPresent(json -> UniAppManifest.facts(source, json));
    Map<String, String> texts = Languages.add(parsing);
    VueFiles files = VueFiles.parse(parsing, Dialect.VUE, ".vue");
    List<String> mains = source.existing("App.vue", "main.js", "main.ts");
    Optional<UniPagesConfig> config =
        pages.isPresent() ? Optional.empty() : UniPagesConfig.of(parsing);
    Routes routes =
        pages.isPresent()
            ? listed(source, pages.get(), texts)
            : stated(source, files, config, texts);
    return new ProjectModel(
        routes,
        files.views(new VueParts(source, files, pages.orElse(Json.ABSENT), mains)),
        files.scripts(),
        mains,
        texts,
        files.total(),
        (pages.isPresent() ? 1 : 0) + (manifest.isPresent() ? 1 : 0) + (config.isPresent() ? 1 : 0),
        source.existing(PAGES, "manifest.json").size() + (config.isPresent() ? 1 : 0));
  }

  // ---- pages.json ------------------------------------------------------------------------------

  private static Routes listed(ProjectFiles source, Json config, Map<String, String> texts) {
    Map<String, Page> pages = new LinkedHashMap<>();
    Json shared = config.get("globalStyle");
    config.get("pages").items().forEach(page -> add(source, page, "", shared, texts, pages));
    for (String name : List.of("subPackages", "subpackages")) {
      for (Json part : config.get(name).items()) {
        String folder = part.get("root").text() + "/";
        part.get("pages").items().forEach(p -> add(source, p, folder, shared, texts, pages));
      }
    }
    Set<String> tabs = new LinkedHashSet<>();
    for (Json tab : config.get("tabBar").get("list").items()) {
      String route = ProjectFiles.resolved("", tab.get("pagePath").text());
      tabs.add(route);
      ConfigFacts.tab(source, PAGES, route, named(tab.get("text"), texts));
    }
    Json label = named(shared.get(TITLE), texts);
    if (!label.text().isBlank()) {
      ConfigFacts.identity(source, PAGES, label, "label", label.text());
    }
    return Routes.of(pages, tabs, ProjectFiles.resolved("", config.get("entryPagePath").text()));
  }

  private static void add(
      ProjectFiles source,
      Json page,
      String folder,
      Json shared,
      Map<String, String> texts,
      Map<String, Page> pages) {
    String route = ProjectFiles.resolved("", folder + page.get("path").text());
    if (route.isEmpty()) {
      return;
    }
    Json style = page.get("style");
    Json title = Json.ABSENT;
    for (Json each :
        List.of(
            style.get(TITLE),
            style.get("app-plus").get("titleNView").get("titleText"),
            style.get("mp-weixin").get(TITLE),
            style.get("h5").get(TITLE),
            shared.get(TITLE))) {
      title = title.text().isBlank() ? each : title;
    }
    title = named(title, texts);
    pages.putIfAbsent(route, new Page(route, route, title.text(), source.at(PAGES, title.line())));
  }

  /** The text that {@code %key%} stands for in the language files. */
  private static Json named(Json text, Map<String, String> texts) {
    String key = text.text().replace("%", "");
    return new Json(texts.getOrDefault(key, text.text()), text.line());
  }

  // ---- without pages.json ----------------------------------------------------------------------

  private static Routes stated(
      ProjectFiles source,
      VueFiles files,
      Optional<UniPagesConfig> config,
      Map<String, String> texts) {
    Map<String, Page> saying = new LinkedHashMap<>();
    Json shared = named(config.map(UniPagesConfig::title).orElse(Json.ABSENT), texts);
    config.ifPresent(each -> each.identity(shared));
    Map<String, Page> listed = config.map(each -> each.pages(shared)).orElse(Map.of());
    Map<String, Page> lying = new LinkedHashMap<>();
    String entry = "";
    for (String path : files.paths()) {
      String route = path.substring(0, path.length() - ".vue".length());
      Optional<Json> block = files.block(path, "route");
      Script script = files.script(path);
      boolean defines = script.calls().stream().anyMatch(call -> call.name().equals("definePage"));
      Page page = page(source, path, route, block, script, texts);
      if (page.title().isBlank()) {
        page = listed.getOrDefault(route, new Page(route, route, shared.text(), source.at(path)));
      }
      if (block.isPresent() || defines) {
        saying.put(route, page);
        boolean home =
            block.map(json -> json.get("type").text().equals("home")).orElse(false)
                || script.literals().stream().anyMatch(UniAppSource::home);
        entry = home ? route : entry;
      }
      if (config.isPresent()
          ? config.get().holds(path)
          : path.contains("pages/") && !path.contains("/components/")) {
        lying.put(route, page);
      }
    }
    Set<String> tabs = new LinkedHashSet<>();
    Map<String, Page> pages = saying.isEmpty() ? lying : saying;
    if (config.isPresent()) {
      lying.forEach(pages::putIfAbsent);
      listed.forEach(pages::putIfAbsent);
      tabs.addAll(config.get().tabs(texts));
    }
    files
        .scripts()
        .forEach(
            (path, script) -> {
              for (Literal literal : script.literals()) {
                if (literal.key().equals("pagePath")) {
                  tabs.add(ProjectFiles.resolved("", literal.text()));
                }
              }
            });
    tabs.retainAll(pages.keySet());
    return Routes.of(pages, tabs, entry.isEmpty() ? "pages/index/index" : entry);
  }

  private static boolean home(Literal literal) {
    return literal.call().equals("definePage")
        && literal.key().equals("type")
        && literal.text().equals("home");
  }

  private static Page page(
      ProjectFiles source,
      String path,
      String route,
      Optional<Json> block,
      Script script,
      Map<String, String> texts) {
    Json title = block.orElse(Json.ABSENT).get("style").get(TITLE);
    List<Literal> literals = new ArrayList<>(script.literals());
    literals.removeIf(each -> !each.key().equals(TITLE) || !each.call().equals("definePage"));
    if (title.text().isBlank() && !literals.isEmpty()) {
      title = new Json(literals.get(0).text(), literals.get(0).line());
    }
    Json named = named(title, texts);
    return new Page(route, route, named.text(), source.at(path, named.line()));
  }
}
