package cn.beian.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.PackageFormatException.Code;
import cn.beian.testkit.ZipBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages that are known by name only. */
class UnsupportedFormatsTest {
  @TempDir Path folder;

  private void refused(byte[] bytes, String zh, String en) throws Exception {
    Path file = Files.write(folder.resolve("a"), bytes);
    assertThatThrownBy(
            () -> PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard()))
        .isInstanceOfSatisfying(
            PackageFormatException.class,
            e -> {
              assertThat(e.code()).isEqualTo(Code.NOT_READ_YET);
              assertThat(e.sentence(Locale.CHINESE)).contains(zh, "uni-app");
              assertThat(e.sentence(Locale.ENGLISH)).contains(en, "source");
            });
  }

  private static byte[] zip(String... names) {
    ZipBytes zip = new ZipBytes();
    for (String name : names) {
      zip.stored(name, "{}".getBytes(StandardCharsets.UTF_8));
    }
    return zip.toBytes();
  }

  @Test
  void miniProgramsOfDouyin_areKnownByTheirPackageAndTheirTemplates() throws Exception {
    refused("TPKG\1\0\0\0".getBytes(StandardCharsets.ISO_8859_1), "抖音", "Douyin");
    refused(zip("app.json", "app.js", "pages/a/a.ttml"), "抖音", "Douyin");
  }

  @Test
  void miniProgramsOfBaidu_areKnownByTheirTemplatesAndTheirProject() throws Exception {
    refused(zip("app.json", "app.js", "pages/a/a.swan"), "百度", "Baidu");
    refused(zip("x/project.swan.json", "x/app.js"), "百度", "Baidu");
  }
}
