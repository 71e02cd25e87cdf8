package cn.beian.server.database;

import cn.beian.server.start.StartRefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.core.env.Environment;

/** Checks that no other program runs the database of a data folder, before anything is loaded. */
public final class DatabaseFolder {
  private DatabaseFolder() {}

  /**
   * Waits some seconds for a program that is just ending. Does nothing for an external database or
   * a new folder.
   *
   * @throws StartRefusedException if another program runs it, or it cannot be written
   */
  public static void requireFree(Environment settings) {
    Path home = Path.of(settings.getProperty("beian.data-dir", "beian-data")).resolve("postgres");
    boolean embedded = settings.getProperty("beian.db.url", "").isEmpty();
    if (!embedded || !Files.isDirectory(home)) {
      return;
    }
    try {
      FolderLock.of(home).close();
    } catch (IOException e) {
      throw new StartRefusedException(
          "The folder " + home + " cannot be written: " + e + ".",
          "Run as the user that owns it, or name another folder with --data.");
    }
  }
}
