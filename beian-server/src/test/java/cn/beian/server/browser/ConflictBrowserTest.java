package cn.beian.server.browser;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Two deciders at the same moment, each in a window of his own, and pages that grew stale. */
@Tag("once")
class ConflictBrowserTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @TempDir private Path folder;

  @Test
  void twoSignersAtOnce_oneNumber_secondIsTold() throws Exception {
    Cast cast = Cast.local(server);
    Login otherSigner = cast.official("苏和", Role.SIGNER);
    try (Browser one = Browser.open(url(""));
        Browser other = Browser.open(url(""))) {
      Sponsor sponsor = new Sponsor(one, cast.handler, cast.approver);
      String application = cast.sent(new TestApp(folder, "清溪巡河", cast.unitName).build("a.apk"));
      String decision = Province.caseOf(application) + "/decision?act=acceptance";

      Province province = new Province(one, cast.firstSeat, cast.secondSeat);
      province.first(application);
      other.as(cast.firstSeat).go(Province.caseOf(application)); // the same seat in two windows
      one.press("filings.vote.COMPLETE");
      other.press("filings.vote.COMPLETE").says("filings.notDone").check("decision-stale-seat");
      province.second(application).press("filings.vote.COMPLETE");

      Nation nation = new Nation(one, cast.reviewer, cast.signer);
      nation.judgeEverything(application);
      nation.hand(application);
      one.as(cast.signer).go(decision).checkInBothLanguages("nation-decision");
      other.as(otherSigner).go(decision);
      List<Browser> windows = List.of(one, other);
      windows.parallelStream().forEach(window -> window.press("filings.decision.acceptance.do"));
      assertThat(windows.stream().filter(ConflictBrowserTest::wasTold)).hasSize(1);
      windows.stream()
          .filter(ConflictBrowserTest::wasTold)
          .forEach(window -> window.says("cases.problem.stale").check("decision-stale"));
      assertThat(
              jdbc.sql("select count(*) from filing_record where application_id = ?::uuid")
                  .param(application.substring(application.lastIndexOf('/') + 1))
                  .query(Integer.class)
                  .single())
          .isEqualTo(1);
      assertThat(sponsor.number(application)).startsWith("ZW-A-");
    }
  }

  private static boolean wasTold(Browser window) {
    return window.text().contains(window.language().text("filings.notDone"));
  }

  @Test
  void stalePage_reviewerWroteAReason_reasonIsKept() throws Exception {
    Cast cast = Cast.local(server);
    try (Browser one = Browser.open(url("")).in(Language.ENGLISH);
        Browser other = Browser.open(url("")).in(Language.ENGLISH)) {
      Sponsor sponsor = new Sponsor(one, cast.handler, cast.approver);
      String application = cast.complete(new TestApp(folder, "清溪巡河", cast.unitName).build("a.apk"));
      other.as(cast.reviewer).go(Province.caseOf(application)).press("filings.return");
      sponsor.withdraw(application, "");
      other.type("reason", "请补充验收报告").press("filings.decision.return.do").check("not-done");
      other.says("filings.notDone");
      assertThat(other.text()).contains("请补充验收报告");
      other.press("filings.again");
      assertThat(other.path()).isEqualTo(Province.caseOf(application));
      assertThat(Stream.of("return", "refusal").map(act -> "a[href*='act=" + act + "']"))
          .allSatisfy(
              link -> assertThat(other.driver().findElements(By.cssSelector(link))).isEmpty());
    }
  }
}
