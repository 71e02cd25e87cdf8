package cn.beian.inspect.miniprogram;

import cn.beian.inspect.js.Literal;
import cn.beian.inspect.webapp.project.ConfigFacts;
import cn.beian.inspect.webapp.project.Json;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.ScriptConfig;
import cn.beian.inspect.webapp.vue.VueFiles;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Pages of WePY and mpvue whose configuration is a member of the scripts: of the main one and of
 * each page.
 */
final class ScriptedRoutes {
  private static final String TITLE = "navigationBarTitleText";

  /** Of mpvue: before the page to begin with. */
  private static final String FIRST = "^";

  private ScriptedRoutes() {}

  /**
   * Says the tabs and the name of the window, and gives the pages.
   *
   * @param main the main script
   * @param extension of the scripts of pages
   * @param views where routes may be put together from parts, those there are
   */
  static Routes of(
      ProjectFiles source, VueFiles files, String main, String extension, Set<String> views) {
    ScriptConfig config = new ScriptConfig(files.script(main));
    config
        .tabs()
        .forEach(
            (route, text) ->
                ConfigFacts.tab(source, main, route, new Json(text.text(), text.line())));
    Optional<Literal> window = config.literal("window", TITLE);
    String launch = "";
    Map<String, Page> pages = new LinkedHashMap<>();
    for (String stated : config.routes(views)) {
      boolean first = stated.startsWith(FIRST);
      String route = first ? ProjectFiles.resolved("", stated.substring(1)) : stated;
      launch = first ? route : launch;
      String file = route + extension;
      Optional<Literal> own = new ScriptConfig(files.script(file)).literal(TITLE);
      Optional<Literal> title = own.isPresent() ? own : window;
      pages.put(
          route,
          new Page(
              route,
              route,
              title.map(Literal::text).orElse(""),
              source.at(own.isPresent() ? file : main, title.map(Literal::line).orElse(0))));
    }
    return Routes.of(pages, config.tabs().keySet(), launch);
  }
}
