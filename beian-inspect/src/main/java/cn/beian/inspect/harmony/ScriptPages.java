package cn.beian.inspect.harmony;

import cn.beian.inspect.js.Script;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.facts.Screens;
import cn.beian.inspect.webapp.project.Languages;
import cn.beian.inspect.webapp.project.Page;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.ReactViews;
import cn.beian.inspect.webapp.project.Routes;
import cn.beian.inspect.webapp.project.View;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/**
 * Pages of the FA model whose code is there as script: one compiled file a page, of which the
 * template is an object as in a quick app.
 */
final class ScriptPages {
  private ScriptPages() {}

  /**
   * Reads them.
   *
   * @param root folder of the scripts, with {@code /}
   * @param routes of the pages, the first to begin with
   */
  static void read(FileTree tree, String root, List<String> routes, InspectionContext context)
      throws PackageFormatException {
    ProjectFiles source = new ProjectFiles(tree, root, "", context.facts());
    Parsing parsing = new Parsing(source, context);
    Map<String, String> texts = Languages.add(parsing);
    SortedMap<String, Script> scripts = parsing.scripts(source.scripts());
    SortedMap<String, View> views = new ReactViews(source, scripts).views();
    Map<String, Page> pages = new LinkedHashMap<>();
    for (String route : routes) {
      pages.put(route, new Page(route, route, "", source.at(route + ".js")));
    }
    new Screens(
            parsing,
            new ProjectModel(
                Routes.of(pages, Set.of(), ""),
                views,
                scripts,
                source.existing("app.js"),
                texts,
                views.size(),
                1,
                1))
        .add();
  }
}
