package cn.beian.inspect.miniprogram;

import cn.beian.inspect.FileTree;
import cn.beian.inspect.FormatReader.Format;
import cn.beian.inspect.PackageFormatException;
import cn.beian.inspect.Reading;
import java.util.Optional;

/** One way in which the source of a mini-program or quick app is written. */
interface SourceFormat {
  /** The folder of the app, empty or ending with a slash, judged by names only. */
  Optional<String> root(FileTree tree);

  /**
   * The files below that root which ship with the app.
   *
   * @throws PackageFormatException LIMIT
   */
  default Source open(FileTree tree, String root, Reading reading) throws PackageFormatException {
    return new Source(tree, root, "", reading.facts());
  }

  /**
   * Reads everything below the root and adds the facts that belong to no screen.
   *
   * @throws PackageFormatException UNREADABLE where the list of pages cannot be read; LIMIT
   */
  App load(Parsing parsing) throws PackageFormatException;

  /** What to call it, once the root is known. */
  Format format(Source source);
}
