package cn.beian.inspect.webapp.project;

import cn.beian.facts.FactSink;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.inspect.markup.TextBytes;
import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.PackageFormatException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files under the root of the mini-program. Paths are relative to that root, locators to the
 * package.
 */
public final class ProjectFiles {
  private static final Pattern THIRD_PARTY =
      Pattern.compile(
          "(^|.*/)(node_modules|miniprogram_npm|vant|vant-weapp|iview|wux-weapp|wux|weui|weui-miniprogram"
              + "|towxml|wxParse|colorui|ec-canvas|tdesign-miniprogram|lin-ui|uview-ui|uni_modules"
              + "|agent-ui|uni-(?:calendar|popup|easyinput|datetime-picker|data-picker|file-picker"
              + "|search-bar|number-box|combox))/.*");

  private static final Pattern NONE = Pattern.compile("(?!)");

  private static final Set<String> PAGES = Set.of("html", "htm", "xhtml", "xht", "shtml");

  private static final Set<String> OUTSIDE =
      Set.of("node_modules", "unpackage", ".git", ".svn", ".idea", ".hbuilderx");

  private static final Pattern NO_CODE =
      Pattern.compile(
          ".*\\.d\\.ts|.*\\.(?:test|spec|stories)\\.[jt]sx?|(?:.*/)?(?:__tests__|__mocks__)/.*"
              + "|(?:vite|vue|babel|webpack|postcss|tailwind|jest|gulpfile|uno|windi|rollup)(?:\\.config)?\\.[mc]?[jt]s");

  /** Endings of what an import may leave out, in the order in which they are tried. */
  private static final List<String> CODE =
      List.of(".js", ".ts", ".tsx", ".jsx", ".mjs", ".vue", ".wpy", ".ux");

  private final FileTree tree;
  private final String root;
  private final TreeMap<String, FileTree.Entry> files = new TreeMap<>();
  private final FactSink facts;
  private Map<String, String> containers = Map.of();
  private String archive = "";
  private Set<String> pagesByContent = Set.of();
  private Pattern runtime = NONE;
  private boolean bundled;
  private final Map<String, String> modules = new ConcurrentHashMap<>();

  /**
   * @param root folder that holds app.json: empty, or ending with a slash
   * @param serverRoot folder of cloud functions inside the root, which do not ship; empty for none
   */
  public ProjectFiles(FileTree tree, String root, String serverRoot, FactSink facts) {
    this.tree = tree;
    this.root = root;
    this.facts = facts;
    for (FileTree.Entry entry : tree.entries()) {
      String name = entry.name();
      if (name.startsWith(root)) {
        String path = name.substring(root.length());
        boolean server = !serverRoot.isEmpty() && name.startsWith(serverRoot);
        if (!server && ships(path)) {
          files.put(path, entry);
        }
      }
    }
  }

  /** Whether a file is a web page by its name. */
  public static boolean isPage(String path) {
    int dot = path.lastIndexOf('.');
    return dot >= 0 && PAGES.contains(path.substring(dot + 1).toLowerCase(Locale.ROOT));
  }

  /** Whether a file may be part of the app; dependencies of the build and its output are not. */
  public static boolean ships(String path) {
    int from = 0;
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', from)) {
      if (OUTSIDE.contains(path.substring(from, slash))) {
        return false;
      }
      from = slash + 1;
    }
    return true;
  }

  /** The same files, which lie in an archive of that name; locators name it too. */
  public ProjectFiles inside(String archive) {
    this.archive = archive.isEmpty() ? "" : archive + "!";
    return this;
  }

  /** The same files, of which some were found inside others; locators name these too. */
  public ProjectFiles within(Map<String, String> containers) {
    this.containers = Map.copyOf(containers);
    return this;
  }

  /** Whether a file was put together again from a compiled one, which may lack something. */
  public boolean isRestored(String path) {
    return containers.containsKey(path);
  }

  /** The same files, as the pages of a shell whose own scripts are those of that pattern. */
  public ProjectFiles shell(Pattern ownScripts) {
    runtime = ownScripts;
    return this;
  }

  /**
   * The same files, of which some are web pages whatever they are called.
   *
   * @param names in the package
   */
  public ProjectFiles pages(Set<String> names) {
    pagesByContent = names;
    return this;
  }

  /** Web pages, in order. */
  public List<String> pages() {
    List<String> found = new ArrayList<>();
    for (String path : files.keySet()) {
      if (isPage(path) || pagesByContent.contains(root + path)) {
        found.add(path);
      }
    }
    return found;
  }

  /** The same files, as modules of a bundle of which nobody says whose they are. */
  public ProjectFiles bundled() {
    bundled = true;
    return this;
  }

  /** Whether the files are modules of the app and of its framework alike. */
  public boolean isBundled() {
    return bundled;
  }

  /** Whether the files are the pages of an app that is a web view around them. */
  public boolean isShell() {
    return runtime != NONE;
  }

  /** All files of the package, those above this root too. */
  public ProjectFiles whole() {
    return root.isEmpty() ? this : new ProjectFiles(tree, "", "", facts);
  }

  /** Folder of the app in the package, empty or with its slash. */
  public String root() {
    return root;
  }

  public FactSink facts() {
    return facts;
  }

  /** Whether the package has that file, in this folder or elsewhere. */
  public boolean isShipped(String name) {
    return tree.entry(name).isPresent();
  }

  public boolean has(String path) {
    return files.containsKey(path);
  }

  /** Paths with that ending, in order. */
  public List<String> ending(String extension) {
    List<String> found = new ArrayList<>();
    for (String path : files.keySet()) {
      if (path.endsWith(extension)) {
        found.add(path);
      }
    }
    return found;
  }

  /** Those of these files that are there, in the order given. */
  public List<String> existing(String... paths) {
    return Stream.of(paths).filter(files::containsKey).toList();
  }

  /** The file of that path. */
  public Optional<FileTree.Entry> entry(String path) {
    return Optional.ofNullable(files.get(path));
  }

  public Iterable<String> paths() {
    return files.keySet();
  }

  public long statedBytes(String path) {
    FileTree.Entry entry = files.get(path);
    return entry == null ? 0 : entry.statedBytes();
  }

  public Locator at(String path, int line) {
    String container = containers.get(path);
    String entry = container == null ? archive + root + path : container + "!" + path;
    return line > 0 ? Locator.line(entry, line) : Locator.entry(entry);
  }

  public Locator at(String path) {
    return at(path, 0);
  }

  public Origin origin(String path) {
    if (runtime.matcher(path).matches()) {
      return Origin.FRAMEWORK;
    }
    return THIRD_PARTY.matcher(path).matches() ? Origin.SDK : Origin.APP;
  }

  /**
   * Text of a file, empty where there is none; what is neither UTF-8 nor UTF-16 is read as GB 18030
   * and said so.
   */
  public String text(String path) throws PackageFormatException {
    FileTree.Entry entry = files.get(path);
    if (entry == null) {
      return "";
    }
    TextBytes bytes = TextBytes.of(content(path, entry));
    if (bytes.guessed()) {
      facts.anomaly("not_utf8", at(path), "read as GB 18030");
    }
    return bytes.text();
  }

  /** The bytes; without configuration that lies there twice there can be no facts. */
  private static byte[] content(String path, FileTree.Entry entry) throws PackageFormatException {
    try {
      return entry.bytes();
    } catch (PackageFormatException e) {
      if (!e.isStoredTwice() || path.endsWith(".json")) {
        throw e;
      }
      return new byte[0]; // counted where the archive was opened
    }
  }

  /**
   * The path that a reference in a file leads to, without extension or query; a leading slash is
   * the root. Empty where it leads out of the root or is no path.
   */
  public static String resolved(String file, String reference) {
    String target = reference.strip();
    int query = target.indexOf('?');
    target = query < 0 ? target : target.substring(0, query);
    if (target.isEmpty() || target.contains("://") || target.contains("\\")) {
      return "";
    }
    List<String> parts = new ArrayList<>();
    if (!target.startsWith("/")) {
      int slash = file.lastIndexOf('/');
      if (slash >= 0) {
        parts.addAll(List.of(file.substring(0, slash).split("/", -1)));
      }
    }
    for (String part : target.split("/", -1)) {
      if (part.equals("..")) {
        if (parts.isEmpty()) {
          return "";
        }
        parts.remove(parts.size() - 1);
      } else if (!part.isEmpty() && !part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  /** Scripts but for declarations of types, tests and the configuration of the build. */
  public List<String> scripts() {
    List<String> found = new ArrayList<>();
    for (String path : files.keySet()) {
      boolean code =
          path.endsWith(".js")
              || path.endsWith(".ts")
              || path.endsWith(".jsx")
              || path.endsWith(".tsx")
              || path.endsWith(".mjs");
      if (code && !NO_CODE.matcher(path).matches()) {
        found.add(path);
      }
    }
    return found;
  }

  /** The script that {@code require(reference)} in a file leads to; empty where none ships. */
  public String module(String file, String reference) {
    String folder = file.substring(0, file.lastIndexOf('/') + 1);
    return modules.computeIfAbsent(folder + "\0" + reference, key -> find(file, reference));
  }

  private String find(String file, String reference) {
    List<String> bases = new ArrayList<>();
    if (reference.startsWith(".") || reference.startsWith("/")) {
      bases.add(resolved(file, reference));
    } else if (reference.startsWith("@/") || reference.startsWith("~/")) {
      bases.add(resolved("", reference.substring(2)));
      bases.add(resolved("", "src/" + reference.substring(2)));
    } else {
      bases.add(resolved(file, reference));
      bases.add(resolved("", reference));
      bases.add("miniprogram_npm/" + reference);
      if (reference.startsWith("@")) {
        bases.add(resolved("", reference.substring(1)));
      }
    }
    for (String base : bases) {
      String found = base.isEmpty() ? "" : file(base);
      if (!found.isEmpty()) {
        return found;
      }
    }
    return "";
  }

  private String file(String base) {
    int dot = base.lastIndexOf('.');
    if (dot > 0 && CODE.contains(base.substring(dot)) && has(base)) {
      return base;
    }
    for (String middle : List.of("", "/index")) {
      for (String extension : CODE) {
        if (has(base + middle + extension)) {
          return base + middle + extension;
        }
      }
    }
    return "";
  }

  /** The component that a reference of usingComponents leads to, without extension; or empty. */
  public String component(String file, String reference, String extension) {
    String base = resolved(file, reference);
    List<String> candidates = new ArrayList<>(List.of(base, base + "/index"));
    if (!reference.startsWith(".") && !reference.startsWith("/")) {
      candidates.add(resolved("", reference));
      candidates.add("miniprogram_npm/" + reference);
      candidates.add("miniprogram_npm/" + reference + "/index");
    }
    for (String candidate : candidates) {
      if (!candidate.isEmpty() && has(candidate + extension)) {
        return candidate;
      }
    }
    return "";
  }
}
