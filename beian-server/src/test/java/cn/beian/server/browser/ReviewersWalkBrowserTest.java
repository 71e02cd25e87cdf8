package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * What an ordinary case takes of each official, from the start page to the act: counted by going
 * through it with the keyboard alone. What is pressed is what somebody with a mouse clicks.
 */
@Tag("deep")
class ReviewersWalkBrowserTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @TempDir private Path folder;

  private final Map<Act, Integer> counts = new EnumMap<>(Act.class);

  private enum Act {
    PRESSED,
    TAB_STOPS,
    OTHER_KEYS,
    TYPED,
    PAGES
  }

  private void count(Act act) {
    counts.merge(act, 1, Integer::sum);
  }

  @Test
  void ordinaryCase_takesEachOfficialFewActs() throws Exception {
    Cast cast = Cast.local(server);
    String application =
        cast.sent(new TestApp(folder, "清溪巡河", cast.unitName).build("walk.apk", "每日签到领积分"));
    try (Browser browser = Browser.open(url(""))) {
      Keyboard keys = new Keyboard(browser);
      for (Login seat : new Login[] {cast.firstSeat, cast.secondSeat}) {
        open(browser, keys, seat, application);
        letter(keys, "d");
        if (!focus(browser).getText().equals(browser.language().text("filings.vote.COMPLETE"))) {
          tab(browser, keys, "filings.vote.COMPLETE");
        }
        enter(keys);
        told(seat.equals(cast.firstSeat) ? "first seat" : "second seat", 3, 12, 0);
      }
      open(browser, keys, cast.reviewer, application);
      int findings = 0;
      while (!browser.offers("filings.hand.ACCEPTANCE")) {
        judge(browser, keys);
        findings++;
      }
      decide(browser, keys, "filings.hand.ACCEPTANCE");
      enter(keys);
      told("national reviewer of " + findings + " findings", 2 + 2 * findings, 20, findings);
      open(browser, keys, cast.signer, application);
      decide(browser, keys, "filings.accept");
      enter(keys);
      tab(browser, keys, "filings.decision.acceptance.do");
      enter(keys);
      told("signer", 3, 30, 0);
    }
    assertThat(cast.number(application)).startsWith("ZW-A-");
  }

  /** From the start page to the case, by the row that says whose turn it is. */
  private void open(Browser browser, Keyboard keys, Login who, String application) {
    counts.clear();
    browser.as(who).go("/");
    count(Act.PAGES);
    String address = Province.caseOf(application);
    keys.tabTo(
        address,
        stop -> {
          boolean itself = address.equals(stop.href());
          return (itself || !stop.href().startsWith("/cases/")) && counted(itself);
        }); // rows of cases that other tests left are not passed by who has this one
    enter(keys);
  }

  /** The finding that the page has opened: not what the rule means, with a reason. */
  private void judge(Browser browser, Keyboard keys) {
    letter(keys, "j");
    assertThat(focus(browser).getDomAttribute("name")).isEqualTo("outcome");
    letter(keys, Keys.SPACE);
    while (!"DISMISSED".equals(focus(browser).getDomAttribute("value"))) {
      letter(keys, Keys.ARROW_DOWN);
    }
    keys.tabTo("judge-reason", stop -> counted("judge-reason".equals(stop.id())));
    keys.press("经核对不是规则所指");
    count(Act.TYPED);
    tab(browser, keys, "filings.judge.record");
    enter(keys);
  }

  /** To the decision, past the findings and the material, by its letter; not far without, too. */
  private void decide(Browser browser, Keyboard keys, String act) {
    int stops = KeyboardBrowserTest.stopsToTheDecision(browser, keys);
    System.out.println("without letters: " + stops + " tab stops from the page to " + act);
    assertThat(stops).isLessThanOrEqualTo(10);
    browser.driver().executeScript("document.getElementById('main').focus()");
    letter(keys, "d");
    assertThat(focus(browser).getText()).isEqualTo(browser.language().text(act));
  }

  private void tab(Browser browser, Keyboard keys, String key) {
    String text = browser.language().text(key);
    keys.tabTo(text, stop -> counted(text.equals(stop.text())));
  }

  private boolean counted(boolean there) {
    count(Act.TAB_STOPS);
    return there;
  }

  private void letter(Keyboard keys, CharSequence key) {
    keys.press(key);
    count(Act.OTHER_KEYS);
  }

  private void enter(Keyboard keys) {
    keys.enter();
    count(Act.PRESSED);
    count(Act.PAGES);
  }

  private static WebElement focus(Browser browser) {
    return browser.driver().switchTo().activeElement();
  }

  private void told(String who, int pressed, int stops, int typed) {
    System.out.println("walk of the " + who + ": " + counts);
    assertThat(counts.getOrDefault(Act.PRESSED, 0)).as(who).isLessThanOrEqualTo(pressed);
    assertThat(counts.getOrDefault(Act.TAB_STOPS, 0)).as(who).isLessThanOrEqualTo(stops);
    assertThat(counts.getOrDefault(Act.TYPED, 0)).as(who).isLessThanOrEqualTo(typed);
  }
}
