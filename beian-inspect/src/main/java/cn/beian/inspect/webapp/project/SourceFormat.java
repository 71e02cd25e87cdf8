package cn.beian.inspect.webapp.project;

import cn.beian.inspect.reader.FileTree;
import cn.beian.inspect.reader.FormatReader.Format;
import cn.beian.inspect.reader.InspectionContext;
import cn.beian.inspect.reader.PackageFormatException;
import java.util.Optional;

/** One way in which the source of a mini-program or quick app is written. */
public interface SourceFormat {
  /** The folder of the app, empty or ending with a slash, judged by names only. */
  Optional<String> root(FileTree tree);

  /**
   * The files below that root which ship with the app.
   *
   * @throws PackageFormatException LIMIT
   */
  default ProjectFiles open(FileTree tree, String root, InspectionContext context)
      throws PackageFormatException {
    return new ProjectFiles(tree, root, "", context.facts());
  }

  /**
   * Reads everything below the root and adds the facts that belong to no screen.
   *
   * @throws PackageFormatException UNREADABLE where the list of pages cannot be read; LIMIT
   */
  ProjectModel load(Parsing parsing) throws PackageFormatException;

  /** What to call it, once the root is known. */
  Format format(ProjectFiles source);
}
