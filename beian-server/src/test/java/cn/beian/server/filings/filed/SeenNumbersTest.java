package cn.beian.server.filings.filed;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.filings.ManualTest;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.filings.review.NationalReview.HumanTestReport;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.records.Records;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A filed site has no build to look into: a person says where and when its number is seen. */
class SeenNumbersTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private Records records;
  @Autowired private Clock clock;
  private FilingSteps steps;
  private UUID id = UUID.randomUUID();
  private String number = "";

  @BeforeEach
  void filedSite() throws Exception {
    steps = new FilingSteps(server);
    id = steps.inNationalReview(steps.draft());
    steps.as(steps.reviewer);
    Person reviewer = server.getBean(Identity.class).current();
    server
        .getBean(NationalReview.class)
        .recordHumanTest(
            id,
            steps.version(id),
            new HumanTestReport(id, ManualTest.APPLICATION, true, "省软件评测中心", today(), "逐页操作，未见打卡"),
            steps.pdf(reviewer.organizationId(), reviewer.id()));
    number = steps.accept(id).toString();
  }

  private LocalDate today() {
    return OfficialTime.dayOf(clock.instant());
  }

  private WebSession handler() throws Exception {
    return WebSession.of(server, url(""), steps.handler);
  }

  private HttpResponse<String> say(String address, String day) throws Exception {
    return handler()
        .post(
            "/applications/" + id + "/number-seen",
            Map.of("version", String.valueOf(steps.version(id)), "address", address, "day", day));
  }

  private String overdue() throws Exception {
    return WebSession.of(server, url(""), steps.stage.official(Role.SUPERVISOR, "330000"))
        .page("/overdue");
  }

  @Test
  void site_isAskedForItsNumber_listedWhenNobodySaysIt_andConfirmedWithAddressAndDay()
      throws Exception {
    assertThat(handler().page("/applications/" + id))
        .contains("标明备案编号", number, "/number-seen", steps.stage.name)
        .doesNotContain("/launch-builds");
    assertThat(new Visitor(url("")).get("/records/" + number).body())
        .contains("主办单位还没有确认网站已标明备案编号");
    assertThat(overdue()).doesNotContain(number);
    jdbc.sql("update filing_record set number_asked_on = '2026-03-02' where number = ?")
        .param(number)
        .update();
    assertThat(overdue()).contains(number);

    for (String address : new String[] {"", "river.yunzhou.gov.cn", "javascript:alert(1)"}) {
      HttpResponse<String> refused = say(address, today().toString());
      assertThat(refused.statusCode()).as(address).isEqualTo(422);
      assertThat(refused.body()).contains("请填写能看到编号的完整网址");
    }
    for (String day : new String[] {"2026-03-01", today().plusDays(1).toString()}) {
      assertThat(say("https://river.yunzhou.gov.cn/", day).body())
          .as(day)
          .contains("请填写看到编号的日期：不早于 2026-03-02");
    }
    assertThat(records.find(number).orElseThrow().numberSeenOn()).isEmpty();

    assertThat(say("https://river.yunzhou.gov.cn/", today().toString()).body())
        .contains("已确认网站标明备案编号", "主办单位确认网站已标明编号", "https://river.yunzhou.gov.cn/")
        .doesNotContain("??");
    assertThat(records.find(number).orElseThrow().numberSeenOn()).contains(today());
    assertThat(overdue()).doesNotContain(number);
    assertThat(new Visitor(url("")).get("/records/" + number).body())
        .contains("确认网站已标明备案编号")
        .doesNotContain("还没有确认");
  }

  @Test
  void filingWithAPackage_showsItsNumberInABuild_andIsNotConfirmedByWords() throws Exception {
    UUID app =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    String other = steps.accepted(app).toString();
    id = app;
    assertThat(say("https://river.yunzhou.gov.cn/", today().toString()).body())
        .contains("这件备案有安装包");
    assertThat(records.find(other).orElseThrow().numberSeenOn()).isEmpty();
  }
}
