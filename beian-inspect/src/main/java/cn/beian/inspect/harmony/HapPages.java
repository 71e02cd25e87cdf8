package cn.beian.inspect.harmony;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Unread;
import cn.beian.inspect.harmony.abc.Imports;
import cn.beian.inspect.harmony.code.ArkScreens;
import cn.beian.inspect.harmony.code.SourcePaths;
import cn.beian.inspect.markup.TextBytes;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.inspect.webapp.project.Json;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The pages of the modules of one app, as their profiles list them (OpenHarmony documentation,
 * "module.json5"):
 *
 * <pre>
 * pages      {"src": ["pages/Index"]}
 * routerMap  {"routerMap": [{"name": "Home", "pageSourceFile": "src/main/ets/view/Home.ets",
 *            "ohmurl": "&#64;normalized:N&amp;&amp;&amp;home/src/main/ets/view/Home&amp;1.0.0"}]}
 * </pre>
 *
 * <p>A module that was built without {@code esmodule} has a script and a file of bytecode for each
 * page.
 */
final class HapPages {
  /** Folder of the code in the Stage model. */
  static final String SCRIPTS = "ets/";

  private static final String PROFILES = "resources/base/profile/";
  private static final String NETWORK = PROFILES + "network_config.json";

  private final List<HapModule> modules;
  private final FactSink facts;
  private final int nesting;
  private final Map<String, String> routes = new LinkedHashMap<>();

  HapPages(List<HapModule> modules, FactSink facts, int nesting) {
    this.modules = modules;
    this.facts = facts;
    this.nesting = nesting;
  }

  /** Path of the page by the name of a named route. */
  Map<String, String> routes() {
    return routes;
  }

  /** The pages that profiles list. */
  void add(HapModule module) throws PackageFormatException {
    String profile = profile(module.manifest.pagesProfile());
    Json list = listed(module, profile);
    boolean scripted = module.manifest.isStage() && module.hasScripts(SCRIPTS);
    for (Json route : list.get("src").items()) {
      if (scripted) {
        module.scripted.add(route.text());
      } else {
        String path = SourcePaths.page(module.manifest.module(), route.text());
        page(module, path, route.text(), Locator.line(profile, Math.max(1, route.line())));
      }
    }
    String map = profile(module.manifest.routesProfile());
    for (Json route : listed(module, map).get("routerMap").items()) {
      String file = route.get("pageSourceFile").text();
      int ets = file.indexOf("ets/");
      int dot = file.lastIndexOf('.');
      if (ets >= 0 && dot > ets) {
        String name = file.substring(ets + "ets/".length(), dot);
        String request = route.get("ohmurl").text(); // of a page in a library of the app
        String path =
            request.isEmpty()
                ? SourcePaths.page(module.manifest.module(), name)
                : SourcePaths.of(Imports.module(request));
        routes.put(route.get("name").text(), path);
        page(module, path, name, Locator.line(map, Math.max(1, route.line())));
      }
    }
    Optional<Json> network = json(module, NETWORK);
    network.ifPresent(json -> new NetworkConfig(NETWORK, module.part.facts()).read(json));
    if (network.isEmpty() && module.part.files().entry(NETWORK).isPresent()) {
      module.part.facts().anomaly("network_config_unreadable", Locator.entry(NETWORK), "");
    }
  }

  private void page(HapModule module, String path, String route, Locator at) {
    if (module.paths.add(path)) {
      boolean taken = modules.stream().anyMatch(other -> other.names.contains(route));
      String name = taken ? SourcePaths.module(path) + "/" + route : route;
      module.names.add(name);
      module.pages.add(new ArkScreens.Page(name, path, at, module.part.facts()));
    }
  }

  private static String profile(String reference) {
    int colon = reference.indexOf(':');
    return colon < 0 ? "" : PROFILES + reference.substring(colon + 1) + ".json";
  }

  private Json listed(HapModule module, String name) throws PackageFormatException {
    return name.isEmpty() ? Json.ABSENT : json(module, name).orElse(Json.ABSENT);
  }

  private Optional<Json> json(HapModule module, String name) throws PackageFormatException {
    Optional<FileTree.Entry> entry = module.part.files().entry(name);
    if (entry.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(Json.parse(TextBytes.of(entry.get().bytes()).text(), nesting));
    } catch (Json.Broken e) {
      module.part.facts().anomaly("json_not_parsed", Locator.entry(name), e.what());
      Coverage.RESOURCES.add(facts, 0, 1, Unread.DAMAGED);
      return Optional.empty();
    } catch (PackageFormatException e) {
      if (e.code() == Code.LIMIT) {
        throw e;
      }
      return Optional.empty(); // told when the entry is inflated with the others
    }
  }
}
