package cn.beian.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * Where the data of a JVM's tests lies: in memory where the system has a file system of that kind,
 * as tests otherwise wait for a disk half of the time. PostgreSQL is set as ever; what is to
 * survive a crash is tested on a disk ({@code @TempDir}).
 */
public final class TestData {
  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ENOUGH_BYTES = 6L << 30;
  private static final String NAME = "beian-test-";

  private TestData() {}

  /** The folder of this JVM; not made. */
  public static Path folder() {
    long pid = ProcessHandle.current().pid();
    return hasMemory()
        ? MEMORY.resolve(NAME + pid)
        : Path.of("target").toAbsolutePath().resolve("test-data-" + pid);
  }

  private static boolean hasMemory() {
    try {
      if (!Files.isWritable(MEMORY)) {
        return false;
      }
      sweep();
      FileStore store = Files.getFileStore(MEMORY);
      return "tmpfs".equals(store.type()) && store.getUsableSpace() >= ENOUGH_BYTES;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Removes what JVMs left that are no more. */
  private static void sweep() throws IOException {
    List<Path> folders;
    try (Stream<Path> all = Files.list(MEMORY)) {
      folders = all.filter(one -> one.getFileName().toString().startsWith(NAME)).toList();
    }
    for (Path folder : folders) {
      long pid = Long.parseLong(folder.getFileName().toString().substring(NAME.length()));
      if (ProcessHandle.of(pid).isEmpty()) {
        try {
          FileSystemUtils.deleteRecursively(folder);
        } catch (IOException e) {
          // another JVM removes it at the same time; the next one removes the rest
        }
      }
    }
  }
}
