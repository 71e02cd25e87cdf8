package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactSet;
import cn.beian.facts.FactsJson;
import cn.beian.facts.VisibleText;
import cn.beian.testkit.HostileNames;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names inside a package cannot control the terminal, on either stream. */
class HostileNamesTest {
  @TempDir Path folder;

  @Test
  void namesInEveryContainer_cannotSteerTheTerminal() throws Exception {
    for (Map.Entry<String, byte[]> one : HostileNames.packages().entrySet()) {
      Path file = Files.write(folder.resolve(one.getKey()), one.getValue());
      Run run = Run.of("inspect", file);
      assertThat(run.code()).as(one.getKey() + run.err()).isNotEqualTo(ExitCode.BUG);
      assertHarmless(one.getKey() + " out", run.out());
      assertHarmless(one.getKey() + " err", run.err());
      if (one.getKey().equals("damaged.zip")) {
        assertThat(run.err()).contains("\\u000Adone 3\\u000A").doesNotContain("\ndone 3");
      }
    }
  }

  @Test
  void factsThatAreShown_areTheSameFacts_withoutWhatTurnsTheDirection() throws Exception {
    Path app = Files.createDirectories(folder.resolve("app/pages/a"));
    Files.writeString(folder.resolve("app/app.json"), "{\"pages\":[\"pages/a/a\"]}");
    Files.writeString(app.resolve("a.wxml"), "<view>水位\u202Efdp.exe🌊</view>");
    Files.writeString(app.resolve("a.js"), "Page({})");
    String shown = Run.of("facts", folder.resolve("app")).out();
    assertThat(shown).contains("水位\\u202Efdp.exe🌊").doesNotContain("\u202E");
    FactSet facts =
        FactsJson.read(new ByteArrayInputStream(shown.getBytes(StandardCharsets.UTF_8)));
    ByteArrayOutputStream canonical = new ByteArrayOutputStream();
    FactsJson.write(facts, canonical);
    assertThat(canonical.toString(StandardCharsets.UTF_8)).contains("水位\u202Efdp.exe🌊");
  }

  @Test
  void nameOfAFile_cannotSteerTheTerminal() throws Exception {
    Path file = Files.write(folder.resolve("a\u001b[2J\nb.zip"), new byte[] {1});
    assertHarmless("err", Run.of("inspect", file).err());
    assertHarmless("missing", Run.of("inspect", folder.resolve("\u001b[2J")).err());
  }

  private static void assertHarmless(String where, String said) {
    assertThat(said).as(where).isEqualTo(VisibleText.lines(said));
  }
}
