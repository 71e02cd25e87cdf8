package cn.beian.inspect.harmony.manifest;

import cn.beian.inspect.webapp.project.Json;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads manifests (OpenHarmony documentation, "module.json5", "app.json5", "config.json"): {@code
 * module.json} with {@code app} and {@code module}, or {@code config.json} with {@code app}, {@code
 * deviceConfig} and {@code module}.
 */
public final class HapManifestReader {
  /** From here on an API version is the release with the level in the last three digits. */
  private static final int RELEASE = 1_000_000;

  private static final int LEVEL = 1_000;

  private HapManifestReader() {}

  /** The manifest in {@code module.json}. */
  public static HapManifest stage(Json json) {
    Json app = json.get("app");
    Json module = json.get("module");
    Map<String, String> identity = new LinkedHashMap<>();
    put(identity, "package", app.get("bundleName"));
    put(identity, "version_code", app.get("versionCode"));
    put(identity, "version_name", app.get("versionName"));
    api(identity, app.get("minAPIVersion"), app.get("targetAPIVersion"));
    put(identity, "api_release_type", app.get("apiReleaseType"));
    put(identity, "compile_sdk", app.get("compileSdkVersion"));
    put(identity, "debuggable", app.get("debug"));
    put(identity, "bundle_type", app.get("bundleType"));
    put(identity, "vendor", app.get("vendor"));
    put(identity, "module_type", module.get("type"));
    put(identity, "installation_free", module.get("installationFree"));
    List<Ability> abilities = new ArrayList<>();
    for (Json each : module.get("abilities").items()) {
      abilities.add(ability(each, "ability", "exported"));
    }
    for (Json each : module.get("extensionAbilities").items()) {
      abilities.add(ability(each, each.get("type").text(), "exported"));
    }
    return new HapManifest(
        HapManifest.STAGE,
        app.get("bundleName").text(),
        module.get("name").text(),
        identity,
        Said.of(app, "label"),
        Said.of(app, "icon"),
        texts(module.get("deviceTypes")),
        abilities,
        permissions(module.get("requestPermissions")),
        List.of(),
        module.get("pages").text(),
        module.get("routerMap").text(),
        List.of());
  }

  /** That of the ability that the app starts with; of the FA model the app itself has none. */
  private static Said icon(Json module) {
    String main = module.get("mainAbility").text();
    return module.get("abilities").items().stream()
        .filter(each -> !each.get("icon").text().isEmpty())
        .min(Comparator.comparing(each -> !each.get("name").text().equals(main)))
        .map(each -> Said.of(each, "icon"))
        .orElse(Said.NOTHING);
  }

  /** The manifest in {@code config.json}. */
  public static HapManifest fa(Json json) {
    Json app = json.get("app");
    Json module = json.get("module");
    Json distribution = module.get("distro");
    Map<String, String> identity = new LinkedHashMap<>();
    put(identity, "package", app.get("bundleName"));
    put(identity, "version_code", app.get("version").get("code"));
    put(identity, "version_name", app.get("version").get("name"));
    Json api = app.get("apiVersion");
    api(identity, api.get("compatible"), api.get("target"));
    put(identity, "api_release_type", api.get("releaseType"));
    put(identity, "vendor", app.get("vendor"));
    put(identity, "debuggable", json.get("deviceConfig").get("default").get("debug"));
    put(identity, "module_type", distribution.get("moduleType"));
    put(identity, "installation_free", distribution.get("installationFree"));
    put(identity, "uses_cleartext_traffic", cleartext(json));
    List<Ability> abilities = new ArrayList<>();
    Said label = Said.NOTHING;
    for (Json each : module.get("abilities").items()) {
      Ability ability = ability(each, each.get("type").text(), "visible");
      abilities.add(ability);
      boolean main = module.get("mainAbility").text().endsWith(ability.name());
      label = main || label.equals(Said.NOTHING) ? ability.label() : label;
    }
    List<String> pages = new ArrayList<>();
    List<String> scripts = new ArrayList<>();
    for (Json js : module.get("js").items()) {
      js.get("pages").items().forEach(page -> pages.add(page.text()));
      String name = js.get("name").text();
      scripts.add("assets/js/" + (name.startsWith(".") ? name.substring(1) : name) + "/");
    }
    return new HapManifest(
        HapManifest.FA,
        app.get("bundleName").text(),
        distribution.get("moduleName").text(),
        identity,
        label,
        icon(module),
        texts(module.get("deviceType")),
        abilities,
        permissions(module.get("reqPermissions")),
        pages,
        "",
        "",
        scripts);
  }

  private static List<String> texts(Json list) {
    return list.items().stream().map(Json::text).toList();
  }

  private static Json cleartext(Json json) {
    return json.get("deviceConfig").get("default").get("network").get("cleartextTraffic");
  }

  private static void put(Map<String, String> identity, String name, Json value) {
    if (!value.text().isBlank()) {
      identity.put(name, value.text());
    }
  }

  /** The levels as numbers, and versions of releases as they are stated. */
  private static void api(Map<String, String> identity, Json least, Json target) {
    level(identity, "min_sdk", "min_api_version", Said.number(least));
    level(identity, "target_sdk", "target_api_version", Said.number(target));
  }

  private static void level(Map<String, String> identity, String name, String full, int version) {
    if (version > 0) {
      identity.put(name, Integer.toString(version >= RELEASE ? version % LEVEL : version));
    }
    if (version >= RELEASE) {
      identity.put(full, Integer.toString(version));
    }
  }

  private static Ability ability(Json json, String type, String exported) {
    List<String> items = new ArrayList<>();
    for (Json skill : json.get("skills").items()) {
      skill.get("actions").items().forEach(action -> items.add(action.text()));
      skill.get("entities").items().forEach(entity -> items.add(entity.text()));
      for (Json uri : skill.get("uris").items()) {
        String link =
            uri.get("scheme").text()
                + "://"
                + uri.get("host").text()
                + uri.get("path").text()
                + uri.get("pathStartWith").text();
        items.add(link);
      }
    }
    List<String> permissions = new ArrayList<>();
    json.get("permissions").items().forEach(each -> permissions.add(each.text()));
    boolean home = items.contains(Ability.HOME_ACTION);
    boolean stated = json.members().containsKey(exported);
    return new Ability(
        json.get("name").text(),
        type,
        Said.of(json, "label"),
        stated ? json.get(exported).text().equals("true") : home,
        permissions,
        items,
        json.get("srcEntry").text() + json.get("srcEntrance").text(),
        json.line());
  }

  private static List<HapManifest.Permission> permissions(Json list) {
    List<HapManifest.Permission> found = new ArrayList<>();
    for (Json each : list.items()) {
      if (!each.get("name").text().isBlank()) {
        found.add(
            new HapManifest.Permission(
                each.get("name").text(),
                Said.of(each, "reason"),
                each.get("usedScene").get("when").text(),
                each.line()));
      }
    }
    return found;
  }
}
