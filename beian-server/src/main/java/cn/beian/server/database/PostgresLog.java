package cn.beian.server.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** What the log of PostgreSQL says at its end. */
final class PostgresLog {
  private static final int TAIL_BYTES = 16_384;
  private static final String NO_SPACE = "No space left on device";

  private PostgresLog() {}

  /** Why it ended, for the operator: in words where the cause is known, else where to look. */
  static String why(Path log) {
    return tail(log).contains(NO_SPACE)
        ? "the disk of "
            + log.toAbsolutePath().getParent()
            + " is full. Nothing that was answered is lost; make room, and it goes on by itself"
        : "see " + log;
  }

  private static String tail(Path log) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(0, file.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
