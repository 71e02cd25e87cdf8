package cn.beian.server.storage;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** A lease on a file that holds an object: it is there, unchanged, until this is closed. */
public interface LocalCopy extends Closeable {
  /** The file; not to be written to, moved or removed. */
  Path file();

  @Override
  void close() throws IOException;
}
