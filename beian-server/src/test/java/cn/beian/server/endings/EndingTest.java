package cn.beian.server.endings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Messages;
import cn.beian.filing.Role;
import cn.beian.filing.states.RecordState;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.cases.DeadlineEnforcement;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.records.Filed;
import cn.beian.server.records.Records;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** The ending of a filed app, from the plan to the tombstone, over HTTP. */
class EndingTest extends EndingScene {
  @Test
  void app_isAnnounced_goesOffline_isReported_sentBack_completed_andNoted() throws Exception {
    assertThat(handler.page(appPage())).contains("/endings/new?number=" + number);
    assertThat(approver.page(appPage())).doesNotContain("/endings/new");
    assertThat(handler.page("/endings/new?number=" + number)).contains("关停这个应用");
    String path = planned();
    assertThat(handler.page(appPage())).contains(path).doesNotContain("/endings/new");
    assertThat(office.get(path).statusCode()).isEqualTo(403);
    assertThat(publicPage("/records/" + number)).doesNotContain("业务并入");
    assertThat(approver.page("/")).contains(path, "查看方案并公告");
    assertThat(post(approver, path + "/announcement", Map.of())).contains("已公告关停");
    assertThat(record()).isEqualTo("SHUTTING_DOWN SHUTTING_DOWN");
    assertThat(publicPage("/records/" + number))
        .contains("即将关停", "业务并入省级平台", "https://www.example.gov.cn/", "档案移交")
        .doesNotContain("应用内弹窗", "??");
    assertThat(
            new Visitor(url(""))
                .send(
                    "GET",
                    "/api/v1/records/" + number,
                    Map.of("Accept", "application/json"),
                    new byte[0])
                .body())
        .contains("SHUTTING_DOWN");
    assertThat(office.page(path)).contains("关停公告", "应用内弹窗").doesNotContain(path + "/offline");
    assertThat(handler.page(path)).contains("未核实");

    assertThat(post(handler, path + "/offline", report(today))).contains("已全部移交");
    assertThat(office.page(path)).doesNotContain("已全部移交");
    assertThat(approver.page("/")).contains(path, "查看并送出下线报告");
    assertThat(handler.page("/records/" + number)).contains("这一天仍能使用");
    assertThat(post(approver, path + "/report", Map.of())).contains("已报告，待核对");
    assertThat(handler.page("/records/" + number)).contains("备案部门正在核对").doesNotContain("这一天仍能使用");
    assertThat(office.page("/work?view=mine&q=" + number)).contains(path, "核对下线报告是否齐全");
    String by = today.plusDays(9).toString();
    assertThat(post(office, path + "/return", Map.of("missing", "缺下架截图", "by", by)))
        .contains("待补充报告");
    assertThat(handler.page(path)).contains("缺少的内容", "缺下架截图");
    assertThat(post(approver, path + "/report", Map.of())).contains("请经办人先修改");
    post(
        handler,
        path + "/offline",
        Map.of(
            "offlineOn", today.toString(),
            "earlyReason", "用户已全部迁移",
            "disposed", "已全部移交",
            "evidence", "截图见附页"));
    assertThat(post(approver, path + "/report", Map.of())).contains("已补充报告，待核对");
    assertThat(post(office, path + "/return", Map.of("missing", "还缺", "by", by))).contains("不能再退回");
    assertThat(post(office, path + "/noting", Map.of())).contains("报告完整，已办结");
    assertThat(record()).isEqualTo("DEREGISTERED DEREGISTERED");
    assertThat(events()).containsExactly("FILED", "SHUTTING_DOWN", "DEREGISTERED");
    assertThat(publicPage("/records/" + number))
        .contains("已注销", "停止服务", "https://www.example.gov.cn/", "永久保留")
        .doesNotContain("??");
    assertThat(publicPage("/lookup?number=" + number)).contains("备案已注销");
    assertThat(publicPage("/register?state=DEREGISTERED")).contains(number);
    recordsAreSound();
    for (String place : letters(path)) {
      assertThat(handler.page(path + "/notices/" + place)).doesNotContain("??");
      assertThat(handler.get(path + "/notices/" + place + "/pdf").statusCode()).isEqualTo(200);
    }
    assertThat(handler.page("/")).contains(path, "最近办结");
  }

  @Test
  void addressThatIsNoneOfTheState_isTextOnThePublicPage_andLeadsNobodyAway() throws Exception {
    Map<String, String> form = plan();
    String foreign = "https://www.example.gov.cn.phishing.example/";
    form.put("target", foreign);
    handler.post("/endings", form);
    post(approver, "/endings/" + column("id") + "/announcement", Map.of());
    assertThat(publicPage("/records/" + number))
        .contains(foreign + "（由主办单位填写，本系统没有核实）")
        .doesNotContain("href=\"" + foreign);
    post(approver, "/endings/" + column("id") + "/withdrawal", Map.of("reason", "改地址"));
    announced();
    assertThat(publicPage("/records/" + number))
        .contains("href=\"https://www.example.gov.cn/\"")
        .doesNotContain("本系统没有核实");
  }

  private List<String> letters(String path) throws Exception {
    List<String> places =
        Pattern.compile(path + "/notices/(\\d+)")
            .matcher(handler.page(path))
            .results()
            .map(one -> one.group(1))
            .toList();
    assertThat(places).hasSize(5);
    return places;
  }

  @Test
  void announcement_isTakenBack_andTheRecordIsInForceAgain() throws Exception {
    String path = announced();
    assertThat(post(approver, path + "/withdrawal", Map.of("reason", " "))).contains("撤回的理由");
    assertThat(post(approver, path + "/withdrawal", Map.of("reason", "继续运行"))).contains("已撤回公告");
    assertThat(record()).isEqualTo("FILED FILED");
    assertThat(events()).containsExactly("FILED", "SHUTTING_DOWN", "SHUTDOWN_TAKEN_BACK");
    assertThat(publicPage("/records/" + number)).contains("撤回关停公告").doesNotContain("业务并入", "??");
    recordsAreSound();
    assertThat(handler.page("/endings/new?number=" + number))
        .contains("上一次没有办成的方案", "业务并入省级平台", "https://www.example.gov.cn/");
    planned();
    assertThat(column("state")).as("it can be ended again").isEqualTo("PLANNED");
  }

  @Test
  void announcement_underAnOrderToRectify_leavesTheOrder() throws Exception {
    String path = announced();
    jdbc.sql(
            "insert into supervision_case (id, origin, reference, state, number, application_id,"
                + " organization_id, division, app_name, opened_at, rectify_by) select ?, 'RETEST',"
                + " '9999', 'RECTIFICATION_DUE', number, application_id, organization_id, division,"
                + " app_name, now(), current_date + 9 from filing_record where number = ?")
        .params(UUID.randomUUID(), number)
        .update();
    assertThat(record()).isEqualTo("SHUTTING_DOWN SHUTTING_DOWN");
    post(approver, path + "/withdrawal", Map.of("reason", "继续运行"));
    assertThat(record()).isEqualTo("RECTIFYING RECTIFYING");
    recordsAreSound();
  }

  private String anotherThatEnds() {
    Records records = server.getBean(Records.class);
    return Objects.requireNonNull(
        server
            .getBean(TransactionTemplate.class)
            .execute(
                open -> {
                  String other = records.accept(Filed.acceptance(Filed.android())).toString();
                  records.changeState(other, RecordState.SHUTTING_DOWN);
                  return other;
                }));
  }

  @Test
  void plan_thatCannotBeTaken_isRefusedWithSentences_andKeepsWhatWasTyped() throws Exception {
    for (String day : List.of("1970-01-01", "2099-01-01", today.minusDays(1).toString(), "昨天")) {
      Map<String, String> form = plan();
      form.put("lastDay", day);
      assertThat(handler.post("/endings", form).body())
          .as(day)
          .contains("请填写最后服务日：今天或以后", "业务并入省级平台");
    }
    Map<String, String> form = plan();
    form.put("migration", "CRAFTED");
    assertThat(handler.post("/endings", form).body()).contains("请选择用户以后用什么");
    form.put("migration", "FILED_APP");
    form.put("target", number);
    assertThat(handler.post("/endings", form).body()).contains("不能是本应用自己的");
    form.put("target", anotherThatEnds());
    assertThat(handler.post("/endings", form).body()).contains("也不能是即将关停的");
    form.put("migration", "ADDRESS");
    for (String address : List.of("javascript:alert(1)", "www.example.gov.cn", "https://a@b.cn/")) {
      form.put("target", address);
      assertThat(handler.post("/endings", form).body()).as(address).contains("请填写完整的网址");
    }
    form = new HashMap<>(Map.of("number", number));
    assertThat(handler.post("/endings", form).body()).contains("请写公告内容", "请写明数据怎么处理", "请写明怎么通知用户");
    String kept = "select count(*) from ending_case where number = ?";
    assertThat(jdbc.sql(kept).param(number).query(Integer.class).single()).isZero();
    form = plan();
    form.put("number", "ZW-0");
    assertThat(handler.post("/endings", form).statusCode()).isEqualTo(404);
  }

  @Test
  void secondEnding_andOneOfARecordThatIsOver_areRefused() throws Exception {
    String path = planned();
    assertThat(handler.post("/endings", plan()).body()).contains("已经在办");
    post(approver, path + "/announcement", Map.of());
    assertThat(handler.post("/endings", plan()).body()).contains("已经公告关停");
    post(handler, path + "/offline", report(today));
    post(approver, path + "/report", Map.of());
    post(office, path + "/noting", Map.of());
    assertThat(handler.post("/endings", plan()).body()).contains("已经注销");
    assertThat(post(office, path + "/noting", Map.of())).contains("已经进行到下一步");
    assertThat(events()).containsExactly("FILED", "SHUTTING_DOWN", "DEREGISTERED");
  }

  @Test
  void goingOffline_isNeverBeforeTheAnnouncementNorToCome_andCanBeCorrected() throws Exception {
    String path = planned();
    assertThat(post(handler, path + "/offline", report(today))).contains("已经进行到下一步", "已全部移交");
    post(approver, path + "/announcement", Map.of());
    for (String day : List.of("2099-01-01", today.plusDays(1).toString(), "")) {
      assertThat(
              post(
                  handler,
                  path + "/offline",
                  Map.of("offlineOn", day, "disposed", "移交", "evidence", "下架")))
          .as(day)
          .contains("请填写下线日期");
    }
    for (String day : List.of("1970-01-01", today.minusDays(1).toString())) {
      assertThat(post(handler, path + "/offline", report(LocalDate.parse(day))))
          .as(day)
          .contains("下线日期不能早于公告之日");
    }
    String announcedDue = column("due_on");
    Map<String, String> early = new HashMap<>(report(today));
    early.put("earlyReason", " ");
    assertThat(post(handler, path + "/offline", early)).contains("提前下线的，请写明为什么");
    assertThat(post(handler, path + "/offline", report(today))).contains("比公告提前下线", "用户已全部迁移");
    assertThat(column("due_on")).as("counted from the day itself").isLessThan(announcedDue);
    assertThat(post(approver, path + "/withdrawal", Map.of("reason", "继续"))).contains("已经进行到下一步");
    post(handler, path + "/online", Map.of());
    assertThat(column("due_on") + column("state")).isEqualTo(announcedDue + "ANNOUNCED");
    assertThat(post(approver, path + "/report", Map.of())).contains("已经进行到下一步");
  }

  @Test
  void whoWroteIt_announcesAndSendsNothing_andNobodyOfTheUnitChecks() throws Exception {
    jdbc.sql("update user_account set roles = '{HANDLER,APPROVER}' where login = ?")
        .param(steps.handler)
        .update();
    handler = session(steps.handler);
    String path = planned();
    assertThat(handler.page(path)).contains("可以送出的审批人：" + steps.approver);
    assertThat(post(handler, path + "/announcement", Map.of())).contains("请由另一位审批人送出");
    assertThat(record()).isEqualTo("FILED FILED");
    post(approver, path + "/announcement", Map.of());
    post(handler, path + "/offline", report(today));
    assertThat(post(handler, path + "/report", Map.of())).contains("请由另一位审批人送出");
    post(approver, path + "/report", Map.of());
    WebSession national = session(steps.reviewer);
    Map<String, String> form = Map.of("version", column("version"));
    assertThat(national.page(path)).doesNotContain("/noting");
    assertThat(post(national, path + "/noting", Map.of())).contains("由省级备案部门核对");
    WebSession elsewhere = session(steps.stage.official(Role.COMPLETENESS_REVIEWER, "650000"));
    assertThat(elsewhere.post(path + "/noting", form).statusCode()).isEqualTo(403);
    assertThat(column("state")).isEqualTo("REPORTED");
  }

  @Test
  void otherUnit_neitherEndsNorReadsIt() throws Exception {
    Stage other = new Stage(server, "PREFECTURE", "LOCAL");
    WebSession stranger = session(other.own(Role.HANDLER));
    assertThat(stranger.get("/endings/new?number=" + number).statusCode()).isEqualTo(403);
    assertThat(stranger.post("/endings", plan()).statusCode()).isEqualTo(403);
    String path = planned();
    assertThat(stranger.get(path).statusCode()).isEqualTo(403);
    assertThat(stranger.page("/endings")).doesNotContain(path);
    assertThat(office.page("/endings")).as("a plan is its sponsor's own").doesNotContain(path);
  }

  @Test
  void reportOfACentralUnit_isCheckedByTheNationalOffice() throws Exception {
    jdbc.sql("update organization set route = 'MINISTRY' where id = ?")
        .param(steps.stage.unit)
        .update();
    String path = reported();
    assertThat(office.page(path)).doesNotContain("/noting");
    assertThat(post(office, path + "/noting", Map.of())).contains("由国家备案部门核对");
    assertThat(post(session(steps.reviewer), path + "/noting", Map.of())).contains("报告完整，已办结");
    assertThat(record()).isEqualTo("DEREGISTERED DEREGISTERED");
  }

  /** Both name the day after which the app cannot be used, each in its own way. */
  @Test
  void planAndReport_countFromTheSameDay_andADayThatMoves_isSaidOnThePageAndInTheTrail()
      throws Exception {
    String path = announced();
    LocalDate yesterday = today.minusDays(1);
    jdbc.sql(
            "update ending_event set day = ?, at = at - interval '9 days' where case_id = ?::uuid and name = 'ANNOUNCE'")
        .params(yesterday, column("id"))
        .update();
    jdbc.sql("update ending_case set last_day = ? where number = ?")
        .params(yesterday, number)
        .update();
    String before = column("due_on");
    server.getBean(DeadlineEnforcement.class).recompute();
    String announcedDue = column("due_on");
    assertThat(announcedDue).isLessThan(before);
    assertThat(handler.page(path)).contains("期限重新计算", before + " 改为 ");
    String auditor = steps.stage.official(Role.AUDITOR, "100000");
    assertThat(session(auditor).page("/admin/audit?by=all&object=" + column("id")))
        .contains("重新计算期限")
        .doesNotContain(">ending.recomputed<");
    post(handler, path + "/offline", report(today));
    assertThat(column("state")).isEqualTo("OFFLINE");
    assertThat(column("due_on"))
        .as("first day offline is the day after the last")
        .isEqualTo(announcedDue);
  }

  @Test
  void sponsor_readsOfTheSeatThatChecks_andOfNoOther() throws Exception {
    reported();
    assertThat(handler.page(appPage()))
        .contains(Messages.in(Locale.CHINESE).text(Role.COMPLETENESS_REVIEWER))
        .doesNotContain(Messages.in(Locale.CHINESE).text(Role.GOVERNMENT_SERVICE_REVIEWER));
  }
}
