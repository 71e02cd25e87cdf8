package cn.beian.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.inspect.reader.WrongFile;
import cn.beian.server.testing.Inspection.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is no package is told on pages as the command line tells it. */
class WrongFileWordsTest {
  /** On the command line these name a size or a file. */
  private static final Set<WrongFile> NAMING =
      Set.of(WrongFile.GIT_LFS, WrongFile.CUT_SHORT, WrongFile.PACKAGE_INSIDE);

  @Test
  void eachKindOfFile_hasTheSameSentenceOnPages() throws IOException {
    for (Locale language : new Locale[] {Locale.CHINESE, Locale.ENGLISH}) {
      Properties pages = new Properties();
      pages.load(
          Files.newBufferedReader(
              Path.of("src/main/resources/i18n/intake_" + language.getLanguage() + ".properties"),
              StandardCharsets.UTF_8));
      for (WrongFile what : WrongFile.values()) {
        String told = pages.getProperty("testing.failure." + Failure.valueOf(what.name()), "");
        assertThat(told).as(what.name()).isNotEmpty().doesNotContain("{", "'");
        if (!NAMING.contains(what)) {
          assertThat(told).isEqualTo(PackageFormatException.of(what, "").sentence(language));
        }
      }
    }
  }
}
