package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A filed app is changed by people: information, then a new version, under one number. */
@Tag("once")
class ChangeBrowserTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @TempDir private Path folder;

  @Test
  void filedApp_informationIsChanged_thenItsVersion_andItsNumberStays() throws Exception {
    Cast cast = Cast.local(server);
    TestApp app = new TestApp(folder, "清溪巡河", cast.unitName);
    String filed = cast.accepted(cast.complete(app.build("review.apk")));
    String number = cast.number(filed);
    String page = "/apps/" + appOf(number);
    try (Browser browser = Browser.open(url(""))) {
      Sponsor sponsor = new Sponsor(browser, cast.handler, cast.approver);
      Province province = new Province(browser, cast.firstSeat, cast.secondSeat);
      information(browser.in(Language.ENGLISH), sponsor, province, cast, page);
      version(browser.in(Language.CHINESE), sponsor, province, cast, page, app);
      assertThat(browser.as(cast.handler).go(page).text()).contains(number);
      browser.go("/records/" + number).says("portal.event.CHANGED_MAJOR");
      browser.says("portal.event.CHANGED");
    }
  }

  private UUID appOf(String number) {
    return jdbc.sql("select app_id from filing_record where number = ?")
        .param(number)
        .query(UUID.class)
        .single();
  }

  private static void information(
      Browser browser, Sponsor sponsor, Province province, Cast cast, String page)
      throws Exception {
    browser.as(cast.handler).go(page).check("app-filed");
    browser.press("app.change.do").checkInBothLanguages("app-change");
    browser.press("app.change.information");
    String change = browser.path();
    browser.check("change-begun");
    browser.go(change + "/topics/OPERATION").type("f:operation.operator", "云州市大数据中心");
    browser.press("filings.saveBack");
    sponsor.fill(change);
    sponsor.handToApprover(change);
    sponsor.sign(change);
    province.first(change).check("province-change");
    browser.press("filings.vote.change");
    province.second(change).press("filings.vote.change");
    sponsor.look(change).says("filings.sent.CHANGED").check("change-accepted");
  }

  private static void version(
      Browser browser, Sponsor sponsor, Province province, Cast cast, String page, TestApp app)
      throws Exception {
    Path next = app.build("next.apk", "每日填报巡查情况");
    browser.as(cast.handler).go(page).press("app.change.do");
    browser.attach("file", app.protectedBuild("hidden.apk")).press("app.change.with.do");
    browser.awaitOffer("app.change.major", "app.change.major");
    browser.says("testing.proposal.OPEN").says("testing.comparison.unread.AFTER");
    browser.checkInBothLanguages("app-change-undetermined");
    browser.go(page).press("app.change.do");
    assertThat(browser.text()).contains(app.label()); // the page says of which app
    browser.attach("file", next).press("app.change.with.do");
    browser.awaitOffer(
        "app.change.major", "app.change.major"); // compared by itself once it is read
    assertThat(browser.path()).startsWith(page + "/change?package=");
    browser.says("app.change.version").checkInBothLanguages("app-change-version");
    browser.press("app.change.major");
    String change = browser.path();
    sponsor.fill(change);
    sponsor.handToApprover(change);
    sponsor.sign(change);
    province.first(change).press("filings.vote.COMPLETE");
    province.second(change).press("filings.vote.COMPLETE");
    Nation nation = new Nation(browser, cast.reviewer, cast.signer);
    nation.reviews(change).check("nation-change");
    cast.accepted(change); // as the walk of a filing shows
    browser.as(cast.handler).go(page).checkInBothLanguages("app-changed");
  }
}
