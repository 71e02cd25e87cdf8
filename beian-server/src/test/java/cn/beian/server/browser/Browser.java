package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.openqa.selenium.By;
import org.openqa.selenium.Cookie;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.WebDriverWait;

/**
 * A headless Chromium before the server. Tests that need one are skipped where it is not installed.
 * Links, buttons and sentences are named by the keys of their texts, so that a walk can be walked
 * in either language.
 */
final class Browser implements AutoCloseable {
  /** After this a page that does not come is a fault; a busy machine reads a package in less. */
  static final Duration PATIENCE = Duration.ofMinutes(3);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
  private static final String SESSION = "beian";

  private final ChromeDriver driver;
  private final String base;
  private final boolean script;
  private final Map<Login, String> sessions = new HashMap<>();
  private final List<String> checked = new ArrayList<>();
  private Language language = Language.CHINESE;

  private Browser(ChromeDriver driver, String base, boolean script) {
    this.driver = driver;
    this.base = base;
    this.script = script;
  }

  /**
   * Opens a browser.
   *
   * @param base address of the server, without a slash at the end
   */
  static Browser open(String base) {
    return new Browser(Chromium.take(true), base, true);
  }

  /** Opens a browser in which no script of a page runs. */
  static Browser withoutScript(String base) {
    return new Browser(Chromium.take(false), base, false);
  }

  /** Selenium's own driver, for what this class does not offer. */
  ChromeDriver driver() {
    return driver;
  }

  /** Whether scripts of the pages run. */
  boolean runsScript() {
    return script;
  }

  Language language() {
    return language;
  }

  /** From now on the pages come in this language. */
  Browser in(Language wanted) {
    language = wanted;
    return go("/?lang=" + wanted.code);
  }

  /** Opens a page of the server, or a full address. */
  Browser go(String path) {
    driver.get(path.startsWith("http") ? path : base + path);
    return this;
  }

  /** From now on this person uses the browser; logs in where he has not. */
  Browser as(Login who) {
    String session = sessions.get(who);
    if (session == null) {
      logIn(who);
      assertThat(path()).as("log-in of " + who.name()).isEqualTo("/");
      Cookie given = Objects.requireNonNull(driver.manage().getCookieNamed(SESSION));
      sessions.put(who, given.getValue());
    } else {
      driver.executeCdpCommand(
          "Network.setCookie", Map.of("name", SESSION, "value", session, "url", base));
    }
    return this;
  }

  /** From now on nobody is logged in. */
  Browser asStranger() {
    driver.executeCdpCommand("Network.deleteCookies", Map.of("name", SESSION, "url", base));
    return this;
  }

  /** Tries to log in. */
  Browser logIn(Login who) {
    asStranger().go("/login").type("username", who.name()).type("password", who.password());
    return press("layout.login");
  }

  /** Types into the field with this id, in place of what was there. */
  Browser type(String id, String text) {
    WebElement field = driver.findElement(By.id(id));
    field.clear();
    field.sendKeys(text);
    return this;
  }

  /** Chooses the option with this value. */
  Browser choose(String id, String value) {
    new Select(driver.findElement(By.id(id))).selectByValue(value);
    return this;
  }

  /** Puts a file into the field with this id. */
  Browser attach(String id, Path file) {
    driver.findElement(By.id(id)).sendKeys(file.toAbsolutePath().toString());
    return this;
  }

  /** Ticks or unticks the box with this id. */
  Browser tick(String id) {
    driver.findElement(By.id(id)).click();
    return this;
  }

  /** What stands in the field with this id. */
  String valueOf(String id) {
    return String.valueOf(driver.findElement(By.id(id)).getDomProperty("value"));
  }

  /**
   * Presses the first button or link within main that has exactly this text, and waits for the page
   * it leads to.
   */
  Browser press(String key, Object... parameters) {
    return pressText(language.text(key, parameters));
  }

  /** The same for a text that is no text of the pages, such as a name. */
  Browser pressText(String text) {
    return follow(driver.findElement(byLabel(text)));
  }

  /** Whether there is such a button or link. */
  boolean offers(String key) {
    return !driver.findElements(byLabel(language.text(key))).isEmpty();
  }

  /** Unfolds what stands under this summary. */
  Browser unfold(String key) {
    driver
        .findElement(
            By.xpath(
                "//main//details[not(@open)]/summary[normalize-space()="
                    + quoted(language.text(key))
                    + "]"))
        .click();
    return this;
  }

  /** Presses a button and waits for the page it leads to. */
  Browser follow(WebElement element) {
    WebElement page = driver.findElement(By.tagName("html"));
    element.click();
    return awaitNewPage(page);
  }

  /** Waits until another page has taken the place of this one. */
  Browser awaitNewPage(WebElement page) {
    new WebDriverWait(driver, PATIENCE, LOOK_AGAIN)
        .ignoring(
            WebDriverException.class) // asked in the middle of the change, it says many things
        .until(ExpectedConditions.stalenessOf(page));
    return this;
  }

  /** Waits, without doing anything, until the page shows an element. */
  WebElement await(By what) {
    return new WebDriverWait(driver, PATIENCE, LOOK_AGAIN)
        .ignoring(WebDriverException.class)
        .until(ExpectedConditions.visibilityOfElementLocated(what));
  }

  /** Waits, without doing anything, until the page offers one of these buttons or links. */
  WebElement awaitOffer(String... keys) {
    return await(
        By.xpath(
            Stream.of(keys)
                .map(key -> "//main" + labelled(language.text(key)))
                .collect(Collectors.joining(" | "))));
  }

  /** Opens the page again and again until it says this. */
  Browser refreshUntil(String key) {
    String text = language.text(key);
    return refreshUntil(
        "says " + text, open -> open.findElement(By.tagName("main")).getText().contains(text));
  }

  /** Opens the page again and again until it shows this element. */
  Browser refreshUntil(By shown) {
    return refreshUntil("shows " + shown, open -> !open.findElements(shown).isEmpty());
  }

  /** Fails with what the page said last. */
  private Browser refreshUntil(String wanted, Predicate<WebDriver> holds) {
    new WebDriverWait(driver, PATIENCE, Duration.ofMillis(300))
        .ignoring(WebDriverException.class)
        .withMessage(() -> wanted + ", not: " + text())
        .until(
            open -> {
              open.navigate().refresh();
              return holds.test(open);
            });
    return this;
  }

  private static By byLabel(String text) {
    return By.xpath("//main" + labelled(text));
  }

  private static String labelled(String text) {
    return "//*[self::button or self::a][normalize-space()=" + quoted(text) + "]";
  }

  private static String quoted(String text) {
    return text.contains("'") ? "\"" + text + "\"" : "'" + text + "'";
  }

  /** The visible text of the page. */
  String text() {
    return driver.findElement(By.tagName("body")).getText();
  }

  /** Fails unless the page says this. */
  Browser says(String key, Object... parameters) {
    assertThat(text()).contains(language.text(key, parameters));
    return this;
  }

  /** The path and query of the page. */
  String path() {
    String address = String.valueOf(driver.getCurrentUrl());
    return address.startsWith(base) ? address.substring(base.length()) : address;
  }

  /** Fails when the page as it stands has a grave fault, and takes its picture. */
  Browser check(String name) {
    PageCheck.run(this, name + "-" + language.code);
    checked.add(language.code + " " + path());
    return this;
  }

  /** Language and path of what was checked. */
  List<String> checked() {
    return checked;
  }

  /** The same in both languages, for a page that can be asked for by its address. */
  Browser checkInBothLanguages(String name) {
    check(name);
    Language before = language;
    String here = path();
    language = before.other();
    go(with(here, language)).check(name);
    language = before;
    return go(with(here, language));
  }

  private static String with(String path, Language wanted) {
    int fragment = path.indexOf('#');
    String page = fragment < 0 ? path : path.substring(0, fragment);
    return page + (page.contains("?") ? "&" : "?") + "lang=" + wanted.code;
  }

  /** What the browser refused because of the content security policy, since the last call. */
  List<String> policyViolations() {
    return driver.manage().logs().get(LogType.BROWSER).getAll().stream()
        .map(entry -> entry.getMessage())
        .filter(message -> message.contains("Content Security Policy"))
        .toList();
  }

  /** Ends the browser; fails when any page of the walk violated its security policy. */
  @Override
  public void close() {
    List<String> violations = policyViolations();
    Chromium.leave(driver);
    assertThat(violations).as("content security policy").isEmpty();
  }
}
