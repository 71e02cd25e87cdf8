package cn.beian.inspect.miniprogram;

import cn.beian.inspect.js.Literal;
import cn.beian.inspect.js.Script;
import cn.beian.inspect.js.ScriptReader.Syntax;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.project.ConfigFacts;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code pages.config.ts}, of which vite-plugin-uni-pages makes pages.json at the build
 * (uni-helper.js.org): titles, tabs and pages as literals of a script that is not run, tabs also
 * where a script that it imports holds them. To these the plugin adds every single-file component
 * below {@code pages} and below the folders that its own settings name as sub-packages.
 */
final class UniPagesConfig {
  private static final List<String> FILES =
      List.of("pages.config.ts", "pages.config.mts", "pages.config.js", "pages.config.mjs");
  private static final List<String> BUILD = List.of("vite.config.ts", "vite.config.js");
  private static final List<String> PARTS = List.of("subPackages", "subpackages");
  private static final String TITLE = "navigationBarTitleText";
  private static final String SOURCES = "src/";
  private static final int MAX_IMPORTS = 10;

  private final ProjectFiles whole;
  private final String file;
  private final Script script;
  private final Map<String, Script> imported = new LinkedHashMap<>();
  private final Set<String> folders = new LinkedHashSet<>(List.of("pages/"));

  private UniPagesConfig(ProjectFiles whole, String file, Script script) {
    this.whole = whole;
    this.file = file;
    this.script = script;
  }

  /** Reads the one in the folder of the app or above; empty where there is none. */
  static Optional<UniPagesConfig> of(Parsing parsing) throws PackageFormatException {
    ProjectFiles whole = parsing.source().whole();
    String root = parsing.source().root();
    String above = root.substring(0, root.lastIndexOf('/', Math.max(0, root.length() - 2)) + 1);
    for (String folder : new LinkedHashSet<>(List.of(root, above))) {
      for (String name : FILES) {
        if (whole.has(folder + name)) {
          return Optional.of(read(parsing.of(whole), folder, folder + name));
        }
      }
    }
    return Optional.empty();
  }

  private static UniPagesConfig read(Parsing parsing, String folder, String file)
      throws PackageFormatException {
    UniPagesConfig config = new UniPagesConfig(parsing.source(), file, script(parsing, file));
    for (String module : config.script.modules()) {
      String path = config.whole.module(file, module);
      if (!path.isEmpty() && config.imported.size() < MAX_IMPORTS) {
        config.imported.put(path, script(parsing, path));
      }
    }
    for (String build : BUILD) {
      if (config.whole.has(folder + build)) {
        for (Literal each : script(parsing, folder + build).literals()) {
          boolean part = PARTS.contains(each.key());
          if (part && each.text().startsWith(SOURCES)) {
            config.folders.add(each.text().substring(SOURCES.length()) + "/");
          }
        }
      }
    }
    return config;
  }

  private static Script script(Parsing parsing, String path) throws PackageFormatException {
    return parsing.script(path, parsing.source().text(path), Syntax.of(path)).orElse(Script.EMPTY);
  }

  /** Whether a component is a page by where it lies. */
  boolean holds(String path) {
    return !path.contains("/components/") && folders.stream().anyMatch(path::startsWith);
  }

  /** The title of pages that state none, which is the name of the app. */
  Json title() {
    return script.literals().stream()
        .filter(each -> each.key().equals(TITLE) && each.path().contains("globalStyle"))
        .findFirst()
        .map(each -> new Json(each.text(), each.line()))
        .orElse(Json.ABSENT);
  }

  /** Says the name of the app. */
  void identity(Json title) {
    if (!title.text().isBlank()) {
      ConfigFacts.identity(whole, file, title, "label", title.text());
    }
  }

  /** The pages that it names itself, by route; those without a title have the shared one. */
  Map<String, Page> pages(Json shared) {
    Map<String, Page> pages = new LinkedHashMap<>();
    String folder = "";
    String route = "";
    for (Literal each : script.literals()) {
      boolean part = each.path().stream().anyMatch(PARTS::contains);
      if (part && each.key().equals("root")) {
        folder = each.text() + "/";
      } else if (each.key().equals("path") && each.path().contains("pages")) {
        route = ProjectFiles.resolved("", (part ? folder : "") + each.text());
        pages.putIfAbsent(
            route, new Page(route, route, shared.text(), whole.at(file, each.line())));
      } else if (each.key().equals(TITLE) && each.path().contains("pages")) {
        pages.put(route, new Page(route, route, each.text(), whole.at(file, each.line())));
      }
    }
    pages.remove("");
    return pages;
  }

  /** The routes of the tabs; says their texts. */
  Set<String> tabs(Map<String, String> texts) {
    Set<String> tabs = new LinkedHashSet<>();
    Map<String, Script> scripts = new LinkedHashMap<>();
    scripts.put(file, script);
    scripts.putAll(imported);
    scripts.forEach((path, each) -> tabs.addAll(tabs(path, each, texts)));
    return tabs;
  }

  /** Text and route stand in any order beside each other. */
  private List<String> tabs(String path, Script from, Map<String, String> texts) {
    List<String> routes = new ArrayList<>();
    String route = "";
    @Nullable Literal text = null;
    for (Literal each : from.literals()) {
      if (each.key().equals("pagePath")) {
        route = ProjectFiles.resolved("", each.text());
        routes.add(route);
      } else if (each.key().equals("text")) {
        text = each;
      }
      if (!route.isEmpty() && text != null) {
        String said = texts.getOrDefault(text.text().replace("%", ""), text.text());
        ConfigFacts.tab(whole, path, route, new Json(said, text.line()));
        route = "";
        text = null;
      }
    }
    return routes;
  }
}
