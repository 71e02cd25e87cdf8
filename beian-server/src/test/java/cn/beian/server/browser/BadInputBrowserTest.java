package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactSet;
import cn.beian.server.ServerTest;
import cn.beian.server.testing.RiverApp;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What people hand in by mistake: each is told in a sentence, and what they typed is kept. */
@Tag("once")
class BadInputBrowserTest extends ServerTest {
  private static final String ONLINE_SINCE = "f:app.onlineSince";

  @Autowired private ApplicationContext server;
  @TempDir private Path folder;
  private Cast cast;
  private Browser browser;

  @BeforeEach
  void open() {
    cast = Cast.local(server);
    browser = Browser.open(url("")).in(Language.ENGLISH);
  }

  @AfterEach
  void close() {
    browser.close();
  }

  @Test
  void fileThatIsNoPackage_isToldAndAnotherIsOffered() throws Exception {
    Path empty = Files.createFile(folder.resolve("empty.apk"));
    browser.as(cast.handler).go("/").attach("file", empty).press("intake.drop.button");
    browser.says("intake.refused.EMPTY").check("intake-refused");
    Path picture = folder.resolve("picture.apk");
    Files.write(picture, "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
    browser.attach("file", picture).press("intake.drop.button");
    browser.await(By.cssSelector("#progress .st.stop"));
    browser.says("testing.failure.PICTURE").check("intake-unreadable");
    browser.press("intake.another");
    assertThat(browser.path()).isEqualTo("/");
  }

  @Test
  void impossibleDate_isKeptAndToldBeforeSending() throws Exception {
    TestApp app = new TestApp(folder, "清溪巡河", cast.unitName);
    String application = cast.begun(app.build("review.apk"));
    browser.as(cast.handler).go(application + "/topics/OFFERED");
    typeAsText(ONLINE_SINCE, "2025-02-30");
    browser.press("filings.saveBack").go(application + "/check");
    browser
        .driver()
        .findElement(By.cssSelector(".error-summary a[href$='#app.onlineSince']"))
        .click();
    browser.await(By.id(ONLINE_SINCE));
    assertThat(browser.driver().getPageSource()).contains("2025-02-30");
  }

  @Test
  void extensionToThePast_isToldAndTheReasonIsKept() throws Exception {
    TestApp app = new TestApp(folder, "清溪巡河", cast.unitName);
    String application = cast.complete(app.build("review.apk"));
    Nation nation = new Nation(browser, cast.reviewer, cast.signer);
    nation.reviews(application).unfold("filings.extend").type("extend-reason", "须现场核验");
    chooseGround();
    browser.type("expected", "01052020").press("filings.extend").check("extension-to-the-past");
    browser.says("filings.notDone");
    assertThat(browser.text()).contains("须现场核验").contains("2020-01-05");
    nation.reviews(application).unfold("filings.extend").type("extend-reason", "须现场核验");
    chooseGround();
    typeAsText("expected", "2027-02-30");
    browser.press("filings.extend").says("error.400.title");
  }

  private void chooseGround() {
    browser.driver().findElement(By.cssSelector("[name=ground][value=COMPLEX]")).click();
  }

  @Test
  void addressesThatLeadNowhere_areToldOnAPage() {
    String nobodys = "00000000-0000-7000-8000-000000000000";
    browser.as(cast.handler);
    for (String path :
        List.of("/applications/" + nobodys, "/applications/none", "/packages/" + nobodys)) {
      browser.go(path).says("error.404.title");
    }
    browser.go("/records/ZW-A-330000-2026-999999-0").says("portal.noRecord.title");
    browser.go("/applications/" + nobodys + "/ready").says("error.405.title");
    browser.check("error-405");
    browser.as(cast.reviewer).go("/cases/" + nobodys + "/decision").says("error.400.title");
    browser.check("error-400");
  }

  @Test
  void fileThatIsTooLarge_andAFaultOfOurs_areToldOnAPage() throws Exception {
    Path large = folder.resolve("large.apk");
    try (RandomAccessFile file = new RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(101L << 20);
    }
    FactSet facts = RiverApp.facts();
    String lost = "/packages/" + cast.plant(facts) + "/facts";
    jdbc.sql("update inspection set facts_digest = ? where sha256 = ?")
        .params("0".repeat(64), facts.header().sha256())
        .update();
    browser.as(cast.handler);
    for (Language language : Language.values()) {
      browser.in(language).go("/pre-check").attach("file", large).press("intake.preCheck.show");
      browser.says("error.413.title").check("error-413");
      assertThat(browser.text()).contains("100 MB");
      browser.go(lost).says("error.500.title").check("error-500");
    }
  }

  private void typeAsText(String id, String text) {
    browser.driver().executeScript("document.getElementById(arguments[0]).type = 'text'", id);
    browser.type(id, text);
  }
}
