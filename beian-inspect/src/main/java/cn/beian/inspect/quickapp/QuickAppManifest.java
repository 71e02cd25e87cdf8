package cn.beian.inspect.quickapp;

import static cn.beian.facts.FactKind.PERMISSION;

import cn.beian.facts.Field;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.webapp.project.ConfigFacts;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the manifest.json of a quick app says, in source and package alike. See "manifest file" of
 * the quick app reference.
 */
public final class QuickAppManifest {
  public static final String FILE = "manifest.json";

  private QuickAppManifest() {}

  /** The manifest, without which nothing else has a meaning. */
  static Json read(Parsing parsing) throws PackageFormatException {
    return parsing
        .json(FILE)
        .orElseThrow(
            () ->
                new PackageFormatException(
                    Code.UNREADABLE,
                    parsing.source().at(FILE).entry(),
                    -1,
                    "manifest.json is no JSON"));
  }

  /** A page by the name that it is called by, and where its component lies, without extension. */
  private record Route(String name, String view) {}

  /** The pages in the order of the manifest. */
  private static List<Route> routes(Json manifest) {
    List<Route> routes = new ArrayList<>();
    manifest
        .get("router")
        .get("pages")
        .members()
        .forEach(
            (name, page) -> {
              String component = page.get("component").text();
              String file = component.isEmpty() ? "index" : component;
              routes.add(new Route(name, ProjectFiles.resolved("", name + "/" + file)));
            });
    return routes;
  }

  /** The pages by name, with their titles. */
  static Map<String, Page> pages(ProjectFiles source, Json manifest, Map<String, String> texts) {
    Map<String, Page> pages = new LinkedHashMap<>();
    for (Route route : routes(manifest)) {
      Json title = title(manifest, route.name(), texts);
      pages.put(
          route.name(),
          new Page(route.name(), route.view(), title.text(), source.at(FILE, title.line())));
    }
    return pages;
  }

  static String entry(Json manifest) {
    return manifest.get("router").get("entry").text();
  }

  /** The title of a page, or that of all; absent where none is stated. */
  private static Json title(Json manifest, String page, Map<String, String> texts) {
    Json display = manifest.get("display");
    Json own = display.get("pages").get(page).get("titleBarText");
    Json title = own.text().isBlank() ? display.get("titleBarText") : own;
    return new Json(said(title.text(), texts), title.line());
  }

  /** The facts that belong to no page. */
  static void facts(ProjectFiles source, Json manifest, Map<String, String> texts) {
    identity(source, manifest, "package", "package", texts);
    identity(source, manifest, "name", "label", texts);
    identity(source, manifest, "versionName", "version_name", texts);
    identity(source, manifest, "versionCode", "version_code", texts);
    identity(source, manifest, "minPlatformVersion", "min_platform", texts);
    identity(source, manifest, "icon", "icon", texts);
    for (Json feature : manifest.get("features").items()) {
      Json name = feature.get("name");
      permission(source, name, name.text(), "feature");
    }
    for (Json permission : manifest.get("permissions").items()) {
      Json origin = permission.get("origin");
      permission(source, origin, "origin " + origin.text(), "origin");
    }
  }

  private static void identity(
      ProjectFiles source, Json manifest, String key, String name, Map<String, String> texts) {
    Json value = manifest.get(key);
    if (!value.text().isBlank()) {
      ConfigFacts.identity(source, FILE, value, name, said(value.text(), texts));
    }
  }

  private static void permission(ProjectFiles source, Json at, String name, String type) {
    if (!at.text().isBlank()) {
      source
          .facts()
          .add(PERMISSION, source.at(FILE, at.line()), Map.of(Field.NAME, name, Field.TYPE, type));
    }
  }

  /** What {@code ${message.name}} stands for in the language files. */
  private static String said(String text, Map<String, String> texts) {
    boolean key = text.startsWith("${") && text.endsWith("}");
    return key ? texts.getOrDefault(text.substring(2, text.length() - 1), text) : text;
  }
}
