package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The ways beside the straight one: supplement, rectification, refusal, ministry, withdrawal. */
@Tag("once")
class RoutesBrowserTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @TempDir private Path folder;
  private Browser browser;

  @BeforeEach
  void open() {
    browser = Browser.open(url(""));
  }

  @AfterEach
  void close() {
    browser.close();
  }

  private record Walk(Cast cast, Sponsor sponsor, Province province, Nation nation, TestApp app) {}

  private Walk walk(Cast cast) {
    return new Walk(
        cast,
        new Sponsor(browser, cast.handler, cast.approver),
        new Province(browser, cast.firstSeat, cast.secondSeat),
        new Nation(browser, cast.reviewer, cast.signer),
        new TestApp(folder, "清溪巡河", cast.unitName));
  }

  @Test
  void gapsTicked_toldOnce_supplemented_secondListHoldsNothingNew() throws Exception {
    Walk walk = walk(Cast.local(server));
    String application = walk.cast.sent(walk.app.build("review.apk"));
    walk.province.first(application);
    walk.province.tick("security.testReport", "请补充立项依据的文号");
    walk.province.tick("operation.builder", "请写明承建单位全称");
    walk.province.ask();
    browser.says("province.withdraw");
    walk.province.second(application);
    assertThat(browser.text())
        .as("each seat writes a list of its own")
        .doesNotContain("请补充立项依据的文号");
    walk.province.tick("security.testReport", "请补充立项依据的文号");
    walk.province.ask();

    walk.sponsor.look(application).checkInBothLanguages("filing-supplement").says("filings.told");
    assertThat(browser.text()).contains("请补充立项依据的文号").contains("请写明承建单位全称");
    browser.press("filings.notice.letter").checkInBothLanguages("letter-supplement");
    assertThat(browser.text()).contains("请补充立项依据的文号").contains("请写明承建单位全称");
    browser.go("/").checkInBothLanguages("start-supplement");
    browser.go(application + "/topics/SECURITY").check("filing-supplement-topic");
    assertThat(browser.text()).contains("请补充立项依据的文号").doesNotContain("请写明承建单位全称");
    browser.type("f:security.testReport", "云水〔2025〕18 号").press("filings.saveBack");
    browser.go(application + "/topics/OPERATION").unfold("filings.demand.keep");
    browser.type("k:operation.builder", "所填已是全称").press("filings.saveBack");
    walk.sponsor.handToApprover(application);
    walk.sponsor.sign(application);

    walk.province.first(application).checkInBothLanguages("province-answered");
    browser.go(Province.caseOf(application) + "?topic=OPERATION");
    assertThat(
            browser
                .driver()
                .findElements(By.cssSelector("[data-act=ask][value='operation.hosting']")))
        .as("a second list takes nothing new")
        .isEmpty();
    walk.province.tick("operation.builder", "请写明承建单位全称");
    browser.go(Province.caseOf(application)).checkInBothLanguages("province-list");
    walk.province.ask();
    browser.press("province.withdraw").press("province.out");
    walk.province.complete(application);
    walk.nation.reviews(application).says("filings.findings");
  }

  @Test
  void sentBack_packageReplaced_acceptedWithTheNewOne() throws Exception {
    Walk walk = walk(Cast.local(server));
    String application = walk.cast.complete(walk.app.build("review.apk", "每日签到领积分"));
    walk.nation.reviews(application).check("nation-finding");
    walk.nation.sendBack(application, "请去掉签到送积分的功能，或说明依据");

    walk.sponsor.look(application).checkInBothLanguages("filing-rectification");
    assertThat(browser.text()).contains("请去掉签到送积分的功能，或说明依据");
    walk.sponsor.replacePackage(application, walk.app.build("mended.apk"));
    walk.sponsor.fill(application);
    walk.sponsor.handToApprover(application);
    walk.sponsor.sign(application);
    walk.nation.reviews(application);
    assertThat(browser.text()).doesNotContain("每日签到领积分");
    walk.nation.accept(application);
    assertThat(walk.sponsor.number(application)).startsWith("ZW-A-330100-");
  }

  @Test
  void bothSeatsRefuse_sponsorReadsTheReason() throws Exception {
    Walk walk = walk(Cast.local(server));
    String application = walk.cast.sent(walk.app.build("review.apk"));
    walk.province.refuse(application, "该应用已并入一体化平台，不再单独备案");
    walk.sponsor.look(application).checkInBothLanguages("filing-refused");
    browser.says("filings.sent.REFUSED");
    assertThat(browser.text()).contains("该应用已并入一体化平台，不再单独备案");
    assertThat(browser.offers("filings.withdraw")).isFalse();
  }

  @Test
  void ministry_goesStraightToTheNation_whichRefuses() throws Exception {
    Walk walk = walk(Cast.ministry(server));
    String application = walk.cast.sent(walk.app.build("review.apk"));
    walk.sponsor.look(application).says("filings.event.SUBMIT_TO_NATION");
    walk.province.first(application).says("error.403.title");
    walk.nation.refuse(application, "与已备案的同类应用重复");
    walk.sponsor.look(application).says("filings.sent.REFUSED");
    assertThat(browser.text()).contains("与已备案的同类应用重复");
  }

  @Test
  void sent_withdrawn_nobodyDecidesAnyMore() throws Exception {
    Walk walk = walk(Cast.local(server));
    String application = walk.cast.sent(walk.app.build("review.apk"));
    walk.province.first(application);
    String open = browser.path();
    walk.sponsor.withdraw(application, "功能并入一体化平台");
    browser.says("filings.sent.WITHDRAWN").checkInBothLanguages("filing-withdrawn");
    walk.province.second(application);
    assertThat(browser.go(open).driver().findElements(By.cssSelector("button[name=opinion]")))
        .isEmpty();
  }
}
