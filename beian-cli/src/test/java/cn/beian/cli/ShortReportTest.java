package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.rules.book.Rulebook;
import cn.beian.testkit.Samples;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.ios.IosScreens;
import cn.beian.testkit.ios.IpaBytes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A report for a terminal is short; nothing is lost, and nothing is said twice. */
class ShortReportTest {
  private static final Path PATROL = Run.project("docs/examples/patrol");
  private static final Path DECLARED = Run.project("docs/examples/declared.json");

  @TempDir Path folder;

  private Map<String, Path> packages() throws IOException {
    Map<String, Path> packages = new LinkedHashMap<>();
    packages.put("apk", file("app.apk", Samples.apk()));
    packages.put("rpk", file("app.rpk", Samples.rpk(Samples.quickApp())));
    packages.put("amr", file("app.amr", Samples.amr(Samples.webPages())));
    packages.put("wxapkg", file("app.wxapkg", Samples.wxapkg().plain()));
    IpaBytes ipa =
        new IpaBytes("cn.gov.demo")
            .info("UILaunchStoryboardName", "Launch")
            .file("Launch.nib", IosScreens.plainView("某局主办"));
    packages.put("ipa", file("app.ipa", ipa.zip(TestSigner.named("CN=Demo")).toBytes()));
    packages.put("hap", file("app.hap", HapSamples.hap()));
    packages.put("mini-program", PATROL);
    return packages;
  }

  private Path file(String name, byte[] bytes) throws IOException {
    return Files.write(folder.resolve(name), bytes);
  }

  @Test
  void everyFormat_isReportedInSixtyLines() throws IOException {
    for (Map.Entry<String, Path> one : packages().entrySet()) {
      for (String language : List.of("zh", "en")) {
        Run strict = Run.of("inspect", one.getValue(), "--declared", DECLARED, "--lang", language);
        assertThat(strict.out().lines().count())
            .as(one.getKey() + strict.out())
            .isBetween(10L, 60L);
        Run plain = Run.of("inspect", one.getValue(), "--lang", language);
        assertThat(plain.out().lines().count()).as(one.getKey() + plain.out()).isBetween(10L, 60L);
      }
    }
  }

  @Test
  void noPlaceAndNoRemedy_isListedTwice() {
    String text = Run.of("inspect", PATROL, "--declared", DECLARED, "--lang", "en").out();
    assertThat(text.lines().filter(line -> line.contains("today.wxml:2 "))).hasSize(1);
    assertThat(text.lines().filter(line -> line.contains("today.wxml:4 "))).hasSize(1);
    assertThat(text).contains("at places shown under FORM-101");
  }

  @Test
  void everyRule_isThereOnRequest() {
    String full = Run.of("inspect", PATROL, "--declared", DECLARED, "--full").out();
    String json = Run.of("inspect", PATROL, "--declared", DECLARED, "--format", "json").out();
    Rulebook.bundled()
        .rules()
        .forEach(
            rule -> {
              assertThat(full).contains(rule.id());
              assertThat(json).contains(rule.id());
            });
    assertThat(full).contains("today.wxml:2", "effort", "basis");
  }
}
