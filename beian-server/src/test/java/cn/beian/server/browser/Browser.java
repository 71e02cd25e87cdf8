package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.results.Results;
import com.deque.html.axecore.results.Rule;
import com.deque.html.axecore.selenium.AxeBuilder;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.By;
import org.openqa.selenium.Dimension;
import org.openqa.selenium.OutputType;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/** A headless Chromium. Tests that need one are skipped where it is not installed. */
public final class Browser implements AutoCloseable {
  private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
  private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
  private static final Path SCREENSHOTS = Path.of("target", "screenshots");
  private static final Set<String> GRAVE = Set.of("serious", "critical");

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private final ChromeDriver driver;
  private final String base;

  private Browser(ChromeDriver driver, String base) {
    this.driver = driver;
    this.base = base;
  }

  /**
   * Opens a browser.
   *
   * @param base address of the server, without a slash at the end
   */
  public static Browser open(String base) {
    return open(base, true);
  }

  /** Opens a browser in which no script runs. */
  public static Browser withoutScript(String base) {
    return open(base, false);
  }

  private static Browser open(String base, boolean script) {
    Assumptions.assumeTrue(
        Files.isExecutable(CHROMIUM) && Files.isExecutable(DRIVER), "absent: chromium");
    ChromeOptions options = new ChromeOptions();
    options.setBinary(CHROMIUM.toFile());
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--disable-dev-shm-usage");
    if (!script) {
      options.setExperimentalOption(
          "prefs", Map.of("profile.managed_default_content_settings.javascript", 2));
    }
    LoggingPreferences logging = new LoggingPreferences();
    logging.enable(LogType.BROWSER, Level.ALL);
    options.setCapability("goog:loggingPrefs", logging);
    ChromeDriverService service =
        new ChromeDriverService.Builder().usingDriverExecutable(DRIVER.toFile()).build();
    return new Browser(new ChromeDriver(service, options), base);
  }

  /** Selenium's own driver, for what this class does not offer. */
  public ChromeDriver driver() {
    return driver;
  }

  /** Opens a page of the server, or a full address. */
  public Browser go(String path) {
    driver.get(path.startsWith("http") ? path : base + path);
    return this;
  }

  /** Types into the field with this id, in place of what was there. */
  public Browser type(String id, String text) {
    WebElement field = driver.findElement(By.id(id));
    field.clear();
    field.sendKeys(text);
    return this;
  }

  /** Chooses the option with this value. */
  public Browser choose(String id, String value) {
    new Select(driver.findElement(By.id(id))).selectByValue(value);
    return this;
  }

  /** Puts a file into the field with this id. */
  public Browser attach(String id, Path file) {
    driver.findElement(By.id(id)).sendKeys(file.toAbsolutePath().toString());
    return this;
  }

  /** Ticks or unticks the box with this id. */
  public Browser tick(String id) {
    driver.findElement(By.id(id)).click();
    return this;
  }

  /**
   * Presses the first button or link within main that has exactly this text, and waits for the page
   * it leads to.
   */
  public Browser press(String text) {
    return follow(
        driver.findElement(
            By.xpath("//main//*[self::button or self::a][normalize-space()='" + text + "']")));
  }

  /** The same for what stays on its page. */
  public Browser pressInPage(String text) {
    driver
        .findElement(
            By.xpath("//main//*[self::button or self::a][normalize-space()='" + text + "']"))
        .click();
    return this;
  }

  private Browser follow(WebElement element) {
    WebElement page = driver.findElement(By.tagName("html"));
    element.click();
    new WebDriverWait(driver, PATIENCE)
        .ignoring(
            WebDriverException
                .class) // asked in the middle of the change, the browser says many things
        .until(ExpectedConditions.stalenessOf(page));
    return this;
  }

  /** The visible text of the page. */
  public String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** The path and query of the page. */
  public String path() {
    String address = String.valueOf(driver.getCurrentUrl());
    return address.startsWith(base) ? address.substring(base.length()) : address;
  }

  /** Logs in and waits for the start page. */
  public Browser logIn(String login, String password) {
    go("/login").type("username", login).type("password", password);
    return follow(driver.findElement(By.cssSelector("main button")));
  }

  /** Logs out where somebody is logged in. */
  public Browser logOut() {
    go("/");
    driver.findElements(By.cssSelector("header form button")).stream()
        .findFirst()
        .ifPresent(this::follow);
    return this;
  }

  /**
   * Fails when axe finds something serious, when a policy was violated, or when the page is wider
   * than the phone.
   */
  public Browser check(String name) {
    assertThat(graveFindings()).as("axe on " + name).isEmpty();
    assertThat(policyViolations()).as("content security policy on " + name).isEmpty();
    screenshot(name);
    return this;
  }

  /** What axe calls serious or critical. */
  public List<String> graveFindings() {
    Results results = new AxeBuilder().analyze(driver);
    return results.getViolations().stream()
        .filter(rule -> GRAVE.contains(rule.getImpact()))
        .map(Browser::sentence)
        .toList();
  }

  /** What the browser refused because of the content security policy, since the last call. */
  public List<String> policyViolations() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getMessage())
        .filter(message -> message.contains("Content Security Policy"))
        .toList();
  }

  /**
   * Pictures at desk and phone width under target/screenshots; the phone must not scroll sideways.
   */
  public Browser screenshot(String name) {
    shoot(name, 1440);
    shoot(name + "-phone", 390);
    Object overflow =
        driver.executeScript(
            "return document.documentElement.scrollWidth - document.documentElement.clientWidth");
    assertThat(overflow).as("sideways scrolling of " + name + " at 390 px").isEqualTo(0L);
    size(1440, 1000);
    return this;
  }

  private void shoot(String name, int width) {
    size(width, 1000);
    Object height = driver.executeScript("return document.documentElement.scrollHeight");
    size(width, Math.min(6000, ((Long) height).intValue()));
    File picture = driver.getScreenshotAs(OutputType.FILE);
    try {
      Files.createDirectories(SCREENSHOTS);
      Files.copy(
          picture.toPath(),
          SCREENSHOTS.resolve(name + ".png"),
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void size(int width, int height) {
    driver.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", width < 600));
  }

  /** The window as it was before any picture. */
  public Browser window(int width, int height) {
    driver.manage().window().setSize(new Dimension(width, height));
    return this;
  }

  private static String sentence(Rule rule) {
    return rule.getId()
        + ": "
        + rule.getHelp()
        + " "
        + rule.getNodes().stream().map(node -> node.getHtml()).limit(3).toList();
  }

  @Override
  public void close() {
    driver.quit();
  }
}
