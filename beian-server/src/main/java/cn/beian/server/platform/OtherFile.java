package cn.beian.server.platform;

import java.util.HexFormat;
import java.util.List;

/** Files that somebody sends instead of a table, by what they begin with. */
final class OtherFile {
  /** PDF, PNG, JPEG, GIF, and what Office wrote before 2007. */
  private static final List<String> BEGINNINGS =
      List.of("25504446", "89504e47", "ffd8ff", "47494638", "d0cf11e0");

  private static final int LONGEST = 4;

  private OtherFile() {}

  static boolean is(byte[] file) {
    String begins = HexFormat.of().formatHex(file, 0, Math.min(LONGEST, file.length));
    return BEGINNINGS.stream().anyMatch(begins::startsWith);
  }
}
