package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.openqa.selenium.By;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** What a sponsor's handler and approver do. Applications are named by their path. */
final class Sponsor {
  private static final By OPEN_UPLOAD =
      By.xpath("//div[contains(@class,'upload')][@id][not(.//*[contains(@class,'st ok')])]");

  private static final String OPEN_TOPICS =
      "#todo > .tasks > li:not(:has(.st.ok)) > span > a[href*='/topics/']";

  private final Browser browser;
  private final Login handler;
  private final Login approver;

  Sponsor(Browser browser, Login handler, Login approver) {
    this.browser = browser;
    this.handler = handler;
    this.approver = approver;
  }

  /** Drops a package on the start page and waits until its test is shown. */
  Sponsor drop(Path apk) {
    browser.as(handler).go("/").attach("file", apk).press("intake.drop.button");
    if (browser.runsScript()) {
      browser.awaitOffer("intake.done", "filings.start.existing", "app.change.do");
      if (browser.offers("intake.done")) { // it was not read yet when the page came
        browser.follow(browser.awaitOffer("intake.done"));
      }
    } else {
      browser.refreshUntil("intake.read");
    }
    return this;
  }

  /** Begins to file what was dropped as an app that is already online. */
  String beginExisting() {
    browser.press("filings.start.existing");
    return browser.path();
  }

  /** From a package to an application in which nothing is missing. */
  String prepare(Path apk) throws IOException {
    String application = drop(apk).beginExisting();
    fill(application);
    return application;
  }

  /** From a package to a sent application. */
  String submit(Path apk) throws IOException {
    String application = prepare(apk);
    handToApprover(application);
    sign(application);
    return application;
  }

  /** Answers everything that is asked and not yet answered. */
  void fill(String application) throws IOException {
    browser.as(handler);
    fillOpen(application);
    fillOpen(application); // what became due by what was answered
  }

  private void fillOpen(String application) throws IOException {
    browser.go(application);
    for (String topic : paths(OPEN_TOPICS)) {
      browser.go(topic);
      if (typeAnswers()) {
        browser.press("filings.saveBack").go(topic);
      }
      attachDocuments();
    }
  }

  /** Paths of the topics that the open task list leads to. */
  List<String> topics() {
    return paths("#todo > .tasks > li > span > a[href*='/topics/']");
  }

  /** Paths of those in which something is left. */
  List<String> unanswered() {
    return paths(OPEN_TOPICS).stream().filter(topic -> !topic.endsWith("/UNDERTAKING")).toList();
  }

  private List<String> paths(String links) {
    return browser.driver().findElements(By.cssSelector(links)).stream()
        .map(link -> String.valueOf(link.getDomAttribute("href")))
        .toList();
  }

  private boolean typeAnswers() {
    boolean typed = false;
    for (WebElement select : browser.driver().findElements(By.cssSelector("#answers select"))) {
      if (!select.isDisplayed()) {
        continue; // folded: the same may be said of all at once
      }
      Select choice = new Select(select);
      if (value(choice.getFirstSelectedOption()).isEmpty()) {
        List<String> values = choice.getOptions().stream().map(Sponsor::value).toList();
        choice.selectByValue(values.contains("no") ? "no" : values.get(1));
        typed = true;
      }
    }
    for (WebElement group : browser.driver().findElements(By.cssSelector("#answers .opts"))) {
      if (group.findElements(By.cssSelector("input:checked")).isEmpty()) {
        group
            .findElement(By.cssSelector("input[value=EMERGENCY]"))
            .click(); // and what follows is asked
        typed = true;
      }
    }
    for (WebElement input :
        browser
            .driver()
            .findElements(
                By.cssSelector(
                    "#answers input[type=text],#answers textarea,#answers input[type=date]"))) {
      if (value(input).isEmpty()) {
        input.sendKeys(answer(input));
      }
      typed = true; // what was read must be confirmed
    }
    return typed;
  }

  private static String answer(WebElement input) {
    if (!"date".equals(input.getDomProperty("type"))) {
      return "按规定办理";
    }
    return future(String.valueOf(input.getDomProperty("id"))) ? "09302027" : "03012025";
  }

  /** Whether a question asks for a day to come. */
  private static boolean future(String id) {
    return id.contains("explanation") || id.contains("plannedOn");
  }

  private static String value(WebElement element) {
    return String.valueOf(element.getDomProperty("value"));
  }

  private void attachDocuments() throws IOException {
    for (List<WebElement> open = browser.driver().findElements(OPEN_UPLOAD);
        !open.isEmpty();
        open = browser.driver().findElements(OPEN_UPLOAD)) {
      WebElement form = open.get(0);
      String key = String.valueOf(form.getDomAttribute("id"));
      form.findElement(By.cssSelector("input[type=file]")).sendKeys(document().toString());
      if (browser.runsScript()) { // it is sent as soon as it is chosen
        browser.await(By.xpath("//div[@id='" + key + "']//*[contains(@class,'st ok')]"));
      } else {
        browser.follow(form.findElement(By.cssSelector("button[name=question]")));
      }
    }
  }

  /** A document that is taken. */
  static Path document() throws IOException {
    Path file = Files.createTempFile("attachment", ".pdf");
    file.toFile().deleteOnExit();
    return Files.writeString(file, "%PDF-1.4\n% 测试附件\n", StandardCharsets.UTF_8);
  }

  /** Hands a complete application to the approver. */
  void handToApprover(String application) {
    browser.as(handler).go(application + "/check").says("filings.check.complete");
    browser.press("filings.ready");
  }

  /** Signs the undertaking and sends. */
  void sign(String application) {
    browser.as(approver).go(application + "/check").press("filings.sign.send");
    assertThat(browser.path()).isEqualTo(application);
  }

  /** Looks where an application stands. */
  Browser look(String application) {
    return browser.as(handler).go(application);
  }

  /** The number of an accepted application. */
  String number(String application) {
    return look(application).driver().findElement(By.cssSelector(".num")).getText();
  }

  /** Hands in the build that goes online, and waits for what is said of it. */
  void launch(String application, Path apk, String outcome) {
    look(application).attach("launch", apk).press("filings.launch.send").refreshUntil(outcome);
  }

  /** Puts a mended package in the place of the only one under review. */
  void replacePackage(String application, Path apk) {
    look(application).unfold("filings.package.replace");
    browser
        .driver()
        .findElement(By.cssSelector("input[id^='by-']"))
        .sendKeys(apk.toAbsolutePath().toString());
    browser.press("filings.package.replace");
    browser.refreshUntil(By.xpath("//*[@id='packages']//strong[.='" + apk.getFileName() + "']"));
    browser.refreshUntil("filings.test.again");
  }

  /** Gives an application up. */
  void withdraw(String application, String reason) {
    look(application).press("filings.withdraw").type("reason", reason);
    browser.press("filings.decision.withdrawal.do");
  }
}
