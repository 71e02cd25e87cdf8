package cn.beian.inspect.miniprogram;

import static cn.beian.facts.FactKind.IDENTITY;
import static cn.beian.facts.FactKind.NETWORK_CONFIG;
import static cn.beian.facts.FactKind.PERMISSION;
import static cn.beian.facts.FactKind.SDK;
import static cn.beian.facts.FactKind.UI_TEXT;

import cn.beian.facts.FactSink;
import cn.beian.facts.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What app.json and project.config.json say. See the "Global configuration" page of the WeChat
 * mini-program reference.
 *
 * @param launch first page
 * @param pages routes without leading slash, main package first, in order, each once
 * @param tabs routes of the tab bar
 * @param components reference by tag, for all pages
 */
record AppConfig(
    String launch, Set<String> pages, Set<String> tabs, Map<String, String> components) {
  static AppConfig of(Json app) {
    Set<String> pages = new LinkedHashSet<>();
    app.get("pages").items().forEach(page -> add(pages, "", page.text()));
    for (String name : List.of("subPackages", "subpackages")) {
      for (Json part : app.get(name).items()) {
        String folder = part.get("root").text();
        part.get("pages").items().forEach(page -> add(pages, folder + "/", page.text()));
      }
    }
    Set<String> tabs = new LinkedHashSet<>();
    app.get("tabBar").get("list").items().forEach(tab -> add(tabs, "", tab.get("pagePath").text()));
    String entry = Source.resolved("", app.get("entryPagePath").text());
    String launch = pages.contains(entry) ? entry : pages.stream().findFirst().orElse("");
    return new AppConfig(launch, pages, tabs, references(app));
  }

  private static void add(Set<String> routes, String folder, String route) {
    String path = Source.resolved("", folder + route);
    if (!path.isEmpty()) {
      routes.add(path);
    }
  }

  /** Reference by tag in {@code usingComponents}. */
  static Map<String, String> references(Json config) {
    Map<String, String> found = new LinkedHashMap<>();
    config.get("usingComponents").members().forEach((tag, path) -> found.put(tag, path.text()));
    return found;
  }

  /** The facts of app.json that belong to no page. */
  static void facts(Source source, Json app) {
    String file = "app.json";
    FactSink facts = source.facts();
    Json title = app.get("window").get("navigationBarTitleText");
    if (!title.text().isBlank()) {
      identity(source, file, title, "label", title.text());
    }
    for (Json tab : app.get("tabBar").get("list").items()) {
      Json text = tab.get("text");
      if (!text.text().isBlank()) {
        facts.add(
            UI_TEXT,
            cn.beian.facts.Origin.APP,
            Source.resolved("", tab.get("pagePath").text()),
            source.at(file, text.line()),
            Map.of(Field.TEXT, text.text(), Field.ROLE, "tab"));
      }
    }
    permissions(source, app);
    plugins(source, app);
    for (Json part : app.get("subPackages").items()) {
      plugins(source, part);
    }
    for (Json part : app.get("subpackages").items()) {
      plugins(source, part);
    }
    for (Json target : app.get("navigateToMiniProgramAppIdList").items()) {
      identity(source, file, target, "navigate_to", target.text());
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

  private static void permissions(Source source, Json app) {
    app.get("permission")
        .members()
        .forEach(
            (scope, value) ->
                source
                    .facts()
                    .add(
                        PERMISSION,
                        source.at("app.json", value.line()),
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
                source.at("app.json", item.line()),
                Map.of(Field.NAME, item.text(), Field.TYPE, type));
      }
    }
  }

  private static void plugins(Source source, Json config) {
    config
        .get("plugins")
        .members()
        .forEach(
            (name, plugin) ->
                source
                    .facts()
                    .add(
                        SDK,
                        source.at("app.json", plugin.line()),
                        Map.of(
                            Field.NAME,
                            name,
                            Field.VENDOR,
                            plugin.get("provider").text(),
                            Field.DETAIL,
                            "plugin " + plugin.get("version").text())));
  }

  static void identity(Source source, String file, Json at, String name, String value) {
    source
        .facts()
        .add(IDENTITY, source.at(file, at.line()), Map.of(Field.NAME, name, Field.VALUE, value));
  }

  /** Routes in the order of the configuration. */
  List<String> routes() {
    return new ArrayList<>(pages);
  }
}
