package cn.beian.server.database;

import cn.beian.server.start.StartRefusedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one program that runs the database of a folder: a second one would end it as that of
 * an earlier run. The operating system releases it when the program ends, however that happens.
 */
final class FolderLock implements AutoCloseable {
  private static final int PATIENCE_SECONDS = 5;

  private final FileChannel file;

  private FolderLock(FileChannel file) {
    this.file = file;
  }

  /**
   * Takes it; waits some seconds for a program that is just ending.
   *
   * @throws StartRefusedException if another program has it
   */
  static FolderLock of(Path folder) throws IOException {
    FileChannel file =
        FileChannel.open(
            folder.resolve("in-use.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    try {
      while (lock(file) == null) {
        if (System.nanoTime() > deadline) {
          throw new StartRefusedException(
              "Another server, or a command of beian, runs the database in " + folder + ".",
              "Use that one, end it first, or name another folder with --data.");
        }
        TimeUnit.MILLISECONDS.sleep(100);
      }
      return new FolderLock(file);
    } catch (InterruptedException e) {
      file.close();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for " + folder, e);
    } catch (IOException | RuntimeException e) {
      file.close();
      throw e;
    }
  }

  private static @Nullable FileLock lock(FileChannel file) throws IOException {
    try {
      return file.tryLock();
    } catch (OverlappingFileLockException e) {
      return null; // this JVM has it
    }
  }

  @Override
  public void close() {
    try {
      file.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
