package cn.beian.server.backup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lists of files that come from outside, each sealed with its own digest. */
class SumsFileTest {
  private static final String SUM = "0".repeat(64);

  @TempDir Path folder;

  private SumsFile read(String line) throws Exception {
    byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
    Files.write(folder.resolve(SumsFile.NAME), bytes);
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
    return SumsFile.read(folder, HexFormat.of().formatHex(digest));
  }

  @Test
  void namesBelowTheFolder_areRead_whateverTheirLetters() throws Exception {
    String name = "files/objects/sha256/ab/附件 1..2";
    assertThat(read(SUM + "  " + name).entries()).containsOnlyKeys(name);
  }

  /** Restored without their first folder, the first of these lay beside the data folder. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "files/../x",
        "files/a/../../x",
        "../x",
        "/etc/x",
        "files//etc/x",
        "files/.",
        ".."
      })
  void namesThatLeaveTheFolderOnceTheirFirstPartIsOff_areRefused(String name) throws IOException {
    assertThatThrownBy(() -> read(SUM + "  " + name)).isInstanceOf(BackupException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "short", "no digest, but as long as a line has to be to be cut at 66 …"})
  void linesThatAreNoEntry_areRefused_notStumbledOver(String line) {
    assertThatThrownBy(() -> read(line)).isInstanceOf(BackupException.class);
  }
}
