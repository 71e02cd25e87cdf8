package cn.beian.server.browser;

import java.util.List;
import java.util.Objects;
import org.openqa.selenium.chrome.ChromeDriver;

/** The filled buttons that a page shows: a person sees one act that is next, or none. */
final class PrimaryButtons {
  private PrimaryButtons() {}

  /** What the filled buttons in sight at the present width say; those in closed folds are not. */
  static List<String> on(ChromeDriver driver) {
    Object labels =
        driver.executeScript(
            """
            return [...document.querySelectorAll('main .btn:not(.quiet)')]
                .filter(button => button.checkVisibility({visibilityProperty: true}))
                .filter(button => !button.closest('.hidden'))
                .map(button => button.innerText.trim());
            """);
    return ((List<?>) Objects.requireNonNull(labels)).stream().map(String::valueOf).toList();
  }
}
