package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.filing.policies.Ruling;
import cn.beian.filing.review.JointDecision;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.changes.AppChanges;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.ExceptionOfDraft;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.review.CompletenessReview;
import cn.beian.server.filings.review.LevelReview;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.LevelExceptionSteps;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Units of low levels and apps of their own. */
class LevelGateTest extends ServerTest {
  private static final Question REASON = Question.once("exception.countyReason");

  @Autowired private ApplicationContext server;
  @Autowired private LevelReview level;
  @Autowired private Submission submission;
  private FilingSteps steps;

  @BeforeEach
  void county() {
    steps = new FilingSteps(server);
    level("COUNTY");
  }

  private void level(String name) {
    jdbc.sql("update organization set level = ? where id = ?")
        .params(name, steps.stage.unit)
        .update();
  }

  private UUID begun() throws Exception {
    return steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
  }

  private List<Ruling.Code> refused(UUID id) {
    return submission.rulings(steps.file(id)).stream()
        .filter(ruling -> !ruling.allowed())
        .map(Ruling::code)
        .toList();
  }

  private List<String> obstacles(UUID id) {
    return steps.file(id).obstacles().stream().map(FilingProblem::code).toList();
  }

  @Test
  void county_isAskedForItsReason_andMayFileWithIt() throws Exception {
    UUID id = begun();
    assertThat(refused(id)).containsExactly(Ruling.Code.LEVEL_COUNTY_REASON_MISSING);
    assertThat(WebSession.of(server, url(""), steps.handler).page("/applications/" + id + "/check"))
        .contains("请说明为什么没有上级应用可用", "县以下（不含县级）", "/topics/LEVEL_EXCEPTION");
    steps.save(id, Map.of(REASON, "省、市均无山洪预警应用"));
    assertThat(refused(id)).isEmpty();
  }

  @Test
  void countysReason_isSeenByReviewers_andStopsTheAcceptanceUntilJudged() throws Exception {
    UUID id = steps.send(begun());
    String path = "/cases/" + id;
    assertThat(WebSession.of(server, url(""), steps.firstSeat).page(path))
        .contains("县级单位自行开发的理由", "尚未认定", path + "/county-reason");
    assertThat(WebSession.of(server, url(""), steps.secondSeat).page(path))
        .contains("尚未认定")
        .doesNotContain(path + "/county-reason");
    steps.complete(id);
    steps.judgeAll(id);
    assertThat(obstacles(id)).containsExactly("countyReasonOpen");
    assertThat(WebSession.of(server, url(""), steps.signer).page(path))
        .contains("县级单位自行开发的理由还没有认定")
        .doesNotContain("act=acceptance");
    assertThatThrownBy(() -> steps.accept(id)).isInstanceOf(CommandRefusedException.class);

    steps.stage.as(steps.reviewer);
    assertThatThrownBy(() -> level.judge(id, steps.version(id), true, " "))
        .isInstanceOf(CommandRefusedException.class);
    level.judge(id, steps.version(id), false, "市里已有同类应用");
    assertThat(obstacles(id)).containsExactly("countyReasonRejected");
    String page =
        WebSession.of(server, url(""), steps.reviewer)
            .post(
                path + "/county-reason",
                Map.of(
                    "version", "" + steps.version(id),
                    "accepted", "true",
                    "reason", "已与市水务局核实，没有可用的上级应用"))
            .body();
    assertThat(page).contains("理由成立", "已与市水务局核实");
    assertThat(obstacles(id)).isEmpty();
    assertThat(steps.accept(id)).isNotNull();
  }

  @Test
  void reasonThatDoesNotHold_isInTheOneLetterOfAllDemands() throws Exception {
    UUID id = steps.send(begun());
    steps.stage.as(steps.firstSeat);
    level.judge(id, steps.version(id), false, "市里已有同类应用，请改用");
    List<CompletenessReview.Ticked> gaps =
        List.of(new CompletenessReview.Ticked(Question.once("security.testReport"), "请补充检测报告"));
    for (String seat : List.of(steps.firstSeat, steps.secondSeat)) {
      steps.stage.as(seat);
      server
          .getBean(CompletenessReview.class)
          .vote(id, steps.version(id), JointDecision.Opinion.ASK_SUPPLEMENT, gaps, "");
    }
    WebSession sponsor = WebSession.of(server, url(""), steps.handler);
    assertThat(sponsor.page("/applications/" + id))
        .contains("请补充检测报告", "市里已有同类应用，请改用")
        .doesNotContain("??");
    String letter =
        steps.file(id).notices().stream()
            .map(one -> "/applications/" + id + "/notices/" + one.place())
            .reduce((first, last) -> last)
            .orElseThrow();
    assertThat(sponsor.page(letter)).contains("请补充检测报告", "市里已有同类应用，请改用");
  }

  /** An old case, a level that was wrong in the register: the gate is asked again at the end. */
  @Test
  void levelCorrectedAfterSending_stopsTheAcceptance_untilTheUnitHasAWay() throws Exception {
    level("PREFECTURE");
    UUID id = steps.inNationalReview(begun());
    steps.judgeAll(id);
    assertThat(obstacles(id)).isEmpty();
    level("TOWNSHIP");
    assertThat(obstacles(id)).containsExactly("ruling.LEVEL_TOO_LOW");
    assertThat(WebSession.of(server, url(""), steps.signer).page("/cases/" + id))
        .contains("该层级单位不得自行开发政务应用程序")
        .doesNotContain("act=acceptance");
    assertThatThrownBy(() -> steps.accept(id)).hasMessageContaining("LEVEL_TOO_LOW");
    level("COUNTY");
    assertThat(obstacles(id)).containsExactly("countyReasonOpen");
    assertThatThrownBy(() -> steps.accept(id)).hasMessageContaining("countyReasonOpen");

    steps.stage.as(steps.reviewer);
    server.getBean(NationalReview.class).sendBack(id, steps.version(id), "请说明理由");
    steps.stage.as(steps.handler);
    steps.save(id, Map.of(REASON, "省、市均无山洪预警应用"));
    steps.submit(id);
    steps.stage.as(steps.reviewer);
    level.judge(id, steps.version(id), true, "已与市水务局核实");
    assertThat(obstacles(id)).isEmpty();
  }

  @Test
  void reasonOfTheReviewer_isHisOwn_notTheSponsorsCopied() throws Exception {
    UUID id = begun();
    steps.save(id, Map.of(REASON, "省、市均无山洪预警应用"));
    steps.inNationalReview(id);
    steps.stage.as(steps.reviewer);
    for (String copied : List.of("省、市均无山洪预警应用", " 省，市均无 山洪预警应用。")) {
      assertThatThrownBy(() -> level.judge(id, steps.version(id), true, copied))
          .hasMessageContaining("ownReason");
    }
    assertThat(obstacles(id)).containsExactly("countyReasonOpen");
    level.judge(id, steps.version(id), true, "已核实：省、市均无山洪预警应用");
    assertThat(obstacles(id)).isEmpty();
  }

  @Test
  void changedReason_isJudgedAnew() throws Exception {
    UUID id = steps.inNationalReview(begun());
    steps.stage.as(steps.reviewer);
    level.judge(id, steps.version(id), true, "已核实");
    assertThat(obstacles(id)).isEmpty();
    server.getBean(NationalReview.class).sendBack(id, steps.version(id), "请补充说明");
    steps.stage.as(steps.handler);
    steps.save(id, Map.of(REASON, "另有原因"));
    assertThat(obstacles(id)).containsExactly("countyReasonOpen");
  }

  @Test
  void whoJudgedTheReason_doesNotSign() throws Exception {
    UUID id = steps.inNationalReview(begun());
    steps.judgeAll(id);
    jdbc.sql("update user_account set roles = array['NATIONAL_REVIEWER','SIGNER'] where login = ?")
        .param(steps.signer)
        .update();
    steps.stage.as(steps.signer);
    level.judge(id, steps.version(id), true, "已核实");
    assertThatThrownBy(() -> steps.accept(id)).hasMessageContaining("reviewedBySame");
  }

  @Test
  void belowCounty_isRefused_andWarnedOfAnEndBeyondMonthsThatAreNotVerified() throws Exception {
    level("TOWNSHIP");
    UUID id = begun();
    assertThat(refused(id)).containsExactly(Ruling.Code.LEVEL_TOO_LOW);
    steps.fill(id);
    steps.save(id, Map.of(Question.once("app.endDate"), "2099-12-31"));
    assertThat(refused(id)).isEmpty();
    assertThat(WebSession.of(server, url(""), steps.handler).page("/applications/" + id + "/check"))
        .contains("迁移或关停日期可能超过最长期限", "未核实")
        .doesNotContain("??");
  }

  @Test
  void belowCounty_onlineUnderTheMeasures_passesAsANewAppWithAnEndDate() throws Exception {
    level("TOWNSHIP");
    UUID packageId = steps.stage.plant(steps.stage.facts(), steps.handler);
    steps.stage.as(steps.handler);
    UUID id = server.getBean(Drafts.class).create(ApplicationKind.INITIAL, List.of(packageId));
    steps.save(id, Map.of(Question.once("app.onlineSince"), "2026-05-01"));
    assertThat(refused(id)).containsExactly(Ruling.Code.LEVEL_TOO_LOW);
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/applications/" + id + "/check")).contains("#app.endDate");
    assertThat(handler.page("/applications/" + id + "/topics/OFFERED")).contains("a:app.endDate");
    steps.save(id, Map.of(Question.once("app.endDate"), "2027-06-30"));
    assertThat(refused(id)).isEmpty();
  }

  private String filedUntil(String day) throws Exception {
    level("TOWNSHIP");
    UUID id = begun();
    steps.fill(id);
    steps.save(id, Map.of(Question.once("app.endDate"), day));
    return steps.accepted(steps.complete(steps.send(id))).toString();
  }

  private UUID change(String number) {
    PublicRecord record = server.getBean(Records.class).find(number).orElseThrow();
    steps.as(steps.handler);
    return server
        .getBean(AppChanges.class)
        .begin(record.appId(), ApplicationKind.CHANGE, Optional.empty(), "");
  }

  @Test
  void endDate_isNotPutOffByAChange_norTakenAway() throws Exception {
    UUID id = change(filedUntil("2027-06-30"));
    for (String day : List.of("2027-07-01", "2099-12-31")) {
      steps.as(steps.handler);
      steps.save(id, Map.of(Question.once("app.endDate"), day));
      assertThatThrownBy(() -> steps.ready(id)).as(day).hasMessageContaining("change.endLater");
    }
    steps.as(steps.handler);
    steps.save(id, Map.of(Question.once("app.endDate"), "2027-05-31"));
    steps.complete(steps.send(id));
    assertThat(steps.file(id).value("app.endDate")).isEqualTo("2027-05-31");
  }

  @Test
  void endDateThatIsOver_isListedForTheRegion_andNothingIsChangedAnyMore() throws Exception {
    String number = filedUntil("2027-06-30");
    WebSession region =
        WebSession.of(server, url(""), steps.stage.official(Role.SUPERVISOR, "330000"));
    assertThat(region.page("/overdue")).doesNotContain("应当关停而没有公告的");
    UUID id = change(number);
    jdbc.sql(
            """
            update answer set value = '2026-06-30' where field = 'app.endDate' and application_id in
              (select application_id from filing_record where number = ?)
            """)
        .param(number)
        .update();
    assertThat(region.page("/overdue"))
        .contains("应当关停而没有公告的", number, "登记的迁移或关停日期 2026年6月30日")
        .doesNotContain("??");
    assertThat(region.page("/overdue.csv")).contains(number, "待主办单位公告关停");
    assertThat(
            WebSession.of(server, url(""), steps.stage.official(Role.SUPERVISOR, "440000"))
                .page("/overdue"))
        .doesNotContain(number);
    steps.as(steps.handler);
    steps.save(id, Map.of(Question.once("operation.operator"), "云州市大数据中心"));
    assertThatThrownBy(() -> steps.ready(id)).hasMessageContaining("change.endPassed");
  }

  @Test
  void exceptionOfTheUpperLevel_isShownToReviewersWithItsDocument() throws Exception {
    level("TOWNSHIP");
    UUID id = begun();
    steps.stage.as(steps.handler);
    UUID upper = LevelExceptionSteps.confirmed(server, steps, "河道巡查");
    server.getBean(ExceptionOfDraft.class).choose(id, Optional.of(upper), true);
    steps.send(id);
    assertThat(WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + id))
        .contains("上级批准的例外", "上级单位已在系统内确认", LevelExceptionSteps.DOCUMENT);
  }
}
