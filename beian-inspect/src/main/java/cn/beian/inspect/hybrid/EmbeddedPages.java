package cn.beian.inspect.hybrid;

import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.webapp.facts.Screens;
import cn.beian.inspect.webapp.html.WebPages;
import cn.beian.inspect.webapp.project.Parsing;
import cn.beian.inspect.webapp.project.ProjectFiles;
import cn.beian.inspect.webapp.project.ProjectModel;
import cn.beian.inspect.webapp.project.Routes;
import java.util.Map;
import java.util.Set;

/**
 * The pages inside another package whose app is a web view around them. They give the facts that a
 * mini-program gives, coverage included, beside those of the package.
 */
final class EmbeddedPages {
  private EmbeddedPages() {}

  /**
   * Reads web pages, or a uni-app where the folder holds one.
   *
   * @param root folder that holds them, ending with a slash
   * @param app whether the app begins with one of them; else something outside opens any of them
   * @param called files that are pages whatever they are called
   * @throws PackageFormatException LIMIT
   */
  static void read(
      FileTree tree, String root, boolean app, Set<String> called, InspectionContext context)
      throws PackageFormatException {
    if (UniAppPackage.isIn(tree, root)) {
      new UniAppPackage(tree, root, context).read();
      return;
    }
    ProjectFiles source =
        new ProjectFiles(tree, root, "", context.facts())
            .shell(UniAppPackage.OWN_SCRIPTS)
            .pages(called);
    Parsing parsing = new Parsing(source, context);
    WebPages pages = WebPages.read(parsing);
    Routes routes = app ? pages.routes(source) : new Routes("", pages.pages(source), Set.of());
    new Screens(
            parsing,
            new ProjectModel(
                routes,
                pages.views(),
                pages.scripts(),
                source.existing("cordova_plugins.js"),
                Map.of(),
                pages.views().size(),
                0,
                0))
        .add();
  }
}
