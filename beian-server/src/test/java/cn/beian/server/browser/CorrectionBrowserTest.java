package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.WindowType;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Whoever takes an answer back to what it was means that, whatever the network does meanwhile. */
@Tag("once")
class CorrectionBrowserTest extends ServerTest {
  private static final By SAVED = By.cssSelector("#answers:not(.htmx-request) ~ #saved > span");
  private static final By LOST = By.xpath("//*[@id='saved'][starts-with(., '没有保存')]");
  private static final Correction AUDIENCE =
      new Correction("USERS", "app.audience", "ORGAN_STAFF", "GRASSROOTS_STAFF");

  /** An answer, what it is at first, and what it is for a moment. */
  private record Correction(String topic, String field, String first, String then) {}

  private static final List<Correction> OF_EVERY_KIND =
      List.of(
          AUDIENCE,
          new Correction("USERS", "app.userUnits", "水务局", "水务局河长办"),
          new Correction("OFFERED", "app.onlineSince", "2025-03-01", "2025-04-02"),
          new Correction("OPERATION", "operation.ipv6", "yes", "no"),
          new Correction("OPERATION", "operation.builder", "云州软件", "云州网络"),
          new Correction("OPERATION", "operation.team", "三人", "五人"));

  @Autowired private ApplicationContext server;
  @TempDir private Path folder;

  private Browser browser;
  private String application = "";
  private Cast cast;

  @BeforeEach
  void draft() throws Exception {
    cast = Cast.local(server);
    application = cast.begun(new TestApp(folder, "清溪巡河", cast.unitName).build("review.apk"));
    browser = Browser.open(url("")).as(cast.handler);
  }

  @AfterEach
  void close() {
    network(false, 0);
    browser.driver().executeCdpCommand("Network.disable", Map.of());
    browser.close();
  }

  @Test
  void firstAnswerAgain_isKept_inEveryKindOfField() {
    for (Correction one : OF_EVERY_KIND) {
      open(one);
      for (String value : List.of(one.first, one.then, one.first)) {
        set(one, value);
        assertThat(browser.await(SAVED).getText()).startsWith("已保存");
      }
      open(one);
      assertThat(valueOf(one)).as(one.field).isEqualTo(one.first);
    }
  }

  @Test
  void slowNetwork_correctedBeforeTheAnswerComes_isKept() {
    browser = Browser.open(url("")).as(cast.handler);
    Correction result = OF_EVERY_KIND.get(4);
    for (Correction one : List.of(AUDIENCE, result)) {
      open(one);
      set(one, one.first);
      browser.await(SAVED);
      network(false, 600);
      set(one, one.then);
      set(one, one.first);
      browser.await(SAVED);
      set(one, one.then);
      set(one, one.first);
      browser.press("filings.saveBack"); // straight to the button
      network(false, 0);
      open(one);
      assertThat(valueOf(one)).as(one.field).isEqualTo(one.first);
    }
  }

  @Test
  void lostConnection_isTold_andWhatWasTypedIsSavedWithTheNextChange() {
    open(AUDIENCE);
    set(AUDIENCE, AUDIENCE.first);
    browser.await(SAVED);
    network(true, 0);
    set(AUDIENCE, AUDIENCE.then);
    browser.await(LOST);
    network(false, 0);
    set(OF_EVERY_KIND.get(1), "水务局");
    browser.await(SAVED);
    open(AUDIENCE);
    assertThat(valueOf(AUDIENCE)).isEqualTo(AUDIENCE.then);
  }

  @Test
  void whatIsTyped_isSavedAfterAPause_withoutLeavingTheField() {
    Correction team = OF_EVERY_KIND.get(5);
    open(team);
    browser.driver().findElement(By.id("f:" + team.field)).sendKeys("三人轮值");
    assertThat(browser.driver().findElement(By.id("saved")).getText()).startsWith("尚未保存");
    assertThat(asksBeforeLeaving()).isTrue();
    assertThat(browser.await(SAVED).getText()).startsWith("已保存");
    assertThat(asksBeforeLeaving()).isFalse();
    open(team);
    assertThat(valueOf(team)).isEqualTo("三人轮值");
  }

  @Test
  void networkThatComesBack_savesWhatWasLost() {
    open(AUDIENCE);
    set(AUDIENCE, AUDIENCE.first);
    browser.await(SAVED);
    network(true, 0);
    set(AUDIENCE, AUDIENCE.then);
    browser.await(LOST);
    network(false, 0);
    browser.await(SAVED);
    open(AUDIENCE);
    assertThat(valueOf(AUDIENCE)).isEqualTo(AUDIENCE.then);
  }

  private boolean asksBeforeLeaving() {
    return (boolean)
        browser
            .driver()
            .executeScript(
                "return !window.dispatchEvent(new Event('beforeunload', {cancelable: true}));");
  }

  @Test
  void otherWindow_correctionThere_isNotUndoneHere() {
    open(AUDIENCE);
    set(AUDIENCE, AUDIENCE.first);
    browser.await(SAVED);
    String here = browser.driver().getWindowHandle();
    browser.driver().switchTo().newWindow(WindowType.TAB);
    open(AUDIENCE);
    set(AUDIENCE, AUDIENCE.then);
    browser.await(SAVED);
    browser.driver().switchTo().window(here);
    set(OF_EVERY_KIND.get(1), "水务局");
    browser.await(SAVED);
    open(AUDIENCE);
    assertThat(valueOf(AUDIENCE)).as("left as it was here").isEqualTo(AUDIENCE.then);
    set(AUDIENCE, AUDIENCE.first);
    browser.await(SAVED);
    open(AUDIENCE);
    assertThat(valueOf(AUDIENCE)).isEqualTo(AUDIENCE.first);
  }

  @Test
  void withoutScript_firstAnswerAgain_isKept() {
    String users = application + "/topics/" + AUDIENCE.topic;
    try (Browser plain = Browser.withoutScript(url("")).as(cast.handler)) {
      for (String value : List.of(AUDIENCE.first, AUDIENCE.then, AUDIENCE.first)) {
        plain.go(users).choose("f:" + AUDIENCE.field, value).press("filings.saveBack");
      }
      assertThat(plain.go(users).valueOf("f:" + AUDIENCE.field)).isEqualTo(AUDIENCE.first);
    }
  }

  private void open(Correction one) {
    browser.go(application + "/topics/" + one.topic);
  }

  private String valueOf(Correction one) {
    return browser.valueOf("f:" + one.field);
  }

  /** As a person does it: the field is changed and left. */
  private void set(Correction one, String value) {
    browser
        .driver()
        .executeScript(
            "const field = document.getElementById(arguments[0]); field.focus();"
                + " field.value = arguments[1];"
                + " field.dispatchEvent(new Event('input', {bubbles: true}));"
                + " field.dispatchEvent(new Event('change', {bubbles: true}));",
            "f:" + one.field,
            value);
  }

  private void network(boolean offline, int latencyMillis) {
    browser.driver().executeCdpCommand("Network.enable", Map.of()); // else pages do not take part
    browser
        .driver()
        .executeCdpCommand(
            "Network.emulateNetworkConditions",
            Map.of(
                "offline",
                offline,
                "latency",
                latencyMillis,
                "downloadThroughput",
                -1,
                "uploadThroughput",
                -1));
  }
}
