package cn.beian.server.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * The Chromium of this machine. To start one takes as long as ten pages, so a walk that has ended
 * leaves its own, emptied, to the next.
 */
final class Chromium {
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");

  /** The first of these that is there; the shell draws the same pages with half the effort. */
  private static final List<Path> BROWSERS =
      List.of(Path.of("/usr/lib/chromium/chromium-headless-shell"), Path.of("/usr/bin/chromium"));

  private static final ConcurrentLinkedQueue<ChromeDriver> IDLE = new ConcurrentLinkedQueue<>();

  static {
    Runtime.getRuntime()
        .addShutdownHook(new Thread(() -> IDLE.forEach(ChromeDriver::quit), "quit Chromium"));
  }

  private Chromium() {}

  /** One that holds nothing; the test is skipped where none is installed. */
  static ChromeDriver take(boolean script) {
    ChromeDriver driver = Objects.requireNonNullElseGet(IDLE.poll(), Chromium::start);
    driver.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", !script));
    return driver;
  }

  /** For the next walk: what this one left in it is taken out. */
  static void leave(ChromeDriver driver) {
    try {
      String kept = driver.getWindowHandle();
      for (String window : driver.getWindowHandles()) {
        if (!window.equals(kept)) {
          driver.switchTo().window(window).close();
        }
      }
      driver.switchTo().window(kept);
      driver.get("about:blank");
      driver.executeCdpCommand("Network.clearBrowserCookies", Map.of());
      driver.executeCdpCommand("Network.clearBrowserCache", Map.of());
      driver.executeCdpCommand("Emulation.clearDeviceMetricsOverride", Map.of());
      IDLE.add(driver);
    } catch (org.openqa.selenium.WebDriverException broken) {
      driver.quit();
    }
  }

  private static ChromeDriver start() {
    Stream<Path> there = BROWSERS.stream().filter(Files::isExecutable);
    Path browser = there.findFirst().orElse(DRIVER.resolveSibling("no browser"));
    Assumptions.assumeTrue(
        Files.isExecutable(browser) && Files.isExecutable(DRIVER), "absent: chromium");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-features=BackForwardCache", // no page is kept alive behind the next one
        "--disable-dev-shm-usage",
        "--lang=en-US", // dates are typed as it wants them
        "--window-size=1440,1000");
    if (!PageCheck
        .PICTURES) { // without that thread no picture is taken, but a page costs a third less
      options.addArguments("--disable-threaded-compositing");
    }
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new ChromeDriver(service, options);
  }
}
