package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/** What every page must stand, at desk and at phone width; its pictures are kept for people. */
final class PageCheck {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Set<String> GRAVE = Set.of("serious", "critical");
  private static final int TALLEST = 6000;

  /**
   * On a second JDK the same pages come from the same templates: they are walked, not looked at.
   */
  private static final boolean LOOKED_AT = Boolean.getBoolean("beian.pages.looked-at");

  private PageCheck() {}

  /**
   * Fails when axe finds something serious, when the security policy was violated, when the page
   * names another language than it is in, or when a phone would have to scroll sideways.
   */
  static void run(Browser browser, String name) {
    ChromeDriver driver = browser.driver();
    assertThat(driver.findElement(By.tagName("html")).getDomAttribute("lang"))
        .as("language of " + name)
        .isEqualTo(browser.language().tag());
    if (!LOOKED_AT) {
      look(driver, name);
    }
    assertThat(browser.policyViolations()).as("content security policy on " + name).isEmpty();
  }

  private static void look(ChromeDriver driver, String name) {
    for (Width width : Width.values()) {
      resize(driver, width.pixels, 1000);
      assertThat(graveFindings(driver)).as("axe on " + name + " " + width).isEmpty();
      shoot(driver, name + width.suffix, width.pixels);
    }
    Object overflow =
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overflow).as("sideways scrolling of " + name + " at 390 px").isEqualTo(0L);
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** What axe calls serious or critical. */
  @SuppressWarnings("deprecation") // the mode that is not opens a window for each page
  static List<String> graveFindings(ChromeDriver driver) {
    return new AxeBuilder()
        .setLegacyMode(true).analyze(driver).getViolations().stream()
            .filter(rule -> GRAVE.contains(rule.getImpact()))
            .map(PageCheck::sentence)
            .toList();
  }

  private static void shoot(ChromeDriver driver, String name, int width) {
    Object height = driver.executeScript("return document.documentElement.scrollHeight");
    resize(driver, width, Math.min(TALLEST, ((Long) height).intValue()));
    File picture = driver.getScreenshotAs(OutputType.FILE);
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.move(
          picture.toPath(),
          SCREENSHOTS.resolve(name + ".png"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void resize(ChromeDriver driver, int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  private static String sentence(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + " "
        + rule.getNodes().stream().map(node -> node.getHtml()).limit(3).toList();
  }

  private enum Width {
    DESK(1440, ""),
    PHONE(390, "-phone");

    private final int pixels;
    private final String suffix;

    Width(int pixels, String suffix) {
      this.pixels = pixels;
      this.suffix = suffix;
    }
  }
}
