package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.openqa.selenium.By;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

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

  @Test
  void groupOfChoices_isSettledByOne_andTheFormCanBeSent() {
    try (Browser browser = Browser.open(url(""))) {
      browser.go("/login");
      browser
          .driver()
          .executeScript(
              "document.querySelector('main').insertAdjacentHTML('afterbegin','<form"
                  + " action=/login#sent><input type=radio name=one id=first required><input"
                  + " type=radio name=one id=second required><button id=send>·</button></form>')");
      browser.driver().findElement(By.id("send")).click();
      browser.driver().findElement(By.id("second")).click();
      browser.driver().findElement(By.id("send")).click();
      new WebDriverWait(browser.driver(), Browser.PATIENCE)
          .until(ExpectedConditions.urlContains("#sent"));
    }
  }

  private static String said(Browser browser) {
    return String.valueOf(
        browser.driver().findElement(By.id("username")).getDomProperty("validationMessage"));
  }
}
