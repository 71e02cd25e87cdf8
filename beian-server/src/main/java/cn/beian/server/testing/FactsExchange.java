package cn.beian.server.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.util.FileSystemUtils;

/** The folder where workers write facts: the only one they may write to. */
final class FactsExchange {
  private final Path folder;

  FactsExchange(Path folder) throws IOException {
    this.folder = folder;
    FileSystemUtils.deleteRecursively(folder); // what a killed server left
    Files.createDirectories(folder);
  }

  Path folder() {
    return folder;
  }

  /** A file for the facts of one package. */
  Path file() throws IOException {
    return Files.createTempFile(folder, "facts-", ".ndjson");
  }
}
