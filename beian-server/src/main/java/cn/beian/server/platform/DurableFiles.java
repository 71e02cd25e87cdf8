package cn.beian.server.platform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
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
    force(part);
    move(part, place);
  }

  /** The same for a file whose bytes are on the disk already. */
  public static void move(Path part, Path place) throws IOException {
    Files.move(part, place, StandardCopyOption.ATOMIC_MOVE);
    forceFolder(place.toAbsolutePath().getParent());
  }

  /**
   * Makes a file that only its owner can read and write, with its folders; one that is there stays.
   * Of several that make it at the same time one does.
   *
   * @return whether it was made here
   * @throws IOException if it cannot be written; then there is none of a part of the content
   */
  public static boolean createSecret(Path place, String content) throws IOException {
    Path folder = place.toAbsolutePath().getParent();
    folders(folder);
    Path part = Files.createTempFile(folder, "secret-", ".part", ownerOnly());
    try {
      Files.writeString(part, content);
      force(part);
      return place(part, place);
    } finally {
      Files.deleteIfExists(part);
    }
  }

  /** A link, since a move would replace the file of another. */
  private static boolean place(Path part, Path place) throws IOException {
    try {
      Files.createLink(place, part);
      forceFolder(place.toAbsolutePath().getParent());
      return true;
    } catch (FileAlreadyExistsException e) {
      return false;
    } catch (UnsupportedOperationException | FileSystemException e) { // no links there
      if (Files.exists(place)) {
        return false;
      }
      move(part, place);
      return true;
    }
  }

  private static FileAttribute<?>[] ownerOnly() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static void force(Path file) throws IOException {
    try (FileChannel written = FileChannel.open(file, StandardOpenOption.WRITE)) {
      written.force(true);
    }
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
