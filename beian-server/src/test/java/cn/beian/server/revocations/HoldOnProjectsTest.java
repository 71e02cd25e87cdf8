package cn.beian.server.revocations;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.states.RecordState;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.supervision.SponsorAnswer;
import cn.beian.server.supervision.SupervisedApp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** Effects of a revocation on projects of the sponsor, and on its payer. */
class HoldOnProjectsTest extends SupervisedApp {
  @Autowired private ApplicationContext server;
  private final String project = "河道巡查" + Unique.word();
  private FilingSteps payer;
  private WebSession reviewer;
  private String path = "";

  @BeforeEach
  void projectUnderReview() throws Exception {
    payer = new FilingSteps(server);
    reviewer = session(steps.stage.official(Role.PROJECT_REVIEWER, "330000"));
    Map<String, String> plan = new HashMap<>();
    for (String question : List.of("fits", "overlaps", "module", "collaboration", "sharing")) {
      plan.put(question, "是");
    }
    plan.putAll(Map.of("name", project, "work", "BUILD", "form", "APP", "purpose", "巡查河道"));
    plan.putAll(Map.of("audience", "PUBLIC", "cost", "48.5", "yearlyCost", "1"));
    plan.put("payer", payer.stage.name);
    session(steps.handler).post("/approvals", plan);
    path = "/approvals/" + column("id");
    act(session(steps.approver), "/submission", Map.of());
    assertThat(column("state")).isEqualTo("UNDER_REVIEW");
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private String column(String of) {
    return jdbc.sql("select " + of + "::text from approval_case where app_name = ?")
        .param(project)
        .query(String.class)
        .single();
  }

  private String act(WebSession who, String address, Map<String, String> fields) throws Exception {
    Map<String, String> form = new HashMap<>(fields);
    form.put("version", column("version"));
    return who.post(path + address, form).body();
  }

  private String decide(String result) throws Exception {
    return act(
        reviewer,
        "/decision",
        Map.of(
            "result", result,
            "opinion", "意见",
            "remedy", "可以复核",
            "documentNumber", "云发改〔2026〕9 号",
            "decidedOn", today().toString()));
  }

  private void become(RecordState state) {
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(open -> records().changeState(number, state));
  }

  private cn.beian.server.records.Records records() {
    return server.getBean(cn.beian.server.records.Records.class);
  }

  private String answer(String address) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url(address))).build(), BodyHandlers.ofString())
        .body();
  }

  @Test
  void project_isNotApprovedWhileItsUnitIsOnHold() throws Exception {
    assertThat(reviewer.page(path)).doesNotContain("暂停新建项目");
    become(RecordState.RECTIFYING);
    become(RecordState.REVOKED);
    assertThat(reviewer.page(path)).contains("暂停新建项目", "/records/" + number, "起暂停");
    assertThat(session(steps.approver).page(path)).as("the unit reads it, too").contains("暂停新建项目");
    for (String result : List.of("APPROVE", "APPROVE_WITH_CONDITIONS")) {
      assertThat(decide(result)).contains(number + "）的备案被撤销，还没有重新备案，现在不能批准");
    }
    assertThat(column("state")).isEqualTo("UNDER_REVIEW");
    assertThat(decide("RETURN")).contains("退回补充");
  }

  @Test
  void project_isRefusedWhileItsUnitIsOnHold() throws Exception {
    become(RecordState.RECTIFYING);
    become(RecordState.REVOKED);
    decide("NOT_APPROVE");
    assertThat(column("state")).isEqualTo("NOT_APPROVED");
  }

  @Test
  void runningOrder_isSaidAndStopsNothing_andThePayerReadsALaterHold() throws Exception {
    var supervised = opened();
    answer(supervised, SponsorAnswer.Kind.MEND, "下一版去掉");
    session(supervisor)
        .post(
            "/supervision/" + supervised + "/order",
            Map.of(
                "version",
                String.valueOf(at(supervised)),
                "by",
                today().plusDays(30).toString(),
                "demand",
                "去掉排名"));
    assertThat(reviewer.page(path)).contains("有整改要求正在执行").doesNotContain("暂停新建项目");
    WebSession pays = session(payer.approver);
    decide("APPROVE");
    assertThat(column("state")).isEqualTo("APPROVED");
    assertThat(pays.page("/holds")).doesNotContain(number);
    become(RecordState.REVOKED);
    assertThat(pays.page("/holds")).contains("/records/" + number);
    assertThat(pays.get("/holds.csv").body()).contains(number, steps.stage.name);
    assertThat(session(steps.approver).page("/holds")).as("its own").contains("/records/" + number);
    assertThat(session(new FilingSteps(server).approver).page("/holds")).doesNotContain(number);
    assertThat(session(payer.handler).get("/holds").statusCode()).isEqualTo(403);
  }

  @Test
  void numberOfBefore_underWhichTheAppIsFiledToo_isNoNewFiling() throws Exception {
    filed("另一个编号");
    become(RecordState.RECTIFYING);
    become(RecordState.REVOKED);
    assertThat(session(steps.approver).page("/holds")).contains("/records/" + number);
    assertThat(reviewer.page("/records/" + number)).contains("请不要继续使用这个应用").doesNotContain("已重新备案");
    assertThat(answer("/api/v1/lookup?number=" + number)).contains("\"followedBy\":null");
    assertThat(decide("APPROVE")).contains("现在不能批准");
  }

  @Test
  void appThatIsFiledAgain_leavesTheHoldList_andItsOldNumberNamesTheNew() throws Exception {
    become(RecordState.RECTIFYING);
    become(RecordState.REVOKED);
    assertThat(reviewer.page("/records/" + number)).contains("请不要继续使用这个应用");
    assertThat(answer("/api/v1/lookup?number=" + number)).contains("\"followedBy\":null");
    filed("改好的版本");
    String again =
        jdbc.sql("select number from filing_record where organization_id = ? and number <> ?")
            .params(steps.stage.unit, number)
            .query(String.class)
            .single();
    assertThat(reviewer.page("/records/" + number))
        .contains("已重新备案", "/records/" + again)
        .doesNotContain("请不要继续使用这个应用", "??");
    assertThat(answer("/api/v1/lookup?number=" + number))
        .contains("\"status\":\"REVOKED\"", "\"followedBy\":\"" + again + "\"");
    assertThat(answer("/lookup?number=" + number)).contains("/records/" + again, "已重新备案");
    assertThat(reviewer.page("/records/" + again)).doesNotContain("/records/" + number + "\"");
    assertThat(session(steps.approver).page("/holds")).doesNotContain(number);
    assertThat(decide("APPROVE")).contains("立项审核通过");
  }
}
