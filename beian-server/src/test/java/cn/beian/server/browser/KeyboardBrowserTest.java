package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The whole step of the handler, and the decision of a seat, without a mouse. */
@Tag("once")
class KeyboardBrowserTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @TempDir private Path folder;

  @Test
  void handler_fromLogInToHandingOver_needsNoMouse() throws Exception {
    Cast cast = Cast.local(server);
    try (Browser browser = Browser.open(url(""))) {
      Keyboard keys = new Keyboard(browser);
      browser.go("/login");
      WebElement skip = keys.next();
      assertThat(skip.getDomAttribute("class")).isEqualTo("skip");
      assertThat(skip.getLocation().getX()).as("skip link is in sight").isNotNegative();
      keys.press(Keys.ENTER);
      assertThat(browser.driver().switchTo().activeElement().getDomAttribute("id"))
          .isEqualTo("main");
      keys.tabToField("username");
      keys.press(cast.handler.name());
      keys.tabToField("password");
      keys.press(cast.handler.password());
      keys.enter();

      Path apk = new TestApp(folder, "清溪巡河", cast.unitName).build("review.apk");
      keys.tabToField("file").sendKeys(apk.toString());
      keys.tabTo("intake.drop.button");
      keys.enter();
      if ("a".equals(browser.awaitOffer("intake.done", "filings.start.existing").getTagName())) {
        keys.tabTo("intake.done");
        keys.enter();
      }
      keys.tabTo("filings.start.existing");
      keys.enter();
      String application = browser.path();
      Sponsor sponsor = new Sponsor(browser, cast.handler, cast.approver);
      walk(browser, keys, application, sponsor.topics());
      browser.go(application); // and what became due by what was answered
      walk(browser, keys, application, sponsor.unanswered());
      browser.go(application);
      keys.tabTo("filings.check");
      keys.enter();
      browser.says("filings.check.complete");
      keys.tabTo("filings.ready");
      keys.enter();
      browser.says("filings.ready.done");
    }
  }

  @Test
  void reviewer_needsSixStopsToTheDecision_andOneLetterForWhatHeDoesMost() throws Exception {
    Cast cast = Cast.local(server);
    String application = cast.sent(new TestApp(folder, "清溪巡河", cast.unitName).build("seat.apk"));
    try (Browser browser = Browser.open(url(""))) {
      Keyboard keys = new Keyboard(browser);
      new Province(browser, cast.firstSeat, cast.secondSeat).first(application);
      assertThat(stopsToTheDecision(browser, keys)).isLessThanOrEqualTo(6);
      WebElement page = browser.driver().findElement(By.tagName("html"));
      keys.press("g");
      browser.awaitNewPage(page);
      browser.says("province.askAll", 1);
      keys.press("d");
      assertThat(focused(browser).getDomAttribute("value")).isEqualTo("ASK_SUPPLEMENT");
      assertThat(stopsToTheDecision(browser, keys)).isLessThanOrEqualTo(6);

      browser.unfold("province.rewrite");
      WebElement demand = browser.driver().findElement(By.cssSelector("textarea[id^='d:']"));
      demand.sendKeys("gdt");
      assertThat(demand.getDomProperty("value")).as("no letter acts in a field").endsWith("gdt");
      assertThat(focused(browser)).isEqualTo(demand);
      browser.await(By.xpath("//*[@id='kept' and normalize-space()]"));
      browser.go(browser.path());
      assertThat(browser.text()).as("kept as it was written").contains("gdt");

      browser.driver().findElement(By.id("keys-switch")).click();
      WebElement before = focused(browser);
      keys.press("d");
      assertThat(focused(browser)).as("switched off").isEqualTo(before);
    }
  }

  static int stopsToTheDecision(Browser browser, Keyboard keys) {
    browser.driver().executeScript("document.getElementById('main').focus()");
    int stops = 1;
    while (keys.next().getDomAttribute("data-decide") == null) {
      stops++;
    }
    return stops;
  }

  private static WebElement focused(Browser browser) {
    return browser.driver().switchTo().activeElement();
  }

  private static void walk(Browser browser, Keyboard keys, String application, List<String> topics)
      throws Exception {
    for (String topic : topics) {
      browser.go(application);
      keys.tabTo(topic, stop -> topic.equals(stop.href()));
      keys.enter();
      answer(browser, keys);
    }
  }

  /** Answers what the focus comes by, uploads each document, and saves last. */
  private static void answer(Browser browser, Keyboard keys) throws Exception {
    Set<String> uploaded = new HashSet<>();
    for (boolean more = true; more; ) {
      more = upload(browser, keys, uploaded);
    }
    WebElement here =
        keys.tabTo(
            "save",
            stop -> {
              type(keys, stop.element());
              return Stream.of("filings.saveBack", "filings.back") // where nothing can be typed
                  .map(browser.language()::text)
                  .anyMatch(stop.text()::equals);
            });
    assertThat(here.isDisplayed()).isTrue();
    keys.enter();
  }

  private static boolean upload(Browser browser, Keyboard keys, Set<String> uploaded)
      throws Exception {
    List<String> open =
        browser.driver().findElements(By.cssSelector("div.upload[id] input[type=file]")).stream()
            .map(field -> String.valueOf(field.getDomAttribute("id")))
            .filter(id -> !uploaded.contains(id))
            .toList();
    if (open.isEmpty()) {
      return false;
    }
    String field = open.get(0);
    keys.tabToField(field).sendKeys(Sponsor.document().toString()); // it is sent at once
    browser.await(By.xpath("//div[@id='" + field.substring(2) + "']//*[contains(@class,'st ok')]"));
    uploaded.add(field);
    return true;
  }

  /** An explanation holds until a day to come. */
  private static String day(WebElement element) {
    boolean until = String.valueOf(element.getDomAttribute("name")).contains("explanation");
    return until ? "12312099" : "03012025";
  }

  private static void type(Keyboard keys, WebElement element) {
    if ("radio".equals(element.getDomProperty("type"))) {
      keys.press(Keys.SPACE); // the first of the group
      return;
    }
    boolean answer =
        String.valueOf(element.getDomAttribute("name")).startsWith("a:")
            || "f:together".equals(element.getDomAttribute("id"));
    if (!answer || !String.valueOf(element.getDomProperty("value")).isEmpty()) {
      return;
    }
    switch (element.getTagName()) {
      case "select" -> keys.press(Keys.ARROW_DOWN);
      case "textarea" -> keys.press("按规定办理");
      default -> keys.press("date".equals(element.getDomProperty("type")) ? day(element) : "按规定办理");
    }
  }
}
