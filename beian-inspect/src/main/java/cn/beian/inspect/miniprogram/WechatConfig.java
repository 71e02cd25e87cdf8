package cn.beian.inspect.miniprogram;

import static cn.beian.facts.FactKind.NETWORK_CONFIG;
import static cn.beian.facts.FactKind.PERMISSION;
import static cn.beian.facts.FactKind.SDK;

import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.inspect.catalogue.Catalogue;
import cn.beian.inspect.catalogue.Pattern.Kind;
import cn.beian.inspect.library.Library;
import cn.beian.inspect.webapp.project.ConfigFacts;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.Routes;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What app.json says, of WeChat and of Alipay, which calls some things otherwise. See the "Global
 * configuration" pages of both references.
 */
public final class WechatConfig {
  static final String FILE = "app.json";

  private WechatConfig() {}

  /** The pages, each with the title that its own file or app.json states. */
  static Routes routes(ProjectFiles source, Map<String, Json> configs) {
    return routes(source, FILE, configs);
  }

  /** The same where app.json has another name. */
  static Routes routes(ProjectFiles source, String main, Map<String, Json> configs) {
    Json app = configs.getOrDefault(main, Json.ABSENT);
    Map<String, Page> pages = new LinkedHashMap<>();
    app.get("pages").items().forEach(page -> add(source, main, configs, pages, "", page.text()));
    for (Json part : parts(app)) {
      String folder = part.get("root").text() + "/";
      part.get("pages")
          .items()
          .forEach(page -> add(source, main, configs, pages, folder, page.text()));
    }
    Set<String> tabs = new LinkedHashSet<>();
    for (Json tab : tabs(app)) {
      String route = ProjectFiles.resolved("", tab.get("pagePath").text());
      if (!route.isEmpty()) {
        tabs.add(route);
      }
    }
    return Routes.of(pages, tabs, ProjectFiles.resolved("", app.get("entryPagePath").text()));
  }

  private static void add(
      ProjectFiles source,
      String main,
      Map<String, Json> configs,
      Map<String, Page> pages,
      String folder,
      String name) {
    String route = ProjectFiles.resolved("", folder + name);
    if (route.isEmpty() || pages.containsKey(route)) {
      return;
    }
    String file = route + ".json";
    Json title = title(configs.getOrDefault(file, Json.ABSENT));
    if (title.text().isBlank()) {
      file = main;
      title = title(configs.getOrDefault(main, Json.ABSENT).get("window"));
    }
    pages.put(route, new Page(route, route, title.text(), source.at(file, title.line())));
  }

  /** The title of the navigation bar that a page or the window states. */
  static Json title(Json config) {
    Json title = config.get("navigationBarTitleText");
    return title.text().isBlank() ? config.get("defaultTitle") : title;
  }

  private static List<Json> parts(Json app) {
    List<Json> parts = new ArrayList<>(app.get("subPackages").items());
    parts.addAll(app.get("subpackages").items());
    return parts;
  }

  private static List<Json> tabs(Json app) {
    List<Json> tabs = app.get("tabBar").get("list").items();
    return tabs.isEmpty() ? app.get("tabBar").get("items").items() : tabs;
  }

  /** Reference by tag in {@code usingComponents}. */
  static Map<String, String> references(Json config) {
    Map<String, String> found = new LinkedHashMap<>();
    config.get("usingComponents").members().forEach((tag, path) -> found.put(tag, path.text()));
    return found;
  }

  /** The facts of app.json that belong to no page. */
  static void facts(ProjectFiles source, Json app) {
    facts(source, FILE, app);
  }

  /** The same where app.json has another name. */
  static void facts(ProjectFiles source, String file, Json app) {
    FactSink facts = source.facts();
    Json title = title(app.get("window"));
    if (!title.text().isBlank()) {
      ConfigFacts.identity(source, file, title, "label", title.text());
    }
    for (Json tab : tabs(app)) {
      Json text = tab.get("text").text().isBlank() ? tab.get("name") : tab.get("text");
      ConfigFacts.tab(source, file, ProjectFiles.resolved("", tab.get("pagePath").text()), text);
    }
    permissions(source, file, app);
    plugins(source, file, app);
    parts(app).forEach(part -> plugins(source, file, part));
    for (Json target : app.get("navigateToMiniProgramAppIdList").items()) {
      ConfigFacts.identity(source, file, target, "navigate_to", target.text());
    }
    app.get("networkTimeout")
        .members()
        .forEach(
            (name, value) ->
                facts.add(
                    NETWORK_CONFIG,
                    source.at(file, value.line()),
                    Map.of(Field.NAME, "timeout." + name, Field.VALUE, value.text())));
  }

  /** The scopes, private interfaces and background modes that a configuration asks for. */
  static void permissions(ProjectFiles source, String file, Json app) {
    app.get("permission")
        .members()
        .forEach(
            (scope, value) ->
                source
                    .facts()
                    .add(
                        PERMISSION,
                        source.at(file, value.line()),
                        Map.of(
                            Field.NAME,
                            scope,
                            Field.TYPE,
                            "scope",
                            Field.REASON,
                            value.get("desc").text())));
    for (String list : List.of("requiredPrivateInfos", "requiredBackgroundModes")) {
      String type = list.equals("requiredPrivateInfos") ? "private_info" : "background";
      for (Json item : app.get(list).items()) {
        source
            .facts()
            .add(
                PERMISSION,
                source.at(file, item.line()),
                Map.of(Field.NAME, item.text(), Field.TYPE, type));
      }
    }
  }

  private static void plugins(ProjectFiles source, String file, Json config) {
    config
        .get("plugins")
        .members()
        .forEach(
            (name, plugin) -> {
              Locator at = source.at(file, plugin.line());
              source.facts().add(SDK, at, plugin(name, plugin));
              Library.of("wechat-plugin", name, plugin.get("version").text())
                  .by(plugin.get("provider").text())
                  .tell(source.facts(), at);
            });
  }

  /** A plug-in by its AppID, described where the catalogue knows it. */
  private static Map<Field, Object> plugin(String name, Json plugin) {
    String provider = plugin.get("provider").text();
    Map<Field, Object> values = new EnumMap<>(Field.class);
    values.put(Field.NAME, name);
    values.put(Field.VENDOR, provider);
    Catalogue.bundled().sdkOf(Kind.PLUGIN, provider).ifPresent(sdk -> values.putAll(sdk.values()));
    values.put(Field.DETAIL, "plugin " + provider + " " + plugin.get("version").text());
    return values;
  }
}
