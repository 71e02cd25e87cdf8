package cn.beian.inspect.reader;

import java.nio.file.Path;
import java.util.Optional;

/**
 * One of the paths handed in, opened.
 *
 * @param path as handed in
 * @param bytes of a file; empty for a folder
 * @param files of a folder or ZIP archive; empty for any other file
 */
public record PackagePart(Path path, Optional<ByteSource> bytes, Optional<FileTree> files) {
  /** Whether it holds a file of that exact name. */
  public boolean holds(String name) {
    return files.flatMap(tree -> tree.entry(name)).isPresent();
  }
}
