package cn.beian.server.filings.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.form.Question;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.casefile.Notice;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.filed.ReadPackages;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the pages of a change tell its handler, its approver and its reviewers. */
class ChangePagesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private ReadPackages readPackages;
  @Autowired private Clock clock;
  private FilingSteps steps;
  private UUID app;
  private WebSession handler;

  @BeforeEach
  void filedApp() throws Exception {
    steps = new FilingSteps(server);
    AppFacts first = steps.stage.app().screen("Report", "险情上报");
    String number = steps.accepted(steps.inNationalReview(steps.draft(plant(first)))).toString();
    app = server.getBean(Records.class).find(number).orElseThrow().appId();
    handler = WebSession.of(server, url(""), steps.handler);
    steps.as(steps.handler);
  }

  private UUID plant(AppFacts facts) throws Exception {
    return steps.stage.plant(facts.facts(), steps.handler);
  }

  private UUID begun(String kind, AppFacts next, String objection) throws Exception {
    UUID packageId = plant(next);
    readPackages.goOn(packageId);
    Map<String, String> form = new HashMap<>(Map.of("kind", kind, "objection", objection));
    form.put("package", packageId.toString());
    return id(handler.post("/apps/" + app + "/changes", form).uri().getPath());
  }

  private static UUID id(String path) {
    return UUID.fromString(path.substring(path.lastIndexOf('/') + 1));
  }

  private AppFacts withCheckIn() {
    return steps.stage.app().version("4.0.0", "400").compulsoryCheckIn().screen("Daily", "每日打卡");
  }

  @Test
  void changeOfInformation_hasNoFunctionsToExplain_andItsPageOpensAllTheSame() throws Exception {
    UUID id =
        id(handler.post("/apps/" + app + "/changes", Map.of("kind", "CHANGE")).uri().getPath());
    assertThat(handler.page("/applications/" + id)).doesNotContain("/topics/EXPLANATIONS");
    assertThat(handler.page("/applications/" + id + "/topics/EXPLANATIONS"))
        .contains("没有需要单独说明的功能");
  }

  @Test
  void whoSignsAChangeOfInformation_readsWhatHappens_andWhatDiffersFromTheFiling()
      throws Exception {
    UUID id =
        id(handler.post("/apps/" + app + "/changes", Map.of("kind", "CHANGE")).uri().getPath());
    assertThat(handler.page("/applications/" + id)).contains("已备案的都带过来了", "您填写并确认");
    steps.save(id, Map.of(Question.once("operation.operator"), "云州市大数据中心"));
    steps.ready(id);
    WebSession approver = WebSession.of(server, url(""), steps.approver);
    assertThat(approver.page("/applications/" + id))
        .contains("经办人填写并确认", "您签署承诺并提交")
        .doesNotContain("您填写并确认");
    assertThat(approver.page("/applications/" + id + "/check"))
        .contains("变更备案不重新检测，审核时限从提交起计算", "与已备案内容不同的（1 项）")
        .doesNotContain("规则进行技术检测", "以前的备案");
  }

  @Test
  void remarkOfTheApprover_standsWhereTheHandlerLooks_andNowhereElse() throws Exception {
    UUID id =
        id(handler.post("/apps/" + app + "/changes", Map.of("kind", "CHANGE")).uri().getPath());
    steps.save(id, Map.of(Question.once("operation.operator"), "云州市大数据中心"));
    steps.ready(id);
    WebSession approver = WebSession.of(server, url(""), steps.approver);
    approver.post(
        "/applications/" + id + "/remark",
        Map.of("version", String.valueOf(steps.version(id)), "reason", "运营单位写全称"));
    assertThat(handler.page("/")).contains("运营单位写全称");
    assertThat(handler.page("/applications/" + id + "/check")).contains("运营单位写全称");
    steps.as(steps.handler);
    steps.submit(steps.ready(id));
    assertThat(handler.page("/")).doesNotContain("运营单位写全称");
    assertThat(WebSession.of(server, url(""), steps.firstSeat).page("/work?view=mine"))
        .doesNotContain("运营单位写全称");
  }

  @ParameterizedTest
  @ValueSource(ints = {60, 1_200})
  void majorChange_isReviewedAsOne_showsItsDay_andTheLetterIsCalledWhatItIs(int days)
      throws Exception {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    LocalDate planned = today.plusDays(days);
    UUID id = begun("MAJOR_CHANGE", withCheckIn(), "");
    steps.save(id, Map.of(Question.once("change.plannedOn"), planned.toString()));
    steps.submit(steps.ready(id));
    steps.complete(id);
    assertThat(WebSession.of(server, url(""), steps.reviewer).page("/cases/" + id))
        .contains("审毕送签，建议不同意变更", "计划变更日期：" + planned.getYear())
        .doesNotContain("建议不予备案");
    String number = steps.accepted(id).toString();
    int letter =
        steps.file(id).notices().stream()
            .filter(one -> one.kind() == Notice.Kind.ACCEPTED)
            .map(Notice::place)
            .findFirst()
            .orElseThrow();
    assertThat(handler.page("/applications/" + id + "/notices/" + letter))
        .contains("准予变更备案通知书")
        .doesNotContain("准予备案通知书");
    assertThat(server.getBean(Records.class).find(number).orElseThrow().numberAskedOn())
        .as("the version comes then, or a year later at the latest")
        .isEqualTo(days == 60 ? planned : today.plusYears(1));
  }

  @Test
  void onlyPackageOfAChange_isReplacedOrStays() throws Exception {
    UUID id =
        id(handler.post("/apps/" + app + "/changes", Map.of("kind", "CHANGE")).uri().getPath());
    UUID only = steps.file(id).packages().get(0).submitted().packageId();
    steps.as(steps.handler);
    DraftPackages packages = server.getBean(DraftPackages.class);
    assertThatThrownBy(() -> packages.remove(id, only)).isInstanceOf(CommandRefusedException.class);
    assertThat(handler.page("/applications/" + id)).doesNotContain("尚未命名");
    assertThat(steps.file(id).packages()).hasSize(1);
  }

  @Test
  void earlyDay_warnsBesideTheDay_andTheCheckPageOpens() throws Exception {
    UUID id = begun("MAJOR_CHANGE", withCheckIn(), "");
    String soon = OfficialTime.dayOf(clock.instant()).plusDays(2).toString();
    steps.save(id, Map.of(Question.once("change.plannedOn"), soon));
    assertThat(handler.page("/applications/" + id + "/check")).contains("提前");
    assertThat(handler.page("/applications/" + id + "/topics/CHANGE")).contains("须在");
  }

  @Test
  void lesserChangeWithAPackage_isTested_beforeAndAfterItIsSigned_andTheReviewerSeesWhatIsNewFirst()
      throws Exception {
    UUID id = begun("CHANGE", withCheckIn(), "只是文字调整");
    String check = handler.page("/applications/" + id + "/check");
    assertThat(check).contains("会使备案不能通过").doesNotContain("不重新检测", "没有会阻断的问题");
    assertThat(handler.page("/applications/" + id)).contains("只是文字调整", "国家网信办审核与检测");
    steps.send(id);
    String seat = WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + id);
    assertThat(seat).contains("必须整改", "不能由两部门会审办结").doesNotContain("变更备案不重新检测");
    assertThat(seat.indexOf("只是文字调整")).isPositive().isLessThan(seat.indexOf("three province"));
    assertThat(seat.indexOf("系统比对后建议按重大功能变更办理")).isPositive();
  }

  @Test
  void agreedChange_isCalledAChange_andAsksForNoLaunchBuild() throws Exception {
    AppFacts sound = steps.stage.app().version("3.2.2", "322").sound(steps.stage.name);
    UUID id = begun("CHANGE", sound.named("清溪水情服务"), "");
    steps.complete(steps.send(id));
    assertThat(WebSession.of(server, url(""), steps.secondSeat).page("/cases/" + id))
        .contains("已同意变更", "准予变更备案通知书")
        .doesNotContain("准予备案通知书", "准予备案并取得编号");
  }

  @Test
  void whatTheComparisonSays_isNotToldAsTheHandlersWords() throws Exception {
    UUID id = begun("MAJOR_CHANGE", withCheckIn(), "");
    String what = steps.file(id).value("change.what");
    assertThat(what).contains("打卡").doesNotContain("变更前应提出申请");
    assertThat(handler.page("/applications/" + id + "/topics/CHANGE")).contains("系统比对");
    steps.save(id, Map.of(Question.once("change.plannedOn"), "2027-06-01"));
    steps.submit(steps.ready(id));
    steps.complete(id);
    steps.accepted(id);
    steps.as(steps.handler);
    UUID next = begun("MAJOR_CHANGE", withCheckIn().version("5.0.0", "500").screen("N", "新"), "");
    steps.save(next, Map.of(Question.once("change.what"), "再次变更"));
    assertThat(handler.page("/applications/" + next + "/check"))
        .as("what was said of an earlier change is not what is filed")
        .doesNotContain(what.lines().findFirst().orElseThrow());
  }

  @Test
  void functionThatIsGone_isToldAndCanBeTakenOut_aNewOneIsJudgedByItsUsersAtOnce()
      throws Exception {
    UUID id = begun("MAJOR_CHANGE", withCheckIn(), "");
    String functions = handler.page("/applications/" + id + "/topics/FUNCTIONS");
    assertThat(functions).contains("险情上报", "新的软件包里没有");
    String gone =
        steps.file(id).answers().entrySet().stream()
            .filter(one -> one.getKey().fieldId().equals("function.description"))
            .filter(one -> one.getValue().answer().value().equals("险情上报"))
            .map(one -> one.getKey().item())
            .findFirst()
            .orElseThrow();
    String fresh =
        steps.file(id).answers().entrySet().stream()
            .filter(one -> one.getKey().fieldId().equals("function.description"))
            .filter(one -> one.getValue().answer().value().equals("每日打卡"))
            .map(one -> one.getKey().item())
            .findFirst()
            .orElseThrow();
    assertThat(steps.file(id).answers())
        .containsKey(new Question("function.grassrootsFacing", fresh));
    handler.post("/applications/" + id + "/functions/removal", Map.of("item", gone));
    assertThat(handler.page("/applications/" + id + "/topics/FUNCTIONS")).doesNotContain("险情上报");
    assertThat(
            handler
                .post("/applications/" + id + "/functions/removal", Map.of("item", fresh))
                .statusCode())
        .as("what the package shows stays")
        .isEqualTo(422);
  }

  @Test
  void conversion_asksForTheStampedUndertaking_andItsGapIsMadeGood() throws Exception {
    UUID id = begun("CHANGE", withCheckIn(), "只是文字调整");
    steps.send(id);
    WebSession seat = WebSession.of(server, url(""), steps.firstSeat);
    seat.post("/cases/" + id + "/marks", Map.of("ask", "change.what"));
    seat.post(
        "/cases/" + id + "/marks",
        Map.of("use", "change.what", "sentence:change.what", "MAJOR_CHANGE"));
    seat.post("/cases/" + id + "/votes", Map.of("opinion", "SUPPLEMENT"));
    jdbc.sql("update gap set told_at = now() where application_id = ?").param(id).update();
    jdbc.sql("update application set state = 'SUPPLEMENT_DUE' where id = ?").param(id).update();
    assertThat(steps.file(id).stampedCopyAwaited()).as("never of a change").isFalse();
    handler.post(
        "/applications/" + id + "/major-change",
        Map.of("version", String.valueOf(steps.version(id))));
    steps.as(steps.handler);
    assertThat(steps.file(id).stampedCopyAwaited()).isTrue();
    assertThat(handler.page("/applications/" + id)).doesNotContain("还没有修改，也没有说明");
  }
}
