package cn.beian.server.inquiries;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.numbers.DivisionCode;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.numbers.NumberKind;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A request for information from its question to its end; the filing stays as it is. */
class InquiryTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private WebSession supervisor;
  private String number = "";

  @BeforeEach
  void filedApp() throws Exception {
    steps = new FilingSteps(server);
    UUID draft = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    number = steps.accepted(steps.inNationalReview(draft)).toString();
    supervisor = session(steps.stage.official(Role.SUPERVISOR, "330000"));
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private String asked() throws Exception {
    String by = jdbc.sql("select (now() + interval '9 days')::date").query(String.class).single();
    supervisor.post("/inquiries", Map.of("number", number, "question", "为何每日提醒？", "by", by));
    return "/inquiries/" + column("id");
  }

  private String column(String name) {
    String sql = "select " + name + "::text from inquiry_case where number = ?";
    return jdbc.sql(sql).param(number).query(String.class).single();
  }

  private String post(WebSession who, String path, String field, String text) throws Exception {
    Map<String, String> form = new HashMap<>(Map.of("version", column("version")));
    form.put(field, text);
    return who.post(path, form).body();
  }

  @Test
  void publicRecord_leadsTheSupervisorOfItsRegionToTheForm_withTheNumberFilledIn()
      throws Exception {
    String form = "/inquiries/new?number=" + number;
    assertThat(supervisor.page("/records/" + number)).contains(form);
    assertThat(supervisor.page(form)).contains("value=\"" + number + '"');
    String elsewhere = steps.stage.official(Role.SUPERVISOR, "650000");
    for (String other : List.of(steps.handler, steps.reviewer, elsewhere)) {
      assertThat(session(other).page("/records/" + number)).doesNotContain("/inquiries/new");
    }
  }

  @Test
  void request_isAskedAnsweredLateAndClosed_andEachSideReadsEachStep() throws Exception {
    String path = asked();
    WebSession approver = session(steps.approver);
    assertThat(post(approver, path + "/answer", "x", "")).contains("请先写明情况");
    WebSession handler = session(steps.handler);
    assertThat(handler.page("/")).contains(path, "写答复");
    assertThat(post(handler, path + "/draft", "text", "只提醒值班人员")).contains("只提醒值班人员");
    assertThat(supervisor.page(path)).contains("情况询问书").doesNotContain("只提醒值班人员");
    assertThat(handler.post(path + "/draft", Map.of("version", "1", "text", "另写的")).body())
        .contains("这一页打开后内容又有改动", "只提醒值班人员", "另写的");
    jdbc.sql("update inquiry_case set due_on = '2020-01-01'").update();
    jdbc.sql("update work_item set due_on = '2020-01-01' where procedure_name = 'inquiry'")
        .update();
    assertThat(handler.page("/inquiries")).contains("期限已过");
    assertThat(supervisor.page(path)).contains("不会自动产生后果", "办结");
    assertThat(approver.page(path)).contains("可能没有写完", "不到十个字", "最后一句没有结束");
    assertThat(post(approver, path + "/answer", "x", ""))
        .contains("请勾选确认", "照此送出")
        .doesNotContain("已说明，待办结");
    assertThat(post(approver, path + "/answer", "anyway", "yes")).contains("已说明，待办结");
    assertThat(supervisor.page("/work?q=" + number)).contains(path);
    assertThat(supervisor.page(path + "/notices/3")).contains("只提醒值班人员", "监督检查部门");
    assertThat(post(supervisor, path + "/closing", "remark", " ")).contains("请写明处理意见");
    assertThat(post(supervisor, path + "/closing", "remark", "说明清楚")).contains("已办结");
    assertThat(handler.page(path)).contains("说明清楚").doesNotContain("<textarea", "??");
    assertThat(handler.page("/inquiries?closed=true")).contains(path);
    assertThat(handler.page("/")).contains(path, "最近办结");
    assertThat(handler.page("/inquiries")).doesNotContain(path);
    String acts =
        "select string_agg(substr(action, 9) || detail, ' ' order by id) from audit_entry where ";
    String of =
        "subject = 'inquiry:"
            + column("id")
            + "' and action not like '%.standing'"
            + " and action <> 'register.changed-outside'"; // the test moved its day itself
    assertThat(jdbc.sql(acts + of).query(String.class).single())
        .isEqualTo("ASKNEW -> ASKED prepare ANSWERASKED -> ANSWERED CLOSEANSWERED -> CLOSED");
  }

  private WebSession withBothRoles(String login) throws Exception {
    return with("HANDLER,APPROVER", "330100", login);
  }

  private WebSession with(String roles, String region, String login) throws Exception {
    jdbc.sql("update user_account set roles = string_to_array(?, ','), region = ? where login = ?")
        .params(roles, region, login)
        .update();
    return session(login);
  }

  @Test
  void answer_isSentByNobodyWhoWroteOfIt_evenIfAnotherChangedItSince() throws Exception {
    String path = asked();
    WebSession handler = withBothRoles(steps.handler);
    WebSession approver = withBothRoles(steps.approver);
    post(handler, path + "/draft", "text", "只提醒值班人员");
    assertThat(session(steps.stage.official(Role.AUDITOR, "330000")).page(path))
        .contains("为何每日提醒？")
        .doesNotContain("只提醒值班人员");
    assertThat(post(handler, path + "/answer", "x", "")).contains("您填写过说明，请由另一位审批人送出");
    post(approver, path + "/draft", "text", "只提醒值班人员，每日一次");
    for (WebSession writer : List.of(handler, approver)) {
      assertThat(post(writer, path + "/answer", "x", "")).contains("您填写过说明，请由另一位审批人送出");
    }
    assertThat(column("state")).isEqualTo("ASKED");
    String third = steps.stage.own(Role.APPROVER);
    assertThat(post(session(third), path + "/answer", "anyway", "yes")).contains("已说明，待办结");
  }

  @Test
  void otherUnit_writesSendsAndReadsNothing() throws Exception {
    String path = asked();
    post(session(steps.handler), path + "/draft", "text", "只提醒值班人员");
    Stage other = new Stage(server, "PREFECTURE", "LOCAL");
    WebSession stranger = withBothRoles(other.own(Role.HANDLER));
    Map<String, String> form = Map.of("version", column("version"), "text", "别家写的");
    for (String act : List.of("/draft", "/answer")) {
      assertThat(stranger.post(path + act, form).statusCode()).as(act).isEqualTo(403);
    }
    assertThat(stranger.get(path).statusCode()).isEqualTo(403);
    assertThat(stranger.page("/inquiries")).doesNotContain(path);
    assertThat(column("state") + column("version")).isEqualTo("ASKED3");
  }

  /** Whoever may read a request by one of his roles acts in it by that one alone. */
  @Test
  void supervisorOfTheRegion_answersForNoOtherUnit_andPersonOfTheUnit_closesInNoOtherRegion()
      throws Exception {
    String path = asked();
    post(session(steps.handler), path + "/draft", "text", "只提醒值班人员");
    String official = steps.stage.official(Role.SUPERVISOR, "330000");
    WebSession both = with("SUPERVISOR,HANDLER,APPROVER", "330000", official);
    assertThat(both.page(path)).contains(path + "/closing").doesNotContain(path + "/draft");
    Map<String, String> form = Map.of("version", column("version"), "text", "代写的", "remark", "代办的");
    assertThat(both.post(path + "/draft", form).statusCode()).isEqualTo(403);
    assertThat(both.post(path + "/answer", form).statusCode()).isEqualTo(403);
    String own = steps.stage.own(Role.HANDLER);
    WebSession elsewhere = with("SUPERVISOR,HANDLER", "650000", own);
    assertThat(elsewhere.page(path)).contains(path + "/draft").doesNotContain(path + "/closing");
    assertThat(elsewhere.post(path + "/closing", form).statusCode()).isEqualTo(403);
    assertThat(column("state") + column("version")).isEqualTo("ASKED3");
  }

  @Test
  void closedRequest_isNeitherClosedAgainNorAnsweredNorWritten() throws Exception {
    String path = asked();
    WebSession handler = session(steps.handler);
    post(handler, path + "/draft", "text", "只提醒值班人员");
    assertThat(post(supervisor, path + "/closing", "remark", "不必再答"))
        .contains("确要办结的，请勾选确认", "不必再答");
    assertThat(column("state")).isEqualTo("ASKED");
    supervisor.post(
        path + "/closing", Map.of("version", column("version"), "remark", "不必再答", "early", "yes"));
    String closed = column("state") + column("version");
    assertThat(post(supervisor, path + "/closing", "remark", "再办一次")).contains("已经进行到下一步");
    post(session(steps.approver), path + "/answer", "anyway", "yes");
    post(handler, path + "/draft", "text", "又写的");
    assertThat(column("state") + column("version")).isEqualTo(closed).startsWith("CLOSED");
  }

  @Test
  void form_thatIsRefused_keepsWhatWasTyped_andNobodyElsewhereReadsIt() throws Exception {
    Map<String, String> form = Map.of("number", "ZW-0", "question", "问题原文", "by", "2020-01-01");
    assertThat(supervisor.post("/inquiries", form).body())
        .contains("ZW-0", "问题原文", "2020-01-01", "这不是备案编号", "答复期限：今天之后");
    assertThat(supervisor.post("/inquiries", Map.of("number", " ")).body()).contains("请填写备案编号");
    String unknown =
        FilingNumber.mint(NumberKind.APP, DivisionCode.read("330000").orThrow(), 2026, 999_999)
            .toString();
    assertThat(supervisor.post("/inquiries", Map.of("number", unknown)).body())
        .contains(unknown, "您的地区没有这个编号");
    WebSession elsewhere = session(steps.stage.official(Role.SUPERVISOR, "650000"));
    assertThat(elsewhere.get(asked()).statusCode()).isEqualTo(403);
    assertThat(elsewhere.page("/inquiries")).doesNotContain(number);
    form = Map.of("number", number, "question", "问题原文", "by", "2020-01-01");
    assertThat(elsewhere.post("/inquiries", form).body()).contains("您的地区没有这个编号");
  }

  private void rolesOf(String login, String roles) {
    jdbc.sql(
            "update user_account set roles = string_to_array(?, ','), region = '330000' where login = ?")
        .params(roles, login)
        .update();
  }

  @Test
  void unitThatIsAsked_neitherAsksItselfNorCloses() throws Exception {
    String path = asked();
    rolesOf(steps.approver, "APPROVER,SUPERVISOR");
    String colleague = steps.stage.own(Role.SUPERVISOR);
    rolesOf(colleague, "SUPERVISOR");
    for (String own : List.of(steps.approver, colleague)) {
      WebSession of = session(own);
      assertThat(of.page(path)).doesNotContain(path + "/closing");
      post(of, path + "/closing", "remark", "自己办结");
      assertThat(column("state")).isEqualTo("ASKED");
      assertThat(of.post("/inquiries", question("自己问自己")).statusCode()).isEqualTo(422);
    }
    assertThat(column("count(*)")).isEqualTo("1");
  }

  private Map<String, String> question(String text) {
    String by = jdbc.sql("select (now() + interval '9 days')::date").query(String.class).single();
    return Map.of("number", number, "question", text, "by", by);
  }

  @Test
  void questionThatIsSentAgain_isAskedOnce() throws Exception {
    String login = steps.stage.official(Role.SUPERVISOR, "330000");
    LocalDate by = OfficialTime.dayOf(Instant.now()).plusDays(9);
    ExecutorService together = Executors.newFixedThreadPool(8);
    try {
      Callable<UUID> ask =
          () -> {
            steps.as(login);
            return server
                .getBean(Inquiries.class)
                .begin(Map.of("number", number, "question", "只问一次？", "by", by.toString()));
          };
      Set<UUID> asked = new HashSet<>();
      for (Future<UUID> one : together.invokeAll(Collections.nCopies(8, ask))) {
        asked.add(one.get());
      }
      assertThat(asked).hasSize(1);
    } finally {
      together.shutdownNow();
    }
    assertThat(column("count(*)")).isEqualTo("1");
    supervisor.post("/inquiries", question("另一个问题？"));
    assertThat(column("count(*)")).isEqualTo("2");
  }

  @Test
  void whoWroteOfIt_hasNoButton_andIsToldWhoCanSend_andWhoRepeatsThatItWasSent() throws Exception {
    String path = asked();
    WebSession first = withBothRoles(steps.handler);
    WebSession second = withBothRoles(steps.approver);
    post(first, path + "/draft", "text", "甲写的");
    post(second, path + "/draft", "text", "甲写的");
    assertThat(first.page(path))
        .contains("请由另一位审批人送出", "可以送出的审批人：" + steps.approver)
        .doesNotContain(path + "/answer");
    assertThat(second.page(path)).as("who saved the same wrote nothing").contains(path + "/answer");
    post(second, path + "/draft", "text", "乙改过的");
    assertThat(second.page(path)).contains("没有别的审批人").doesNotContain(path + "/answer");
    String third = steps.stage.own(Role.APPROVER);
    assertThat(second.page(path)).contains("可以送出的审批人：" + third);
    Map<String, String> form = Map.of("version", column("version"), "anyway", "yes");
    WebSession sender = session(third);
    assertThat(sender.post(path + "/answer", form).body()).contains("已说明，待办结");
    assertThat(sender.post(path + "/answer", form).body())
        .contains("已经送出")
        .doesNotContain("您填写过说明");
  }

  @Test
  void textInWhichNothingIsSeen_isNone_andFieldsInTheAddressAreNotRead() throws Exception {
    assertThat(supervisor.post("/inquiries", question("\u3000\u200B")).body()).contains("请写明询问内容");
    assertThat(supervisor.post("/inquiries?number=" + number, question("有内容")).statusCode())
        .isEqualTo(400);
    assertThat(column("count(*)")).isEqualTo("0");
    String path = asked();
    assertThat(post(session(steps.handler), path + "/draft", "text", "\u200B")).contains("请先写明情况");
  }

  @Test
  void history_saysWhoDidWhat_andOfADraftToItsUnitAlone() throws Exception {
    String path = asked();
    WebSession handler = session(steps.handler);
    post(handler, path + "/draft", "text", "只提醒值班人员，");
    post(handler, path + "/draft", "text", "只提醒值班人员，每日一次。");
    String unit =
        jdbc.sql("select name from organization where id = ?")
            .param(steps.stage.unit)
            .query(String.class)
            .single();
    assertThat(history(handler.page(path)))
        .contains("发出情况询问", "填写情况说明", unit)
        .containsOnlyOnce("填写情况说明");
    assertThat(history(supervisor.page(path))).contains("发出情况询问").doesNotContain("填写情况说明");
    post(session(steps.approver), path + "/answer", "x", "");
    assertThat(history(supervisor.page(path))).contains("送出情况说明", unit).doesNotContain("填写情况说明");
  }

  private static String history(String page) {
    return page.substring(page.indexOf("<ol class=\"time\">"));
  }

  @Test
  void draftOfTheAnswer_isGivenBack_andSentOnceItWasWrittenOn() throws Exception {
    String path = asked();
    WebSession handler = session(steps.handler);
    WebSession approver = session(steps.approver);
    assertThat(post(approver, path + "/remark", "remark", "还没有写")).contains("请先写明情况");
    post(handler, path + "/draft", "text", "只提醒值班人员。");
    assertThat(post(approver, path + "/remark", "remark", " ")).contains("请写明要经办人修改什么");
    assertThat(post(approver, path + "/remark", "remark", "写明依据"))
        .contains("写明依据")
        .doesNotContain("action=\"" + path + "/answer\"", "??");
    assertThat(supervisor.page(path)).doesNotContain("写明依据", "只提醒值班人员");
    assertThat(handler.page("/work")).contains(path);
    assertThat(post(approver, path + "/answer", "anyway", "yes")).contains("请等他修改");
    assertThat(post(handler, path + "/draft", "text", "只提醒值班人员，依据值守制度。")).doesNotContain("写明依据");
    assertThat(approver.page(path)).contains("只提醒值班人员。</span>", "只提醒值班人员，依据值守制度。</span>");
    assertThat(supervisor.page(path)).doesNotContain("值守制度");
    assertThat(post(approver, path + "/answer", "anyway", "yes")).contains("只提醒值班人员");
    assertThat(column("state")).isEqualTo("ANSWERED");
  }
}
