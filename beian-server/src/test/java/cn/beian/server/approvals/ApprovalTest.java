package cn.beian.server.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.fixtures.Unique;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** The approval of a project from its first sentence to its letter, over HTTP. */
class ApprovalTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private WebSession handler;
  private WebSession approver;
  private WebSession reviewer;
  private String name = "";

  @BeforeEach
  void people() throws Exception {
    steps = new FilingSteps(server);
    handler = session(steps.handler);
    approver = session(steps.approver);
    reviewer = session(steps.stage.official(Role.PROJECT_REVIEWER, "330000"));
    name = "河道巡查" + Unique.word();
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private Map<String, String> plan() {
    Map<String, String> plan = new HashMap<>();
    plan.put("name", name);
    plan.put("work", "BUILD");
    plan.put("form", "APP");
    plan.put("audience", "GRASSROOTS_STAFF");
    plan.put("purpose", "巡查河道");
    plan.put("cost", "48.5");
    plan.put("yearlyCost", "0");
    plan.put("payer", "");
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

  private static Map<String, String> decision(String result) {
    String today = java.time.LocalDate.now(java.time.ZoneId.of("Asia/Shanghai")).toString();
    return Map.of(
        "result", result,
        "opinion", "符合规划",
        "remedy", "六十日内向上级提出",
        "documentNumber", "云发改〔2026〕1 号",
        "decidedOn", today);
  }

  @Test
  void project_isWrittenSentReturnedAndApproved_andEachSideReadsWhatIsItsOwn() throws Exception {
    Map<String, String> first = plan();
    first.put("sharing", "");
    String path = begun(first);
    assertThat(handler.page("/")).contains(path, "填写立项申请");
    assertThat(reviewer.get(path).statusCode()).as("a draft").isEqualTo(403);
    assertThat(reviewer.page("/work")).doesNotContain(name);
    assertThat(act(approver, path + "/submission", Map.of())).contains("请回答：数据能否共享");
    assertThat(act(handler, path + "/plan", plan())).contains("已填写完整");
    assertThat(act(approver, path + "/submission", Map.of())).contains("立项审核中");
    assertThat(reviewer.page("/work")).contains(path, "审核立项");
    assertThat(reviewer.page(path)).contains("回答sharing", "48.5 万元", "名称相近的已备案应用");
    assertThat(act(reviewer, path + "/decision", Map.of()))
        .contains("请选择审核结果", "请填写意见")
        .doesNotContain("请填写文号");
    assertThat(act(reviewer, path + "/decision", decision("RETURN"))).contains("退回补充");
    assertThat(handler.page("/work")).contains(path, "退回的理由：符合规划");
    Map<String, String> again = plan();
    again.put("sharing", "只给本单位看的新回答");
    assertThat(act(handler, path + "/plan", again)).contains("只给本单位看的新回答");
    assertThat(reviewer.page(path)).doesNotContain("只给本单位看的新回答");
    act(approver, path + "/submission", Map.of());
    String anew = reviewer.page(path);
    assertThat(anew.substring(anew.indexOf("退回以后的变化")))
        .as("old beside new, and nothing else")
        .containsSubsequence("数据能否共享", "上次提交", "回答sharing", "这次答复", "只给本单位看的新回答", "申请内容")
        .doesNotContain("id=\"changes\"");
    assertThat(anew.substring(anew.indexOf("退回以后的变化"), anew.indexOf(">申请内容<")))
        .doesNotContain("是否符合规划", "应用名称");
    assertThat(act(reviewer, path + "/decision", decision("APPROVE"))).contains("立项审核通过");
    assertThat(handler.page(path)).contains("符合规划", "云发改〔2026〕1 号").doesNotContain("??");
    assertThat(handler.page("/approvals?closed=true")).contains(path);
    String letter = path + "/notices/" + place(path, "APPROVE");
    assertThat(handler.page(letter)).contains("审核结果：通过", "运行维护经费支付单位");
    assertThat(handler.get(letter + "/pdf").headers().firstValue("Content-Type"))
        .hasValue("application/pdf");
  }

  private int place(String path, String cause) {
    List<String> names =
        jdbc.sql("select name from approval_event where case_id = ?::uuid order by id")
            .param(path.substring("/approvals/".length()))
            .query(String.class)
            .list();
    return names.lastIndexOf(cause) + 1;
  }

  @Test
  void crafted_values_areSaidAtTheirFields_andNothingIsKept() throws Exception {
    Map<String, String> bad = plan();
    bad.putAll(
        Map.of(
            "work", "DEMOLISH",
            "form", "PUBLIC_ACCOUNT",
            "audience", "EVERYBODY",
            "cost", "-1",
            "yearlyCost", "1e9",
            "payer", "没有这个单位"));
    assertThat(handler.post("/approvals", bad).body())
        .contains("请选择项目性质", "请选择应用形态", "请选择给谁用", "建设（购买）费用：只填数字", "系统中没有这个单位")
        .contains("每年运行维护费用：只填数字");
    bad.put("name", " ");
    assertThat(handler.post("/approvals", bad).body()).contains("请填写应用名称");
    assertThat(
            jdbc.sql("select count(*) from approval_case where app_name = ?")
                .param(name)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void same_sentTwice_isOne_andTwoOfOneNameAreRefused() throws Exception {
    Callable<Integer> send = () -> session(steps.handler).post("/approvals", plan()).statusCode();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.invokeAll(List.of(send, send));
    pool.shutdown();
    assertThat(column("state")).isEqualTo("DRAFT");
    Map<String, String> other = plan();
    other.put("purpose", "别的用途");
    assertThat(handler.post("/approvals", other).body()).contains("已有同名项目正在办理");
  }

  @Test
  void withdrawn_isDecidedByNobody_andOthersDoNotReadIt() throws Exception {
    String path = begun(plan());
    act(approver, path + "/submission", Map.of());
    WebSession stranger = session(new Stage(server, "PREFECTURE", "LOCAL").own(Role.HANDLER));
    assertThat(stranger.get(path).statusCode()).isEqualTo(403);
    WebSession elsewhere = session(steps.stage.official(Role.PROJECT_REVIEWER, "350000"));
    assertThat(elsewhere.get(path).statusCode()).isEqualTo(403);
    assertThat(act(handler, path + "/withdrawal", Map.of("reason", ""))).contains("请填写撤回原因");
    assertThat(act(handler, path + "/withdrawal", Map.of("reason", "不建了"))).contains("已撤回");
    assertThat(act(reviewer, path + "/decision", decision("APPROVE"))).contains("已经进行到下一步");
    assertThat(column("state")).isEqualTo("WITHDRAWN");
  }

  @Test
  void decision_namesDocumentDayAndRemedy_andIsNotOfOnesOwnUnit() throws Exception {
    String path = begun(plan());
    act(approver, path + "/submission", Map.of());
    Map<String, String> bad = new HashMap<>(decision("NOT_APPROVE"));
    bad.putAll(Map.of("remedy", "", "documentNumber", "", "decidedOn", "1970-01-01"));
    assertThat(act(reviewer, path + "/decision", bad))
        .contains("请写明申请单位不服时怎么办", "请填写文号", "审核日期不能早于报送之日（20");
    bad.put("decidedOn", "9999-01-01");
    assertThat(act(reviewer, path + "/decision", bad)).contains("审核日期不能晚于今天");
    bad.put("decidedOn", "");
    assertThat(act(reviewer, path + "/decision", bad)).contains("请填写审核日期");
    String both = steps.stage.own(Role.APPROVER);
    jdbc.sql(
            "update user_account set roles = array['APPROVER', 'PROJECT_REVIEWER'],"
                + " region = '330000' where login = ?")
        .param(both)
        .update();
    assertThat(act(session(both), path + "/decision", decision("APPROVE"))).contains("本单位人员不能办理");
    assertThat(act(reviewer, path + "/decision", decision("NOT_APPROVE"))).contains("立项审核不通过");
    assertThat(handler.page(path)).contains("六十日内向上级提出");
    assertThat(act(reviewer, path + "/decision", decision("APPROVE"))).contains("已经进行到下一步");
  }
}
