package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.openqa.selenium.By;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * What every page must stand, at desk and at phone width; its pictures are kept for people who ask
 * for them by {@code -Dbeian.pictures=true}. A page made of the same elements and classes as one
 * that was looked at before is not shown to axe again, whatever its language; how wide it is, is
 * measured in each language.
 */
final class PageCheck {
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final int TALLEST = 6000;
  static final boolean PICTURES = Boolean.getBoolean("beian.pictures");
  private static final String AXE = axe();
  private static final Set<String> SHAPES = ConcurrentHashMap.newKeySet();

  /**
   * On a second JDK the same pages come from the same templates: they are walked, not looked at.
   */
  private static final boolean LOOKED_AT = Boolean.getBoolean("beian.pages.looked-at");

  private PageCheck() {}

  /**
   * Fails when axe finds something serious, when the security policy was violated, when the page
   * names another language than it is in, when a key, a code or a file button of the browser's own
   * stands on it, when a link within it leads nowhere, when more than one button is filled, or when
   * a phone would have to scroll sideways.
   */
  static void run(Browser browser, String name) {
    ChromeDriver driver = browser.driver();
    assertThat(driver.findElement(By.tagName("html")).getDomAttribute("lang"))
        .as("language of " + name)
        .isEqualTo(browser.language().tag());
    assertThat(
            (Long)
                driver.executeScript(
                    "return performance.getEntriesByType('navigation')[0].responseStatus"))
        .as(name + ": a page, not that of a failure")
        .isLessThan(name.startsWith("error-5") ? 600L : 500L);
    assertThat(driver.executeScript("return document.compatMode"))
        .as("mode of " + name + "; BackCompat is that of a page without doctype")
        .isEqualTo("CSS1Compat");
    if (!LOOKED_AT) {
      look(driver, name, browser.language());
      for (Width width : Width.values()) {
        resize(driver, width.pixels, 1000);
        assertThat(PrimaryButtons.on(driver))
            .as(() -> "filled buttons on " + name + " " + width + ": one act is the next one")
            .hasSizeLessThan(2);
      }
      driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
    }
    assertThat(driver.findElements(By.cssSelector("input[type=file]:not(.hidden)")))
        .as("the browser's own file buttons, in the browser's language, on " + name)
        .isEmpty();
    assertThat(CodesOnPage.on(driver)).as("keys and codes on " + name).isEmpty();
    assertThat(leadingNowhere(driver)).as("links within " + name + " that lead nowhere").isEmpty();
    assertThat(browser.policyViolations()).as("content security policy on " + name).isEmpty();
  }

  private static List<?> leadingNowhere(ChromeDriver driver) {
    return (List<?>)
        Objects.requireNonNull(
            driver.executeScript(
                """
                return [...document.querySelectorAll('a[href^="#"]')]
                  .filter(a => !document.getElementById(decodeURIComponent(a.hash.slice(1))))
                  .map(a => a.outerHTML)
                """));
  }

  private static String shape(ChromeDriver driver) {
    return String.valueOf(
        driver.executeScript(
            "return [...document.body.querySelectorAll('*')]"
                + ".map(e => e.localName + '.' + e.className).join(' ')"));
  }

  private static void look(ChromeDriver driver, String name, Language language) {
    String shape = shape(driver);
    if (!SHAPES.add(language + shape)) {
      return;
    }
    boolean unknown = SHAPES.add(shape);
    for (Width width : Width.values()) {
      resize(driver, width.pixels, 1000);
      if (unknown) {
        assertThat(graveFindings(driver)).as("axe on " + name + " " + width).isEmpty();
      }
      if (PICTURES) {
        shoot(driver, name + width.suffix, width.pixels);
      }
    }
    Object overflow =
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overflow)
        .as(() -> "sideways scrolling of " + name + " at 390 px, by " + wide(driver))
        .isEqualTo(0L);
    driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
  }

  /** What stands out of the page, for whoever has to mend it. */
  private static Object wide(ChromeDriver driver) {
    return driver.executeScript(
        "return [...document.querySelectorAll('body *')].filter("
            + "e => e.getBoundingClientRect().right > document.documentElement.clientWidth + 1"
            + " && !e.closest('.table')).map(e => e.outerHTML.slice(0, 200)).slice(-3)");
  }

  /**
   * What axe calls serious or critical. Run as its own manual says, by one script: the builder of
   * its Selenium package sends axe anew for each run, which takes longer than the run.
   */
  static List<String> graveFindings(ChromeDriver driver) {
    if (driver.executeScript("return typeof axe") instanceof String type
        && type.equals("undefined")) {
      driver.executeScript(AXE);
    }
    Object findings =
        driver.executeAsyncScript(
            """
            const done = arguments[arguments.length - 1];
            const grave = violation => ['serious', 'critical'].includes(violation.impact);
            const places = violation => violation.nodes.slice(0, 3).map(node => node.html);
            axe.run({
                resultTypes: ['violations'], selectors: false, iframes: false, preload: false
            }).then(
                result => done(result.violations.filter(grave).map(
                    violation => `${violation.id}: ${violation.help} ${places(violation)}`)),
                problem => done([String(problem)]));
            """);
    return ((List<?>) Objects.requireNonNull(findings)).stream().map(String::valueOf).toList();
  }

  private static String axe() {
    try (InputStream source =
        Objects.requireNonNull(PageCheck.class.getResourceAsStream("/axe.min.js"))) {
      return new String(source.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
