package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.DexBytes;
import cn.beian.testkit.TestSigner;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page that moved into an archive that is not opened is neither removed, new nor missing. */
class UnopenedArchiveTest {
  private static final TestSigner OFFICE = TestSigner.named("CN=Demo,O=某局");
  private static final String DUTY =
      "<html><body><h1>每日考勤打卡</h1><p>未打卡人员将被通报</p><button onclick=\"go()\">打卡</button>"
          + "<script>function go(){fetch('https://api.demo.gov.cn/duty')}</script></body></html>";
  private static final String ABOUT = "<html><body><p>办事指南</p><p>常见问题解答</p></body></html>";
  private static final byte[] ARCHIVE = {'7', 'z', (byte) 0xBC, (byte) 0xAF, 0x27, 0x1C, 0, 4, 9};

  @TempDir Path folder;

  private Path write(String name, String file, byte[] content) throws IOException {
    byte[] code =
        DexBytes.of(Map.of("cn.gov.demo.Main", "package cn.gov.demo; public class Main {}"));
    return Files.write(
        folder.resolve(name + ".apk"),
        new ApkBytes("cn.gov.demo")
            .file("assets/www/index.html", ABOUT.getBytes(StandardCharsets.UTF_8))
            .file("classes.dex", code)
            .file(file, content)
            .signed(OFFICE));
  }

  @Test
  void pageInAnArchive_isNeitherGoneNorNewNorMissing() throws IOException {
    Path open = write("open", "assets/www/duty.html", DUTY.getBytes(StandardCharsets.UTF_8));
    Path moved = write("moved", "assets/www/duty.dat", ARCHIVE);
    Run gone = Run.of("compare", open, moved);
    assertThat(gone.out()).contains("Check-in function").doesNotContain("No longer there", "gone:");
    assertThat(gone.code()).isEqualTo(ExitCode.UNDETERMINED);
    Run gained = Run.of("compare", moved, open);
    assertThat(gained.out())
        .contains("Check-in function", "The old version could not all be read", "7z")
        .doesNotContain("New: Check-in", "MAJOR FUNCTIONAL CHANGE");
    assertThat(gained.code()).isEqualTo(ExitCode.UNDETERMINED);
    Run beside = Run.of("platforms", open, moved);
    assertThat(beside.out()).contains("Check-in function").doesNotContain("Only some");
    assertThat(beside.code()).isEqualTo(ExitCode.UNDETERMINED);
  }

  @Test
  void rules_areUndetermined_besideAnArchiveThatWasNotOpened() throws IOException {
    Path open = write("open", "assets/www/about.txt", "a".getBytes(StandardCharsets.UTF_8));
    Path moved = write("moved", "assets/www/duty.dat", ARCHIVE);
    assertThat(outcome(open)).isEqualTo("PASS");
    assertThat(outcome(moved)).isEqualTo("UNDETERMINED");
    Run told = Run.of("inspect", moved);
    assertThat(told.out()).contains("files could not be read in full", "7z");
    assertThat(told.code()).isEqualTo(ExitCode.UNDETERMINED);
  }

  /** The outcome of the rule about check-in. */
  private static String outcome(Path file) {
    String json = Run.of("inspect", "--format", "json", file).out();
    int at = json.indexOf("\"FORM-101\"");
    int from = json.indexOf("\"outcome\"", at);
    return json.substring(json.indexOf('"', json.indexOf(':', from)) + 1).split("\"", -1)[0];
  }
}
