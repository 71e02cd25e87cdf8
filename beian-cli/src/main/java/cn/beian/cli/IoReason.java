package cn.beian.cli;

import java.io.IOException;
import java.nio.file.FileSystemException;

/** The reason why a file could not be used, in the operating system's words if available. */
final class IoReason {
  private IoReason() {}

  static String of(IOException e) {
    if (e instanceof FileSystemException at && at.getReason() != null) {
      return at.getReason();
    }
    return String.valueOf(e.getMessage());
  }
}
