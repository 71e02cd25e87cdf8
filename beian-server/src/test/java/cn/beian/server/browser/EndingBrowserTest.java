package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * A filed app is ended by three people, each from his start page: counted by pressing and typing
 * what the pages ask for, and nothing else.
 */
@Tag("once")
class EndingBrowserTest extends ServerTest {
  private static final DateTimeFormatter AS_TYPED =
      DateTimeFormatter.ofPattern("MMdduuuu", Locale.ROOT);

  @Autowired private ApplicationContext server;
  @TempDir private Path folder;

  private int typed;
  private int chosen;
  private int clicked;

  @Test
  void app_fromThePlanToTheTombstone_takesAFewFieldsAndClicks() throws Exception {
    Cast cast = Cast.local(server);
    Path apk = new TestApp(folder, "清溪巡河", cast.unitName).build("review.apk");
    String number = cast.number(cast.accepted(cast.complete(cast.sent(apk))));
    LocalDate today = OfficialTime.dayOf(server.getBean(Clock.class).instant());
    try (Browser browser = Browser.open(url("")).in(Language.CHINESE)) {
      browser.as(cast.handler).go(cast.appOf(number));
      press(browser, "endings.new");
      type(browser, "lastDay", AS_TYPED.format(today.plusDays(3)));
      type(browser, "announcement", "业务并入省级平台，到期停止服务");
      type(browser, "dataDisposal", "档案移交省级平台，其余删除");
      browser.driver().findElement(By.cssSelector("[name=migration][value=NONE]")).click();
      chosen++;
      type(browser, "target", "业务取消");
      type(browser, "informing", "应用内弹窗");
      press(browser, "endings.plan.save");
      String ending = browser.path().replaceAll("\\?.*", "");
      inEnglish(browser, ending, "endings.plan.kept");

      opensFromStart(browser.as(cast.approver), ending);
      press(browser, "endings.announce");
      inEnglish(browser, ending, "endings.announced");
      inEnglish(browser, "/records/" + number, "portal.state.SHUTTING_DOWN");

      opensFromStart(browser.as(cast.handler), ending);
      type(browser, "offlineOn", AS_TYPED.format(today));
      type(browser, "earlyReason", "用户已提前迁移完毕");
      type(browser, "disposed", "已移交并删除");
      type(browser, "evidence", "应用市场已下架");
      press(browser, "endings.report.save");
      opensFromStart(browser.as(cast.approver), ending);
      press(browser, "endings.report.send");
      inEnglish(browser, ending, "endings.report");

      opensFromStart(browser.as(cast.firstSeat), ending);
      browser.tick("sure");
      chosen++;
      press(browser, "endings.note");
      inEnglish(browser, ending, "endings.letter.NOTE");
      browser.asStranger().go("/records/" + number);
      browser.says("portal.state.DEREGISTERED").says("portal.record.tombstone");
      inEnglish(browser, "/records/" + number, "portal.record.tombstone");
      browser.as(cast.supervisor).go(ending).says("endings.wrong.propose");
      browser.checkInBothLanguages("ending-noted");
    }
    assertThat(typed)
        .as("typed fields")
        .isEqualTo(9); // one of them because it goes offline before the day
    assertThat(chosen).as("choices").isEqualTo(2); // one of them that the report was checked
    assertThat(clicked).as("clicks of all of them").isEqualTo(10);
  }

  private void opensFromStart(Browser browser, String ending) {
    browser.go("/");
    browser.follow(browser.driver().findElement(By.cssSelector("main a[href^='" + ending + "']")));
    clicked++;
  }

  private void type(Browser browser, String id, String text) {
    browser.type(id, text);
    typed++;
  }

  private void press(Browser browser, String key) {
    browser.press(key);
    clicked++;
  }

  private static void inEnglish(Browser browser, String path, String key) {
    browser.says(key);
    browser.in(Language.ENGLISH).go(path).says(key).in(Language.CHINESE).go(path);
  }
}
