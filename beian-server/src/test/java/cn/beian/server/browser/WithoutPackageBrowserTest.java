package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What has no package: tested by a human, or no matter of filing at all. */
@Tag("once")
class WithoutPackageBrowserTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private Browser browser;
  private Cast cast;
  private Sponsor sponsor;

  @BeforeEach
  void open() {
    browser = Browser.open(url(""));
    cast = Cast.local(server);
    sponsor = new Sponsor(browser, cast.handler, cast.approver);
  }

  @AfterEach
  void close() {
    browser.close();
  }

  private String begin(String form) {
    browser.as(cast.handler).go("/applications").unfold("filings.without");
    browser.driver().findElement(By.cssSelector("input[name=form][value=" + form + "]")).click();
    browser.checkInBothLanguages("list-without-package").unfold("filings.without");
    browser.driver().findElement(By.cssSelector("input[name=form][value=" + form + "]")).click();
    return browser.press("filings.start.existing").path();
  }

  @Test
  void webPages_testedByHuman_getNumber() throws Exception {
    String application = begin("WEB");
    browser.checkInBothLanguages("tasks-without-package");
    cast.complete(cast.send(application));

    Nation nation = new Nation(browser, cast.reviewer, cast.signer);
    nation.reviews(application).checkInBothLanguages("case-without-package");
    browser.says("filings.stop.APPLICATION");
    by("input[name=passed][value=true]").click();
    by("input[name=tester]").sendKeys("省软件评测中心");
    by("input[name=testedOn]").sendKeys("11022026");
    by("textarea[name=note]").sendKeys("逐页操作，未见打卡、积分、排名和在线时长");
    by("input[type=file]").sendKeys(Sponsor.document().toString());
    browser.press("filings.human.record").checkInBothLanguages("case-tested-by-human");
    assertThat(browser.text()).contains("省软件评测中心");
    nation.hand(application);
    nation.signs(application).press("filings.accept").press("filings.decision.acceptance.do");
    assertThat(sponsor.number(application)).startsWith("ZW-Y-330100-");
    browser.checkInBothLanguages("number-without-package");
  }

  @Test
  void publicAccount_isNoMatterOfFiling_reasonIsRecordedAndShown() {
    String application = begin("PUBLIC_ACCOUNT");
    browser.go(application + "/check").checkInBothLanguages("ways-out");
    browser.press("filings.exemption.record").says("filings.noFilingDue.FORM_OUT_OF_SCOPE");
    browser.checkInBothLanguages("no-filing-due");
  }

  private org.openqa.selenium.WebElement by(String css) {
    return browser.driver().findElement(By.cssSelector("main " + css));
  }
}
