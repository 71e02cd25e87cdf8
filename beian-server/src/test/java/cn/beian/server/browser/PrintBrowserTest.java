package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.print.PrintOptions;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What is printed to be stamped or kept holds the matter and nothing of the screen around it. */
class PrintBrowserTest extends ServerTest {
  private static final Path PRINTS = Path.of("target", "screenshots");

  @Autowired private ApplicationContext server;
  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void checkAndUndertaking_printed_readBack(Language language) throws Exception {
    Cast cast = Cast.local(server);
    try (Browser browser = Browser.open(url("")).in(language)) {
      String application =
          cast.filled(new TestApp(folder, "清溪巡河", cast.unitName).build("review.apk"));
      browser.as(cast.handler);
      String undertaking = printed(browser.go(application + "/undertaking"), "undertaking");
      assertThat(undertaking)
          .contains(squeezed(language.text("filings.undertaking.title")))
          .contains(cast.unitName)
          .contains("清溪巡河")
          .contains(squeezed(language.text("filings.undertaking.seal")))
          .doesNotContain(squeezed(language.text("layout.logout")))
          .doesNotContain(squeezed(language.text("layout.skip")))
          .doesNotContain(squeezed(language.text("filings.undertaking.how")));
      assertThat(pages("undertaking", language)).isEqualTo(1);
      String check = printed(browser.go(application + "/check"), "check");
      assertThat(check)
          .contains(squeezed(language.text("filings.check")))
          .contains(cast.unitName)
          .contains("按规定办理")
          .doesNotContain(squeezed(language.text("layout.logout")))
          .doesNotContain(squeezed(language.text("filings.ready.what")));
    }
  }

  /** Prints the page as Chromium does and reads the text back, without blanks. */
  private static String printed(Browser browser, String name) throws Exception {
    PrintOptions options = new PrintOptions();
    options.setPageSize(new org.openqa.selenium.print.PageSize(29.7, 21.0));
    byte[] pdf = Base64.getDecoder().decode(browser.driver().print(options).getContent());
    Files.createDirectories(PRINTS);
    return squeezed(Poppler.text(Files.write(file(name, browser.language()), pdf)));
  }

  private static Path file(String name, Language language) {
    return PRINTS.resolve("print-" + name + "-" + language.code + ".pdf");
  }

  private static long pages(String name, Language language) throws Exception {
    return Poppler.text(file(name, language)).chars().filter(c -> c == '\f').count();
  }

  private static String squeezed(String text) {
    return text.replaceAll("\\s+", "");
  }
}
