package cn.beian.inspect.webapp.project;

import cn.beian.inspect.reader.FileTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds the folder of an app in a tree of files. */
public final class Roots {
  /** Nearest to the root of the package first. */
  public static final Comparator<String> NEAREST =
      Comparator.comparingLong((String root) -> root.chars().filter(c -> c == '/').count())
          .thenComparing(Comparator.naturalOrder());

  private static final int MAX_CANDIDATES = 100;

  private Roots() {}

  /** The folder nearest to the root that holds the file and has files of the extension below it. */
  public static Optional<String> of(FileTree tree, String file, String extension) {
    List<String> roots = new ArrayList<>();
    List<String> witnesses = new ArrayList<>();
    for (FileTree.Entry entry : tree.entries()) {
      String name = entry.name();
      boolean root = name.equals(file) || name.endsWith("/" + file);
      boolean witness = name.endsWith(extension) && !name.contains("miniprogram_npm/");
      if ((root || witness) && ProjectFiles.ships(name)) { // asked last, it costs most
        if (root) {
          roots.add(name.substring(0, name.length() - file.length()));
        } else {
          witnesses.add(name);
        }
      }
    }
    roots.sort(NEAREST);
    return roots.stream()
        .limit(MAX_CANDIDATES)
        .filter(root -> witnesses.stream().anyMatch(name -> name.startsWith(root)))
        .findFirst();
  }
}
