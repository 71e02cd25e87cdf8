package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Uses a page by its keys alone; every stop must be seen to have the focus. */
final class Keyboard {
  private static final int MOST_STOPS = 120;

  private final Browser browser;

  Keyboard(Browser browser) {
    this.browser = browser;
  }

  /** Goes on with the tabulator until it stands on what is wanted. */
  WebElement tabTo(String what, Predicate<WebElement> wanted) {
    for (int stop = 0; stop < MOST_STOPS; stop++) {
      WebElement here = next();
      if (wanted.test(here)) {
        return here;
      }
    }
    throw new AssertionError("no way by keyboard to " + what + " on " + browser.path());
  }

  /** Goes to a link or button of this text. */
  WebElement tabTo(String key) {
    String text = browser.language().text(key);
    return tabTo(text, element -> text.equals(element.getText().strip()));
  }

  /** Goes to a field. */
  WebElement tabToField(String id) {
    return tabTo(id, element -> id.equals(element.getDomAttribute("id")));
  }

  /** One step of the tabulator. */
  WebElement next() {
    press(Keys.TAB);
    WebElement here = browser.driver().switchTo().activeElement();
    Object outline =
        browser
            .driver()
            .executeScript(
                "const s = getComputedStyle(arguments[0]); return s.outlineStyle + ' ' + s.outlineWidth",
                here);
    if (!"body".equals(here.getTagName())) {
      assertThat(String.valueOf(outline))
          .as("focus on %s of %s", here.getDomProperty("outerHTML"), browser.path())
          .doesNotStartWith("none")
          .doesNotEndWith(" 0px");
    }
    return here;
  }

  /** Presses Enter on what has the focus and waits for the page that follows. */
  void enter() {
    WebElement page = browser.driver().findElement(By.tagName("html"));
    press(Keys.ENTER);
    browser.awaitNewPage(page);
  }

  /** Presses keys. */
  void press(CharSequence... keys) {
    new Actions(browser.driver()).sendKeys(keys).perform();
  }
}
