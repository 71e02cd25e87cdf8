package cn.beian.server.database;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** What the log of PostgreSQL says of a process that writes to it. */
final class PostgresLog {
  private static final int TAIL_BYTES = 16_384;
  private static final String NO_SPACE = "No space left on device";

  /** With less than this, a log may not have been able to say so. */
  private static final long FULL_BYTES = 64 * 1024;

  private PostgresLog() {}

  /**
   * Why a process ended, for the operator: in words where the cause is known, else where to look.
   *
   * @param from where in the log the process began
   */
  static String why(Path log, long from) {
    Path folder = Objects.requireNonNull(log.toAbsolutePath().getParent(), "a file has a folder");
    return tail(log, from).contains(NO_SPACE) || full(folder)
        ? "the disk of "
            + folder
            + " is full. Nothing that was answered is lost; make room, and it goes on by itself"
            + " ("
            + NO_SPACE
            + ")"
        : "see " + log;
  }

  private static boolean full(Path folder) {
    try {
      return Files.getFileStore(folder).getUsableSpace() < FULL_BYTES;
    } catch (IOException e) {
      return false;
    }
  }

  /** How long it is; 0 where there is none. */
  static long length(Path log) {
    return log.toFile().length();
  }

  private static String tail(Path log, long begun) {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long from = Math.max(begun, file.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) Math.max(0, file.length() - from)];
      file.seek(from);
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
