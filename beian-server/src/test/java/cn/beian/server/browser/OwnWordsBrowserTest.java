package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;

/** What is said of a field that cannot be sent is in the page's language, not the browser's. */
class OwnWordsBrowserTest extends ServerTest {

  @ParameterizedTest
  @EnumSource
  void fieldThatIsMissing_isToldInTheLanguageOfThePage(Language language) {
    try (Browser browser = Browser.open(url("")).in(language)) {
      browser.go("/login");
      browser.driver().findElement(By.cssSelector("main form button")).click();
      assertThat(said(browser)).isEqualTo(language.text("layout.valid.missing"));
      browser.type("username", "zhou");
      assertThat(said(browser)).isEmpty();
    }
  }

  private static String said(Browser browser) {
    return String.valueOf(
        browser.driver().findElement(By.id("username")).getDomProperty("validationMessage"));
  }
}
