package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Uses a page by its keys alone; every stop must be seen to have the focus. */
final class Keyboard {
  private static final int MOST_STOPS = 120;
  private static final String ACTIVE =
      """
      const here = document.activeElement, style = getComputedStyle(here);
      return [here, here.localName, here.id, here.getAttribute('href'), here.textContent.trim(),
              style.outlineStyle + ' ' + style.outlineWidth];
      """;

  /** What has the focus, asked of the browser once. */
  record Stop(WebElement element, String tag, String id, String href, String text) {}

  private final Browser browser;

  Keyboard(Browser browser) {
    this.browser = browser;
  }

  /** Goes on with the tabulator until it stands on what is wanted. */
  WebElement tabTo(String what, Predicate<Stop> wanted) {
    for (int stop = 0; stop < MOST_STOPS; stop++) {
      Stop here = step();
      if (wanted.test(here)) {
        return here.element();
      }
    }
    throw new AssertionError("no way by keyboard to " + what + " on " + browser.path());
  }

  /** Goes to a link or button of this text. */
  WebElement tabTo(String key) {
    String text = browser.language().text(key);
    return tabTo(text, stop -> text.equals(stop.text()));
  }

  /** Goes to a field. */
  WebElement tabToField(String id) {
    return tabTo(id, stop -> id.equals(stop.id()));
  }

  /** One step of the tabulator. */
  WebElement next() {
    return step().element();
  }

  private Stop step() {
    press(Keys.TAB);
    List<?> told = (List<?>) Objects.requireNonNull(browser.driver().executeScript(ACTIVE));
    Stop here =
        new Stop(
            (WebElement) told.get(0),
            String.valueOf(told.get(1)),
            String.valueOf(told.get(2)),
            String.valueOf(told.get(3)),
            String.valueOf(told.get(4)));
    if (!"body".equals(here.tag())) {
      assertThat(String.valueOf(told.get(5)))
          .as("focus on %s of %s", here, browser.path())
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
