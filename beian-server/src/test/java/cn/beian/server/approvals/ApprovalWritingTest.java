package cn.beian.server.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Unique;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the handler of a project writes, and what becomes of it when somebody acts meanwhile. */
class ApprovalWritingTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private WebSession handler;
  private WebSession approver;
  private String name = "";

  @BeforeEach
  void people() throws Exception {
    steps = new FilingSteps(server);
    handler = WebSession.of(server, url(""), steps.handler);
    approver = WebSession.of(server, url(""), steps.approver);
    name = "河道巡查" + Unique.word();
  }

  private Map<String, String> plan() {
    Map<String, String> plan = new HashMap<>();
    plan.putAll(Map.of("name", name, "work", "BUILD", "form", "APP", "audience", "PUBLIC"));
    plan.putAll(Map.of("purpose", "巡查河道", "cost", "48.5", "yearlyCost", "0"));
    ProjectPlan.QUESTIONS.forEach(question -> plan.put(question, "回答" + question));
    return plan;
  }

  private String begun(Map<String, String> plan) throws Exception {
    handler.post("/approvals", plan);
    return "/approvals/" + column("id");
  }

  private String column(String of) {
    return jdbc.sql("select " + of + "::text from approval_case where app_name = ?")
        .param(name)
        .query(String.class)
        .single();
  }

  private String act(WebSession who, String path, Map<String, String> fields) throws Exception {
    Map<String, String> form = new HashMap<>(fields);
    form.put("version", column("version"));
    return who.post(path, form).body();
  }

  @Test
  void amount_inWideDigits_isTaken_andOneInWordsIsToldWhyNot() throws Exception {
    Map<String, String> wide = plan();
    wide.put("cost", "４８．５");
    wide.put("yearlyCost", "６");
    begun(wide);
    assertThat(column("cost") + " " + column("yearly_cost")).isEqualTo("48.50 6.00");
    Map<String, String> words = plan();
    words.put("name", name + "二");
    words.put("cost", "48.5万元");
    assertThat(handler.post("/approvals", words).body()).contains("建设（购买）费用：只填数字", "不用写“万元”");
  }

  @Test
  void whatIsMissing_isNamed_andLeadsToItsField() throws Exception {
    Map<String, String> plan = plan();
    plan.put("sharing", "");
    plan.put("purpose", "");
    assertThat(handler.page(begun(plan)))
        .containsSubsequence("还没有填写的：", "href=\"#purpose\"", "用途", "href=\"#sharing\"", "数据能否共享")
        .doesNotContain("href=\"#fits\"", "??");
  }

  @Test
  void saved_afterTheApproverSent_isShownToCopy_besideWhatStands() throws Exception {
    String path = begun(plan());
    String seen = column("version");
    act(approver, path + "/submission", Map.of());
    Map<String, String> late = plan();
    late.putAll(Map.of("version", seen, "purpose", "巡查河道\r\n和堤防", "form", "MINI_PROGRAM"));
    String page = handler.post(path + "/plan", late).body();
    assertThat(page)
        .containsSubsequence("您刚才填写的内容没有保存", "应用形态", "现在的内容", "您填写的", "用途", "巡查河道", "和堤防")
        .doesNotContain("请核对后再操作一次", "name=\"purpose\"", "??");
    assertThat(page.substring(page.indexOf("id=\"unsaved\""), page.indexOf("申请内容")))
        .doesNotContain("MINI_PROGRAM", "是否符合规划");
    assertThat(handler.post(path + "/plan?lang=en", late).body()).doesNotContain("??");
    assertThat(column("state") + column("purpose")).isEqualTo("UNDER_REVIEW巡查河道");
  }

  @Test
  void approver_givesItBackWithARemark_andSendsItOnceItWasWrittenOn() throws Exception {
    String path = begun(plan());
    assertThat(act(approver, path + "/remark", Map.of("remark", " "))).contains("请写明要经办人修改什么");
    assertThat(act(approver, path + "/remark", Map.of("remark", "费用请附测算")))
        .contains("费用请附测算", "已退回经办人修改")
        .doesNotContain(path + "/submission");
    assertThat(handler.page(path)).contains("审批人退回修改", "费用请附测算");
    assertThat(handler.page("/work")).contains(path, "填写立项申请");
    assertThat(approver.page("/work?view=mine")).doesNotContain(path);
    assertThat(act(approver, path + "/submission", Map.of())).contains("已退回经办人修改，请等他修改");
    WebSession reviewer =
        WebSession.of(server, url(""), steps.stage.official(Role.PROJECT_REVIEWER, "330000"));
    assertThat(reviewer.get(path).statusCode()).isEqualTo(403);
    assertThat(act(handler, path + "/plan", plan())).doesNotContain("费用请附测算");
    assertThat(approver.page("/work?view=mine")).contains(path);
    assertThat(act(approver, path + "/submission", Map.of())).contains("立项审核中");
    assertThat(reviewer.page(path)).as("of the unit alone").doesNotContain("费用请附测算");
    assertThat(act(approver, path + "/remark", Map.of("remark", "晚了"))).contains("已经进行到下一步");
  }
}
