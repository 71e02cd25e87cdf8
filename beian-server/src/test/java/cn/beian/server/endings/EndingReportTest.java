package cn.beian.server.endings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.states.RecordState;
import cn.beian.server.records.Filed;
import cn.beian.server.records.Records;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** The report after an app went offline: what each side reads of it, and what it says itself. */
class EndingReportTest extends EndingScene {
  private String sentBack() throws Exception {
    String path = reported();
    post(
        office,
        path + "/return",
        Map.of("missing", "缺下架截图和归档清单", "by", today.plusDays(9).toString()));
    assertThat(column("state")).isEqualTo("SENT_BACK");
    return path;
  }

  private Map<String, String> completed() {
    Map<String, String> report = new HashMap<>(report(today));
    report.put("evidence", "截图见附页");
    return report;
  }

  @Test
  void whatIsMissing_standsOnThePage_forEverySide_oldBesideNew() throws Exception {
    String path = sentBack();
    assertThat(handler.page(path)).contains("缺少的内容", "缺下架截图和归档清单");
    post(handler, path + "/offline", completed());
    assertThat(approver.page(path))
        .contains("缺下架截图和归档清单")
        .containsSubsequence("退回以后的变化", "怎么证明已经下线", "应用市场已下架", "截图见附页");
    assertThat(office.page(path)).as("the unit's own").doesNotContain("截图见附页");
    post(approver, path + "/report", Map.of());
    String page = office.page(path);
    assertThat(page)
        .contains("缺下架截图和归档清单")
        .containsSubsequence("退回以后的变化", "应用市场已下架", "截图见附页")
        .doesNotContain("??");
    assertThat(page.substring(page.indexOf("退回以后的变化"), page.indexOf(">下线报告<")))
        .doesNotContain("数据处理结果");
  }

  @Test
  void letterOfTheReport_hasHeadings_isToTheOffice_andTheReceiptIsNotOfTheSponsor()
      throws Exception {
    String path = reported();
    String letter = handler.page(path + "/notices/4");
    assertThat(letter)
        .containsSubsequence(
            "省级备案部门：",
            "为什么提前下线",
            "用户已全部迁移",
            "数据处理结果",
            "已全部移交",
            "怎么证明已经下线",
            "应用市场已下架",
            steps.stage.name,
            "回执",
            "不另盖章")
        .doesNotContain("（公开）", "??");
    assertThat(handler.page(path + "/notices/2"))
        .contains("数据怎么处理", "最后服务日是")
        .doesNotContain("（公开）");
    assertThat(handler.get(path + "/notices/4/pdf").statusCode()).isEqualTo(200);
  }

  @Test
  void citizen_readsNoHintsOfTheForm_andThatTheServiceEnded() throws Exception {
    String path = announced();
    assertThat(publicPage("/records/" + number)).contains("即将关停", "数据怎么处理").doesNotContain("（公开）");
    post(handler, path + "/offline", report(today));
    post(approver, path + "/report", Map.of());
    assertThat(publicPage("/records/" + number))
        .contains("已停止服务，待办结")
        .doesNotContain(">即将关停<", "??");
    assertThat(handler.page("/applications")).contains("已停止服务，待办结").doesNotContain(">即将关停<");
    assertThat(handler.page(appPage())).contains("已停止服务，待办结");
    assertThat(publicPage("/lookup?number=" + number)).contains("应用已停止服务");
    for (String list :
        List.of("/search?q=" + nameTyped(), "/lookup?number=" + number, "/register")) {
      String line = publicPage(list);
      line = line.substring(line.indexOf("/records/" + number));
      assertThat(line.substring(0, line.indexOf("class=\"st") + 120))
          .as(list)
          .contains("已停止服务，待办结");
    }
  }

  @Test
  void citizen_isToldTheAppByItsName_andByItsOfficialNumber() throws Exception {
    String other = anotherFiled();
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            open ->
                server.getBean(Records.class).noteOfficialNumber(other, "国备〔2026〕第0077号", today));
    Map<String, String> plan = plan();
    plan.putAll(Map.of("migration", "FILED_APP", "target", other));
    handler.post("/endings", plan);
    String path = "/endings/" + column("id");
    post(approver, path + "/announcement", Map.of());
    String app =
        jdbc.sql("select app_name from filing_record where number = ?")
            .param(other)
            .query(String.class)
            .single();
    assertThat(publicPage("/records/" + number)).contains(app + "（国备〔2026〕第0077号）");
    assertThat(handler.page(path + "/notices/2")).contains(app + "（国备〔2026〕第0077号）");
  }

  /** Two apps do not lead to each other. */
  @Test
  void appToWhichUsersAreSent_thatEndsItself_isNotAnnounced() throws Exception {
    String other = anotherFiled();
    Map<String, String> plan = plan();
    plan.putAll(Map.of("migration", "FILED_APP", "target", other));
    handler.post("/endings", plan);
    String path = "/endings/" + column("id");
    server.getBean(Records.class).changeState(other, RecordState.SHUTTING_DOWN);
    HttpResponse<String> refused =
        approver.post(path + "/announcement", Map.of("version", column("version")));
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains("即将关停");
    assertThat(column("state")).isEqualTo("PLANNED");
  }

  private String nameTyped() {
    return URLEncoder.encode(
        jdbc.sql("select app_name from filing_record where number = ?")
            .param(number)
            .query(String.class)
            .single(),
        StandardCharsets.UTF_8);
  }

  private String anotherFiled() {
    return Objects.requireNonNull(
            server
                .getBean(TransactionTemplate.class)
                .execute(
                    open ->
                        server
                            .getBean(Records.class)
                            .accept(Filed.acceptance(Filed.android(), "省级平台" + number))))
        .toString();
  }

  @Test
  void firstDayOffline_isAfterTheLastDayOfService_orTheReasonIsGiven() throws Exception {
    assertThat(handler.page("/endings/new?number=" + number)).contains("分四步").doesNotContain("分三步");
    Map<String, String> plan = plan();
    plan.put("lastDay", today.toString());
    handler.post("/endings", plan);
    String path = "/endings/" + column("id");
    post(approver, path + "/announcement", Map.of());
    assertThat(handler.page(path)).contains("name=\"earlyReason\"");
    Map<String, String> report = new HashMap<>(report(today));
    report.put("earlyReason", "");
    assertThat(post(handler, path + "/offline", report)).contains("提前下线的，请写明为什么");
    assertThat(post(handler, path + "/offline", report(today))).contains("比公告提前下线", "用户已全部迁移");
    assertThat(column("state")).isEqualTo("OFFLINE");
  }

  @Test
  void report_savedAfterItWasSent_isShownToCopy() throws Exception {
    String path = announced();
    post(handler, path + "/offline", report(today));
    String seen = column("version");
    post(approver, path + "/report", Map.of());
    Map<String, String> late = new HashMap<>(completed());
    late.put("version", seen);
    assertThat(handler.post(path + "/offline", late).body())
        .containsSubsequence("您刚才填写的内容没有保存", "怎么证明已经下线", "应用市场已下架", "截图见附页")
        .doesNotContain("??");
  }

  @Test
  void approver_givesPlanAndReportBack_andTheHandlerWritesOnThem() throws Exception {
    String path = planned();
    assertThat(post(approver, path + "/remark", Map.of("remark", "公告太短")))
        .contains("公告太短")
        .doesNotContain(path + "/announcement");
    assertThat(handler.page("/work")).contains(path, "按审批人的意见修改方案");
    assertThat(post(approver, path + "/announcement", Map.of())).contains("请等他修改并保存");
    post(handler, path + "/plan", plan());
    post(approver, path + "/announcement", Map.of());
    assertThat(post(approver, path + "/remark", Map.of("remark", "晚了"))).contains("已经进行到下一步");
    post(handler, path + "/offline", report(today));
    post(approver, path + "/remark", Map.of("remark", "证明不够"));
    assertThat(handler.page(path)).contains("证明不够");
    assertThat(handler.page("/work")).contains("按审批人的意见修改下线报告");
    assertThat(post(approver, path + "/report", Map.of())).contains("请等他修改并保存");
    post(handler, path + "/offline", report(today));
    assertThat(post(approver, path + "/report", Map.of())).contains("已报告，待核对");
    assertThat(office.page(path)).doesNotContain("证明不够", "公告太短");
  }
}
