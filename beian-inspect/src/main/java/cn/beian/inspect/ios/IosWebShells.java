package cn.beian.inspect.ios;

import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.hybrid.WebFolders;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.shared.UrlFacts;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pages and scripts that an app shows in a web view: uni-app and HTML5+ under {@code
 * Pandora/apps/ID/www}, Cordova under {@code www}, Capacitor under {@code public}, and any other
 * HTML file.
 */
final class IosWebShells {
  private static final String FOLDERS = "(?:Pandora/apps/[^/]+/www|www|public)/";
  private static final Pattern REMOTE = Pattern.compile("\"url\"\\s*:\\s*\"(https?://[^\"]+)\"");

  private IosWebShells() {}

  /** Reads all of them; {@code app} is the folder of the app. */
  static void read(FileTree files, String app, InspectionContext context)
      throws PackageFormatException {
    FileTree installed = WebFolders.installed(files, context.facts());
    new WebFolders(Pattern.compile(Pattern.quote(app) + FOLDERS), app).read(installed, context);
    Optional<FileTree.Entry> config = installed.entry(app + "capacitor.config.json");
    if (config.isPresent()) {
      Matcher url = REMOTE.matcher(new String(config.get().bytes(), StandardCharsets.UTF_8));
      if (url.find()) {
        UrlFacts.add(context.facts(), url.group(1), Origin.APP, Locator.entry(app));
        for (Coverage kind : List.of(Coverage.PAGES, Coverage.TEXT, Coverage.CODE)) {
          kind.add(context.facts(), 0, 1, "the app begins with a page on a server");
        }
      }
    }
  }
}
