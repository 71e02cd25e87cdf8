package cn.beian.inspect.webapp;

import static cn.beian.facts.FactKind.ANOMALY;
import static cn.beian.facts.FactKind.UI_TEXT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.testkit.Samples;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What every input gets: facts or a documented exception, the same on every machine. */
class MiniProgramContractTest {
  @TempDir Path folder;

  private static FactSet inspect(Path path, int threads) throws PackageFormatException {
    return PackageInspector.inspect(
        PackageInput.of(List.of(path)), Limits.standard(), threads, (done, total, what) -> {});
  }

  private Path zip(byte[] bytes) throws Exception {
    return Files.write(folder.resolve("a.zip"), bytes);
  }

  @Test
  void folderAndZip_giveEqualFacts() throws Exception {
    FactSet fromFolder = inspect(Samples.miniProgram().writeTo(folder.resolve("src")), 1);
    FactSet fromZip = inspect(zip(Samples.miniProgram().zip()), 1);
    assertThat(fromZip.all()).isEqualTo(fromFolder.all());
    assertThat(fromFolder.of(UI_TEXT)).hasSizeGreaterThan(4);
  }

  @Test
  void threadsAndLocale_haveNoEffect() throws Exception {
    Path source = Samples.miniProgram().writeTo(folder.resolve("src"));
    FactSet one = inspect(source, 1);
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      FactSet four = inspect(source, 4);
      assertThat(four.all()).isEqualTo(one.all());
      assertThat(four.header()).isEqualTo(one.header());
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void mutatedFiles_giveFactsOrTheDocumentedException() throws Exception {
    Random random = new Random(20261125);
    List<String> names = List.copyOf(Samples.miniProgram().files().keySet());
    for (int round = 0; round < 300; round++) {
      MiniProgramFiles files = Samples.miniProgram();
      String name = names.get(random.nextInt(names.size()));
      byte[] bytes = Samples.miniProgram().files().getOrDefault(name, new byte[1]);
      int changes = 1 + random.nextInt(8);
      for (int i = 0; i < changes; i++) {
        bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
      }
      onlyDocumented(files.bytes(name, bytes));
    }
  }

  @Test
  void truncatedFiles_giveFactsOrTheDocumentedException() throws Exception {
    for (Map.Entry<String, byte[]> file : Samples.miniProgram().files().entrySet()) {
      for (int length = 0; length < file.getValue().length; length += 3) {
        onlyDocumented(
            Samples.miniProgram()
                .bytes(file.getKey(), java.util.Arrays.copyOf(file.getValue(), length)));
      }
    }
  }

  private void onlyDocumented(MiniProgramFiles files) throws Exception {
    try {
      assertThat(inspect(zip(files.zip()), 1).header().format()).isEqualTo("wechat-source");
    } catch (PackageFormatException e) {
      assertThat(e.sentence(Locale.CHINESE)).isNotBlank();
    }
  }

  @Test
  void appJson_thatIsNoJson_isRefusedWithItsPlace() throws Exception {
    Path source =
        Samples.miniProgram().file("app.json", "{\"pages\": [").writeTo(folder.resolve("src"));
    assertThatThrownBy(() -> inspect(source, 1))
        .isInstanceOfSatisfying(
            PackageFormatException.class,
            e -> {
              assertThat(e.code()).isEqualTo(PackageFormatException.Code.UNREADABLE);
              assertThat(e.entry()).isEqualTo("app.json");
            });
  }

  @Test
  void deepNesting_isBoundedAndNamed() throws Exception {
    Path source =
        Samples.miniProgram()
            .file("pages/b/b.wxml", "<view>".repeat(100_000) + "深处")
            .file("pages/b/b.js", "[".repeat(100_000))
            .file("pages/b/b.json", "[".repeat(100_000))
            .writeTo(folder.resolve("src"));
    FactSet facts = inspect(source, 2);
    assertThat(facts.of(ANOMALY))
        .extracting(fact -> fact.text(Field.CODE))
        .contains("template_nesting", "script_not_parsed", "json_not_parsed");
    assertThat(facts.of(UI_TEXT)).anyMatch(fact -> fact.text(Field.TEXT).equals("深处"));
  }

  @Test
  void textThatIsNotUtf8_isReadAsGb18030AndNamed() throws Exception {
    Path source =
        Samples.miniProgram()
            .bytes("pages/b/b.wxml", "<view>签到打卡</view>".getBytes(Charset.forName("GBK")))
            .writeTo(folder.resolve("src"));
    FactSet facts = inspect(source, 1);
    assertThat(facts.of(UI_TEXT)).anyMatch(fact -> fact.text(Field.TEXT).equals("签到打卡"));
    assertThat(facts.of(ANOMALY)).anyMatch(fact -> fact.text(Field.CODE).equals("not_utf8"));
  }

  @Test
  void componentsAndModules_thatUseEachOther_end() throws Exception {
    Path source =
        Samples.miniProgram()
            .part(
                "c/x",
                "<c-x/><view>环</view>",
                "require('./x'); require('../u')",
                "{\"usingComponents\":{\"c-x\":\"x\"}}")
            .file("u.js", "exports.f = () => exports.f(); require('./c/x')")
            .writeTo(folder.resolve("src"));
    assertThat(inspect(source, 1).of(UI_TEXT)).anyMatch(fact -> fact.text(Field.TEXT).equals("环"));
  }

  @Test
  void references_outOfTheRoot_leadNowhere() throws Exception {
    Path source =
        Samples.miniProgram()
            .file("../outside.wxml", "<view>外面</view>")
            .file(
                "pages/b/b.wxml",
                "<include src='../../../outside.wxml'/><include src='/../outside'/>")
            .writeTo(Files.createDirectories(folder.resolve("src")));
    assertThat(inspect(source, 1).of(UI_TEXT))
        .noneMatch(fact -> fact.text(Field.TEXT).equals("外面"));
  }

  @Test
  void symbolicLinks_areNotFollowed() throws Exception {
    Path source = Samples.miniProgram().writeTo(folder.resolve("src"));
    Files.createSymbolicLink(source.resolve("loop"), source);
    Path secret =
        Files.write(folder.resolve("secret.js"), "x='秘密'".getBytes(StandardCharsets.UTF_8));
    Files.createSymbolicLink(source.resolve("secret.js"), secret);
    FactSet facts = inspect(source, 1);
    assertThat(facts.all()).noneMatch(fact -> fact.text(Field.TEXT).contains("秘密"));
  }
}
