package cn.beian.inspect.webapp.html;

import cn.beian.inspect.webapp.project.ProjectFiles;
import java.util.List;

/** Files that an address in a page or a script leads to. */
final class Addressed {
  /** Addresses of the files of a package, and the folder that they begin in. */
  private record Scheme(String address, String folder) {}

  private static final List<Scheme> SCHEMES =
      List.of(
          new Scheme("file:///android_asset/", "assets/"),
          new Scheme("https://appassets.androidplatform.net/assets/", "assets/"),
          new Scheme("resource://rawfile/", "resources/rawfile/"));

  private Addressed() {}

  /**
   * The path of a file among those of the source; empty where the address leads elsewhere.
   *
   * @param from file that has the address
   */
  static String path(ProjectFiles source, String from, String address) {
    String name = whole(source, from, address);
    return name.startsWith(source.root()) ? name.substring(source.root().length()) : "";
  }

  /** Whether an address leads to a file of the package that is not among those of the source. */
  static boolean isElsewhere(ProjectFiles source, String from, String address) {
    String name = whole(source, from, address);
    return !name.isEmpty() && !name.startsWith(source.root()) && source.isShipped(name);
  }

  /** The path in the package. */
  private static String whole(ProjectFiles source, String from, String address) {
    String plain = plain(address);
    for (Scheme scheme : SCHEMES) {
      if (plain.startsWith(scheme.address)) {
        return scheme.folder + ProjectFiles.resolved("", plain.substring(scheme.address.length()));
      }
    }
    if (plain.startsWith("/")) {
      String path = ProjectFiles.resolved("", plain);
      return path.isEmpty() ? "" : source.root() + path;
    }
    return ProjectFiles.resolved(source.root() + from, plain);
  }

  /** Without fragment and query, its escapes undone. */
  private static String plain(String address) {
    String path = address.strip();
    path = path.startsWith("./") && path.contains("://") ? path.substring(2) : path;
    int end = path.indexOf('#');
    path = end < 0 ? path : path.substring(0, end);
    int query = path.indexOf('?');
    path = query < 0 ? path : path.substring(0, query);
    return HtmlFile.unescaped(path);
  }
}
