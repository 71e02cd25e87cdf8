package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.fixtures.ApprovalSteps;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Unique;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What is typed into a form of a procedure is not lost on the way to another page. */
@Tag("once")
class ProcedureFormsBrowserTest extends ServerTest {
  /** Whether the browser would ask before the page is left. */
  private static final String ASKS =
      "return !window.dispatchEvent(new Event('beforeunload', {cancelable: true}))";

  @Autowired private ApplicationContext server;

  private Login handler(FilingSteps steps) throws Exception {
    WebSession.of(server, url(""), steps.handler);
    return new Login(steps.handler, WebSession.PASSWORD);
  }

  private static boolean asks(Browser browser) {
    return Boolean.TRUE.equals(browser.driver().executeScript(ASKS));
  }

  @Test
  void typed_andNotSent_isAskedForBeforeThePageIsLeft() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    try (Browser browser = Browser.open(url("")).in(Language.CHINESE)) {
      browser.as(handler(steps)).go("/approvals/new");
      assertThat(asks(browser)).as("nothing typed").isFalse();
      browser.type("purpose", "巡查河道");
      assertThat(asks(browser)).as("typed").isTrue();
      browser.type("purpose", "");
      assertThat(asks(browser)).as("as it was").isFalse();
      browser.type("purpose", "巡查河道").press("approvals.act.plan");
      assertThat(browser.valueOf("purpose")).as("refused without a name").isEqualTo("巡查河道");
      assertThat(asks(browser)).as("still not saved").isTrue();
      browser.type("name", "河道" + Unique.word()).press("approvals.act.plan");
      assertThat(browser.path()).matches("/approvals/[0-9a-f-]{36}.*");
      assertThat(asks(browser)).as("saved").isFalse();
    }
  }

  /** That there is no approval takes questions away, also the one that is being answered. */
  @Test
  void questionInWhichSomebodyWrites_isLeftToHim_whenOthersComeAndGo() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    steps.as(steps.handler);
    UUID draft =
        server.getBean(Drafts.class).createWithoutPackage(ApplicationKind.INITIAL, AppForm.WEB);
    try (Browser browser = Browser.open(url("")).in(Language.CHINESE)) {
      browser.as(handler(steps)).go("/applications/" + draft + "/topics/APPROVAL");
      browser.type("f:approval.basis", "无");
      browser.driver().findElement(By.id("f:approval.basis")).sendKeys(Keys.TAB);
      WebElement written = browser.driver().findElement(By.id("f:approval.content"));
      written.click();
      String text = "水务报修系统建设内容若干项";
      for (int i = 0; i < text.length(); i++) {
        browser.driver().switchTo().activeElement().sendKeys(text.substring(i, i + 1));
        Thread.sleep(200);
      }
      assertThat(browser.driver().switchTo().activeElement()).isEqualTo(written);
      assertThat(written.getDomProperty("value")).isEqualTo(text);
    }
  }

  @Test
  void approvalChosen_rightAfterTyping_savesFirst_andTheTextComesBack() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    ApprovalSteps.decided(server, steps, "河道巡查", "APPROVE");
    steps.as(steps.handler);
    UUID draft =
        server.getBean(Drafts.class).createWithoutPackage(ApplicationKind.INITIAL, AppForm.WEB);
    try (Browser browser = Browser.open(url("")).in(Language.CHINESE)) {
      browser.as(handler(steps)).go("/applications/" + draft + "/topics/APPROVAL");
      browser.type("f:approval.basis", "自己写的依据").press("filings.approvals.choose");
      browser.says("filings.approvals.chosen");
      assertThat(browser.driver().findElements(By.id("f:approval.basis"))).isEmpty();
      browser.press("filings.approvals.leave");
      assertThat(browser.valueOf("f:approval.basis")).isEqualTo("自己写的依据");
    }
  }
}
