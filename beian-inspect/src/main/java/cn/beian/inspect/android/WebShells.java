package cn.beian.inspect.android;

import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.resource.XmlElement;
import cn.beian.inspect.android.ui.UiFile;
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
 * assets/apps/ID/www}, Cordova under {@code assets/www}, Capacitor under {@code assets/public}, and
 * any other HTML file in the assets. Each folder is read as one app of pages.
 */
final class WebShells {
  private static final String ASSETS = "assets/";
  private static final Pattern ROOT = Pattern.compile("assets/(?:apps/[^/]+/www|www|public)/");
  private static final Pattern REMOTE = Pattern.compile("\"url\"\\s*:\\s*\"(https?://[^\"]+)\"");

  private final ApkPart part;
  private final InspectionContext context;
  private final FileTree files;

  WebShells(ApkPart part, InspectionContext context) {
    this.part = part;
    this.context = context.with(part.facts());
    this.files = WebFolders.installed(part.files(), part.facts());
  }

  /** Reads all of them. */
  void read(List<UiFile> xml) throws PackageFormatException {
    new WebFolders(ROOT, ASSETS).read(files, context);
    remote(xml);
  }

  /** A start page on a server: what it shows is in no package. */
  private void remote(List<UiFile> xml) throws PackageFormatException {
    for (UiFile file : xml) {
      for (XmlElement root : file.document().children("widget")) {
        for (XmlElement content : root.children("content")) {
          content.plain("src").ifPresent(src -> remote(src.text(), file.entry()));
        }
      }
    }
    Optional<FileTree.Entry> config = files.entry("assets/capacitor.config.json");
    if (config.isPresent()) {
      Matcher url = REMOTE.matcher(new String(config.get().bytes(), StandardCharsets.UTF_8));
      if (url.find()) {
        remote(url.group(1), config.get().name());
      }
    }
  }

  private void remote(String address, String entry) {
    if (address.startsWith("http")) {
      UrlFacts.add(part.facts(), address, Origin.APP, Locator.entry(entry));
      for (Coverage kind : List.of(Coverage.PAGES, Coverage.TEXT, Coverage.CODE)) {
        kind.add(part.facts(), 0, 1, "the app begins with a page on a server");
      }
    }
  }
}
