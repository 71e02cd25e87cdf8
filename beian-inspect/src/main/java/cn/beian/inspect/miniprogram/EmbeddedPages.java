package cn.beian.inspect.miniprogram;

import cn.beian.inspect.FileTree;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.Reading;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The pages inside another package whose app is a web view around them. They give the facts that a
 * mini-program gives, coverage included, beside those of the package.
 */
public final class EmbeddedPages {
  static final Pattern OWN_SCRIPTS =
      Pattern.compile("(?:.*/)?(?:cordova[^/]*\\.js|(?:cordova-js-src|plugins/cordova-[^/]*)/.*)");

  private EmbeddedPages() {}

  /**
   * Reads web pages, or a uni-app where the folder holds one.
   *
   * @param root folder that holds them, ending with a slash
   * @param app whether the app begins with one of them; else something outside opens any of them
   * @throws PackageFormatException LIMIT
   */
  public static void read(FileTree tree, String root, boolean app, Reading reading)
      throws PackageFormatException {
    if (UniAppPackage.isIn(tree, root)) {
      new UniAppPackage(tree, root, reading).read();
      return;
    }
    Source source = new Source(tree, root, "", reading.facts()).shell(OWN_SCRIPTS);
    Parsing parsing = new Parsing(source, reading);
    WebPages pages = WebPages.read(parsing);
    Routes routes = app ? pages.routes(source) : new Routes("", pages.pages(source), Set.of());
    new Screens(
            parsing,
            new App(
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
