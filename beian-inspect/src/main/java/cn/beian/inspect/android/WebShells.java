package cn.beian.inspect.android;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.android.resource.XmlElement;
import cn.beian.inspect.android.ui.UiFile;
import cn.beian.inspect.hybrid.EmbeddedPages;
import cn.beian.inspect.reader.ByteSource;
import cn.beian.inspect.reader.Coverage;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.shared.UrlFacts;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
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
  private static final Pattern HTML = Pattern.compile("assets/.*\\.html?");
  private static final Pattern REMOTE = Pattern.compile("\"url\"\\s*:\\s*\"(https?://[^\"]+)\"");

  private final ApkPart part;
  private final InspectionContext context;
  private final FileTree files;

  WebShells(ApkPart part, InspectionContext context) {
    this.part = part;
    this.context = context.with(part.facts());
    this.files = new Installed(part.files(), part.facts());
  }

  /** Reads all of them. */
  void read(List<UiFile> xml) throws PackageFormatException {
    TreeSet<String> roots = new TreeSet<>();
    boolean stray = false;
    for (FileTree.Entry entry : files.entries()) {
      Matcher root = ROOT.matcher(entry.name());
      if (root.lookingAt()) {
        roots.add(root.group());
      } else {
        stray |= HTML.matcher(entry.name()).matches();
      }
    }
    for (String root : roots) {
      EmbeddedPages.read(files, root, true, context);
    }
    if (stray) {
      EmbeddedPages.read(new Without(files, roots), ASSETS, false, context);
    }
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

  /**
   * The files as they are installed: Android does not mind one whose compressed data is broken, so
   * such a file is empty here and counts as not read.
   */
  private record Installed(FileTree files, FactSink facts) implements FileTree {
    @Override
    public List<Entry> entries() {
      return files.entries().stream().map(this::installed).toList();
    }

    @Override
    public Optional<Entry> entry(String name) {
      return files.entry(name).map(this::installed);
    }

    private Entry installed(Entry entry) {
      return new InstalledFile(entry, facts);
    }
  }

  private record InstalledFile(FileTree.Entry entry, FactSink facts) implements FileTree.Entry {
    private static final Pattern SCRIPT = Pattern.compile(".*\\.[mc]?js");

    @Override
    public String name() {
      return entry.name();
    }

    @Override
    public long statedBytes() {
      return entry.statedBytes();
    }

    @Override
    public byte[] bytes() throws PackageFormatException {
      try {
        return entry.bytes();
      } catch (PackageFormatException e) {
        if (e.code() != PackageFormatException.Code.UNREADABLE) {
          throw e;
        }
        Coverage kind = SCRIPT.matcher(name()).matches() ? Coverage.CODE : Coverage.TEXT;
        kind.add(facts, 0, 1, "damaged");
        return new byte[0];
      }
    }

    @Override
    public Optional<ByteSource> stored() {
      return entry.stored();
    }

    @Override
    public InputStream open() throws IOException {
      return entry.open();
    }
  }

  /** The files but for those in some folders. */
  private record Without(FileTree files, TreeSet<String> folders) implements FileTree {
    @Override
    public List<Entry> entries() {
      return files.entries().stream().filter(entry -> !isIn(entry.name())).toList();
    }

    @Override
    public Optional<Entry> entry(String name) {
      return isIn(name) ? Optional.empty() : files.entry(name);
    }

    private boolean isIn(String name) {
      Matcher root = ROOT.matcher(name);
      return root.lookingAt() && folders.contains(root.group());
    }
  }
}
