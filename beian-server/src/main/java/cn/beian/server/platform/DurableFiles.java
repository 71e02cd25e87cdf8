package cn.beian.server.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * Files that are whole or not there, also after the power was cut: the bytes are on the disk before
 * the name is, and the name before anybody relies on it.
 */
public final class DurableFiles {
  private DurableFiles() {}

  /** Makes a folder, with those that it lies in. */
  public static void folders(@Nullable Path folder) throws IOException {
    if (folder == null || Files.isDirectory(folder)) {
      return;
    }
    Path absolute = folder.toAbsolutePath();
    Path parent = absolute.getParent();
    folders(parent);
    try {
      Files.createDirectory(absolute);
    } catch (FileAlreadyExistsException e) {
      return; // somebody else has just made it
    }
    forceFolder(parent);
  }

  /** Moves a file that was written beside to its place, whole, and keeps it there. */
  public static void publish(Path part, Path place) throws IOException {
    try (FileChannel written = FileChannel.open(part, StandardOpenOption.WRITE)) {
      written.force(true);
    }
    move(part, place);
  }

  /** The same for a file whose bytes are on the disk already. */
  public static void move(Path part, Path place) throws IOException {
    Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(place.toAbsolutePath().getParent());
  }

  /** Windows knows no such thing. */
  private static void forceFolder(@Nullable Path folder) throws IOException {
    if (folder != null && folder.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel names = FileChannel.open(folder, StandardOpenOption.READ)) {
        names.force(true);
      }
    }
  }
}
