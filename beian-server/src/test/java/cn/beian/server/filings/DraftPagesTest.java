package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.form.Question;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.review.CompletenessReview;
import cn.beian.server.filings.review.CompletenessReview.Ticked;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.LevelExceptionSteps;
import cn.beian.server.fixtures.PasswordHashes;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the pages of a draft say to the handler and to the approver, over HTTP. */
@Tag("once")
class DraftPagesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private UUID id;

  @BeforeEach
  void draft() throws Exception {
    steps = new FilingSteps(server);
    id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
  }

  private Visitor visitor(String login, String language) throws Exception {
    jdbc.sql("update user_account set password_hash = ? where login = ?")
        .params(PasswordHashes.of(KNOWN_PASSWORD), login)
        .update();
    return new Visitor(url("")).logIn(login, KNOWN_PASSWORD, language);
  }

  @ParameterizedTest
  @CsvSource({
    "zh, 2099-01-01, 上线日期不能晚于今天",
    "en, 2099-01-01, An app cannot be online since a day that is still to come",
    "zh, 2025-02-30, 请写明年、月、日",
    "en, last spring, Give the year"
  })
  void day_thatCannotBeMeant_isKeptAndToldAtItsField(String language, String day, String says)
      throws Exception {
    Visitor handler = visitor(steps.handler, language);
    HttpResponse<String> page =
        handler.post(
            "/applications/" + id + "/topics/OFFERED",
            Map.of("a:app.onlineSince", day, "b:app.onlineSince", "", "a:app.stores", "应用商店"));
    assertThat(page.statusCode()).isEqualTo(422);
    assertThat(page.body()).contains(says, "value=\"" + day + "\"", "aria-invalid=\"true\"");
    assertThat(page.body()).contains("应用商店").doesNotContain("Exception");
    assertThat(steps.file(id).value("app.onlineSince")).isEqualTo(day);
    String check = handler.get("/applications/" + id + "/check").body();
    assertThat(check).contains("class=\"error-summary\"", "OFFERED#app.onlineSince");
  }

  @Test
  void handedOver_theContactIsTheNewHandler_andTheApproverIsWhoSigns() throws Exception {
    String next = steps.stage.own(Role.HANDLER);
    String signs = steps.stage.own(Role.APPROVER);
    jdbc.sql("update user_account set telephone = '0571-2', post = '' where login = ?")
        .param(next)
        .update();
    steps.stage.as(steps.handler);
    Drafts drafts = server.getBean(Drafts.class);
    drafts.handTo(id, steps.version(id), steps.stage.id(next));
    assertThat(steps.file(id).value("handler.name")).isEqualTo(next);
    assertThat(steps.file(id).value("operation.emergencyContact")).isEqualTo(next + " 0571-2");
    assertThat(steps.file(id).value("handler.post")).as("asked for, not another's").isEmpty();
    steps.fill(id);
    steps.stage.as(signs);
    server.getBean(Submission.class).signAndSend(id, steps.version(id));
    assertThat(steps.file(id).value("approver.name")).isEqualTo(signs);
    steps.stage.as(steps.handler);
    assertThat(steps.file(id).value("handler.name")).isEqualTo(next);
  }

  @Test
  void actOfTheReader_leadsToTheMainButtonOfThePage() throws Exception {
    assertThat(visitor(steps.handler, "zh").get("/applications/" + id).body())
        .containsSubsequence("class=\"act\" href=\"/applications/" + id + "#act\"", "id=\"act\"");
  }

  @Test
  void day_thatCanBeMeant_leadsOn() throws Exception {
    HttpResponse<String> answer =
        visitor(steps.handler, "zh")
            .post(
                "/applications/" + id + "/topics/OFFERED",
                Map.of(
                    "a:app.onlineSince", "2025-03-01", "a:app.stores", "应用商店", "next", "APPROVAL"));
    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/topics/APPROVAL");
  }

  @Test
  void answerThatLeadsToAQuestion_itIsAskedThere_andThenTheNextTopicFollows() throws Exception {
    Visitor handler = visitor(steps.handler, "zh");
    String topic = "/applications/" + id + "/topics/SECURITY";
    Map<String, String> form =
        Map.of(
            "a:security.cii",
            "no",
            "a:security.mlpsLevel",
            "NONE",
            "a:security.testReport",
            "按规定办理",
            "next",
            "ACCEPTANCE");
    String asked = handler.post(topic, form).headers().firstValue("Location").orElse("");
    assertThat(asked).endsWith("/topics/SECURITY?more=true#security.mlpsReason");
    assertThat(handler.get(topic + "?more=true").body())
        .contains("引出下面的问题", "id=\"security.mlpsReason\"");
    Map<String, String> more = new HashMap<>(form);
    more.put("a:security.mlpsReason", "正在定级");
    assertThat(handler.post(topic, more).headers().firstValue("Location").orElse(""))
        .endsWith("/topics/ACCEPTANCE");
  }

  @Test
  void resultsOfTheAcceptance_areSaidOnce_orOneByOne() throws Exception {
    Visitor handler = visitor(steps.handler, "zh");
    String topic = "/applications/" + id + "/topics/ACCEPTANCE";
    String all = "all:acceptance.completeness acceptance.stability acceptance.easeOfUse";
    assertThat(handler.get(topic).body())
        .contains("name=\"" + all + "\"", "三项都是：通过", "与上面相同")
        .doesNotContain("selected");
    Map<String, String> form = new HashMap<>();
    for (String one : List.of("completeness", "stability", "easeOfUse")) {
      form.put("a:acceptance." + one, "");
      form.put("b:acceptance." + one, "");
    }
    form.put(all, "PASSED");
    handler.post(topic, form);
    assertThat(acceptance()).containsExactly("PASSED", "PASSED", "PASSED");
    assertThat(handler.get(topic).body())
        .containsPattern("<option value=\"PASSED\"\\s+selected=\"selected\">三项都是：通过");

    form.replaceAll((name, value) -> name.startsWith("b:") ? "PASSED" : value);
    form.put("a:acceptance.stability", "PASSED_WITH_REMARKS");
    handler.post(topic, form);
    assertThat(acceptance()).containsExactly("PASSED", "PASSED_WITH_REMARKS", "PASSED");
    assertThat(handler.get(topic).body()).contains("<details open=\"open\">");
  }

  private List<String> acceptance() {
    return List.of("completeness", "stability", "easeOfUse").stream()
        .map(one -> steps.file(id).value("acceptance." + one))
        .toList();
  }

  @Test
  void check_isCalmUntilItWasHandedOver_andEachGapLeadsToItsField() throws Exception {
    Visitor handler = visitor(steps.handler, "zh");
    String calm = handler.get("/applications/" + id + "/check").body();
    assertThat(calm)
        .doesNotContain("error-summary")
        .contains("class=\"notice warn\"", "OFFERED#app.onlineSince", "承诺书盖章件尚未上传；可以先提交")
        .containsPattern("FUNCTIONS#function\\.grassrootsFacing@[fs]1")
        .doesNotContain("存量备案只适用于");
    HttpResponse<String> tried =
        handler.post(
            "/applications/" + id + "/ready",
            Map.of("version", Integer.toString(steps.version(id))));
    assertThat(tried.statusCode()).isEqualTo(422);
    assertThat(tried.body())
        .contains("class=\"error-summary\" role=\"alert\"", "还不能交审批人")
        .contains("OFFERED#app.onlineSince");
  }

  @ParameterizedTest
  @CsvSource({
    "zh, 存量备案只适用于, 办法施行后未经备案即已上线, 逾期, 可以交审批人签署, 还不能提交",
    "en, took force, online without filing, Overdue, can go to the approver, cannot be sent yet"
  })
  void dayAfterTheMeasures_isNotCalledOverdue_andTheCheckSaysWhatStandsInTheWay(
      String language, String notExisting, String unfiled, String overdue, String ok, String not)
      throws Exception {
    Visitor handler = visitor(steps.handler, language);
    steps.fill(id);
    assertThat(handler.get("/applications/" + id).body()).contains(overdue);
    assertThat(handler.get("/applications/" + id + "/check").body())
        .contains(ok)
        .doesNotContain(not);
    jdbc.sql("update answer set value = ? where application_id = ? and field = 'app.onlineSince'")
        .params("2026-03-01", id)
        .update();
    assertThat(handler.get("/applications/" + id).body())
        .contains(notExisting, unfiled)
        .doesNotContain(overdue);
    assertThat(handler.get("/applications/" + id + "/check").body())
        .contains(notExisting, not)
        .doesNotContain(ok);
    steps.stage.as(steps.handler);
    server.getBean(Drafts.class).handToApprover(id, steps.version(id));
    assertThat(visitor(steps.approver, language).get("/applications/" + id + "/check").body())
        .contains(not)
        .doesNotContain("/submission\"");
  }

  @Test
  void supplementThatLeavesADemandOpen_isNotCalledComplete() throws Exception {
    steps.send(id);
    CompletenessReview review = server.getBean(CompletenessReview.class);
    List<Ticked> gaps = List.of(new Ticked(Question.once("security.testReport"), "请补充检测报告"));
    for (String seat : List.of(steps.firstSeat, steps.secondSeat)) {
      steps.stage.as(seat);
      review.vote(id, steps.version(id), Opinion.ASK_SUPPLEMENT, gaps, "");
    }
    Visitor handler = visitor(steps.handler, "zh");
    assertThat(handler.get("/applications/" + id + "/check").body())
        .contains("还差 1 项", "请补充检测报告")
        .doesNotContain("可以交审批人签署");
    HttpResponse<String> tried =
        handler.post(
            "/applications/" + id + "/ready",
            Map.of("version", Integer.toString(steps.version(id))));
    assertThat(tried.body()).contains("还不能交审批人", "还差 1 项").doesNotContain("可以交审批人签署");
  }

  @Test
  void approver_isAskedToCheckAndSign_notToHandOver() throws Exception {
    Visitor approver = visitor(steps.approver, "zh");
    assertThat(approver.get("/applications/" + id + "/check").body())
        .contains("由经办人补齐后")
        .doesNotContain("签署承诺并提交</button>");
    steps.ready(id);
    assertThat(approver.get("/applications/" + id + "/check").body())
        .contains("请逐项核对", "签署承诺并提交</button>");
  }

  @Test
  void whatTheSoftwareWrote_isSaidInTheLanguageOfThePage_andStaysWhenSentBack() throws Exception {
    Visitor handler = visitor(steps.handler, "en");
    assertThat(handler.get("/applications/" + id + "/check").body())
        .contains("res/mipmap/app.png", "from the package")
        .doesNotContain("ICON_IN_PACKAGE", "从安装包读取");
    String topic = "/applications/" + id + "/topics/SAME_KIND_APPS";
    assertThat(handler.get(topic).body()).doesNotContain(">None</textarea>");
    handler.post(topic, Map.of("a:sameKind.apps", "None", "b:sameKind.apps", ""));
    assertThat(steps.file(id).value("sameKind.apps")).isEqualTo("NONE");
    assertThat(steps.file(id).missing()).noneMatch(gap -> gap.field().id().equals("sameKind.apps"));
  }

  @Test
  void unitOfTooLowALevel_isLedToTheExceptionOfTheUpperLevel() throws Exception {
    jdbc.sql("update organization set level = 'TOWNSHIP' where id = ?")
        .param(steps.stage.unit)
        .update();
    Visitor handler = visitor(steps.handler, "zh");
    String refused = handler.get("/applications/" + id + "/check").body();
    assertThat(refused).contains("不得自行开发政务应用程序", "/topics/LEVEL_EXCEPTION", "OFFERED#app.endDate");
    assertThat(refused.indexOf("不得自行开发政务应用程序")).isLessThan(refused.indexOf("还缺的内容"));
    String topic = "/applications/" + id + "/topics/LEVEL_EXCEPTION";
    assertThat(handler.get(topic).body())
        .contains("请上级单位确认例外", "/exceptions/new")
        .doesNotContain("f:exception.authority");
    String typed = handler.post(topic, Map.of("a:exception.authority", "云江市政府")).body();
    assertThat(typed).contains("由系统取得，不能手工填写");
    UUID upper = LevelExceptionSteps.confirmed(server, steps, "河道巡查");
    handler.post(
        "/applications/" + id + "/exception",
        Map.of("exception", upper.toString(), "otherName", "true"));
    assertThat(handler.get("/applications/" + id + "/check").body())
        .doesNotContain("不得自行开发政务应用程序", "LEVEL_EXCEPTION#exception.document");
  }

  @Test
  void appliedForAnew_whatWasTypedBeforeIsNotAskedAgain() throws Exception {
    steps.fill(id);
    server.getBean(Submission.class).withdraw(id, steps.version(id), "换软件包");
    String sent = visitor(steps.handler, "zh").get("/applications/" + id).body();
    assertThat(sent).contains("换软件包", "重新申请");
    UUID anew = steps.draft(steps.file(id).packages().get(0).submitted().packageId());
    assertThat(steps.file(anew).value("operation.technicalPlan")).isEqualTo("按规定办理");
    assertThat(steps.file(anew).missing())
        .noneMatch(gap -> gap.field().id().equals("app.onlineSince"));
    assertThat(steps.file(anew).stampedCopyAwaited()).isTrue();
  }

  @Test
  void undertaking_offersNoFormWhereNothingCanBeTyped() throws Exception {
    String page =
        visitor(steps.handler, "zh").get("/applications/" + id + "/topics/UNDERTAKING").body();
    assertThat(page).contains("undertaking.stampedCopy").doesNotContain("name=\"next\"");
  }
}
