package cn.beian.server.revocations;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.states.RecordState;
import cn.beian.server.WebSession;
import cn.beian.server.supervision.SponsorAnswer;
import cn.beian.server.supervision.SupervisedApp;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A filing that is revoked after its order to rectify ran out. */
class RevocationTest extends SupervisedApp {
  @Autowired private ApplicationContext server;
  private WebSession proposer;
  private UUID supervised = new UUID(0, 0);

  @BeforeEach
  void ordered() throws Exception {
    proposer = session(supervisor);
    supervised = opened();
    answer(supervised, SponsorAnswer.Kind.MEND, "下一版去掉");
    proposer.post(
        "/supervision/" + supervised + "/order",
        Map.of(
            "version",
            String.valueOf(at(supervised)),
            "by",
            today().plusDays(30).toString(),
            "demand",
            "去掉排名"));
    assertThat(record().state()).isEqualTo(RecordState.RECTIFYING);
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private void dayOfTheOrderPasses() {
    jdbc.sql("update supervision_case set rectify_by = '2020-01-01' where id = ?")
        .param(supervised)
        .update();
  }

  private Map<String, String> proposal() {
    return Map.of(
        "number", number, "grounds", "排名功能逾期未去掉，违反第三条", "by", today().plusDays(9).toString());
  }

  private String proposed() throws Exception {
    dayOfTheOrderPasses();
    proposer.post("/revocations", proposal());
    return "/revocations/" + column("id");
  }

  private String column(String name) {
    return jdbc.sql("select " + name + "::text from revocation_case where number = ?")
        .param(number)
        .query(String.class)
        .single();
  }

  private String post(WebSession who, String path, String... fields) throws Exception {
    Map<String, String> form = new HashMap<>(Map.of("version", column("version")));
    for (int i = 0; i < fields.length; i += 2) {
      form.put(fields[i], fields[i + 1]);
    }
    return who.post(path, form).body();
  }

  private String get(String path) throws Exception {
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(URI.create(url(path))).build(), BodyHandlers.ofString())
        .body();
  }

  private void daysPass() {
    jdbc.sql("update revocation_case set due_on = '2020-01-01' where number = ?")
        .param(number)
        .update();
    jdbc.sql(
            "update work_item set due_on = '2020-01-01' where procedure_name = 'revocation'"
                + " and number = ?")
        .param(number)
        .update();
  }

  @Test
  void filing_isRevokedAfterTheSponsorWasHeard_byAnotherPerson_andEverythingSaysSo()
      throws Exception {
    String propose = "/revocations/new?number=" + number;
    assertThat(proposer.page("/supervision/" + supervised)).doesNotContain(propose);
    dayOfTheOrderPasses();
    assertThat(proposer.page("/supervision/" + supervised)).contains(propose);
    String path = proposed();
    assertThat(proposer.page("/supervision/" + supervised)).as("once").doesNotContain(propose);
    assertThat(proposer.page("/work?view=waiting&q=" + number)).contains(path);
    WebSession handler = session(steps.handler);
    WebSession approver = session(steps.approver);
    WebSession signer = session(steps.signer);
    assertThat(handler.page("/")).contains(path, "写陈述申辩");
    assertThat(handler.page(path)).contains("撤销备案事先告知书", "排名功能逾期未去掉").doesNotContain("??");
    assertThat(signer.page(path)).doesNotContain(path + "/decision");
    assertThat(post(signer, path + "/decision", "reason", "未整改", "final", "yes"))
        .contains("现在不能决定");
    assertThat(post(approver, path + "/hearing")).contains("请先写明陈述申辩的内容");
    post(handler, path + "/draft", "statement", "新版本已在送审，请求延期。");
    assertThat(signer.page(path)).doesNotContain("新版本已在送审");
    assertThat(post(approver, path + "/hearing")).contains("待国家决定");
    assertThat(signer.page("/")).contains(path, "决定是否撤销备案");
    assertThat(signer.page(path))
        .contains("新版本已在送审", path + "/decision", path + "/dropping", "/supervision/" + supervised);
    assertThat(signer.page("/supervision/" + supervised)).contains("责令限期整改").doesNotContain("??");
    assertThat(post(proposer, path + "/decision", "reason", "未整改", "final", "yes"))
        .doesNotContain("已撤销备案");
    assertThat(post(signer, path + "/decision", "reason", "未整改")).contains("请勾选确认").contains("未整改");
    assertThat(record().state()).isEqualTo(RecordState.RECTIFYING);
    assertThat(proposer.page("/supervision/" + supervised))
        .as("what was refused ends no case")
        .doesNotContain("本案随之终结");
    assertThat(post(signer, path + "/decision", "reason", "限期内没有去掉排名", "final", "yes"))
        .contains("备案已撤销并公开");

    assertThat(record().state()).isEqualTo(RecordState.REVOKED);
    assertThat(record().revisions()).last().extracting(one -> one.event()).isEqualTo("REVOKED");
    assertThat(get("/api/v1/lookup?number=" + number)).contains("\"status\":\"REVOKED\"");
    assertThat(get("/records/" + number)).contains("已撤销").doesNotContain("??");
    assertThat(handler.page(path)).contains("撤销备案决定书", "限期内没有去掉排名", "可以重新备案", "暂停");
    assertThat(proposer.page("/supervision/" + supervised))
        .contains("备案已被撤销，本案随之终结")
        .doesNotContain("/order\"", "??");
    assertThat(proposer.page("/work?view=mine")).doesNotContain("/supervision/" + supervised);
    assertThat(handler.page(path + "/notices/1")).contains("备案编号作废并公开");
    assertThat(handler.page(path + "/notices/4"))
        .contains("决定撤销“", "自即日起作废", "可以重新申请备案", "限期内没有去掉排名");
    assertThat(
            jdbc.sql(
                    "select case_id::text from filing_revision where number = ? and event = 'REVOKED'")
                .param(number)
                .query(String.class)
                .single())
        .as("the entry commits to the case")
        .isEqualTo(column("id"));
    assertThat(proposer.page("/work")).contains("href=\"/holds\"");
    assertThat(proposer.page("/holds")).contains(path, "）起暂停");
    assertThat(signer.page("/holds.csv")).contains(number, "撤销备案决定书 " + path);
    assertThat(session(steps.stage.official(Role.SUPERVISOR, "650000")).page("/holds"))
        .doesNotContain(path);
    assertThat(handler.get("/holds").statusCode()).isEqualTo(403);
    assertThat(post(signer, path + "/dropping", "why", "再想想")).contains("已经进行到下一步");
  }

  @Test
  void silence_isNoObstacleOnceTheDayHasPassed_andItMayBeDropped() throws Exception {
    String path = proposed();
    WebSession signer = session(steps.signer);
    daysPass();
    assertThat(signer.page(path)).contains("陈述申辩期限已过", path + "/decision");
    assertThat(post(signer, path + "/dropping", "why", " ")).contains("请写明不予撤销的理由");
    assertThat(post(signer, path + "/dropping", "why", "已在整改，延长期限")).contains("整改要求继续有效");
    assertThat(record().state()).isEqualTo(RecordState.RECTIFYING);
    proposer.post("/revocations", proposal());
    assertThat(
            jdbc.sql("select count(*) from revocation_case where number = ?")
                .param(number)
                .query(Integer.class)
                .single())
        .as("it can be proposed again")
        .isEqualTo(2);
  }

  @Test
  void onlyWhatRanOut_isProposed_once_byASupervisorOfItsRegion() throws Exception {
    assertThat(proposer.page("/records/" + number)).doesNotContain("/revocations/new");
    assertThat(proposer.post("/revocations", proposal()).body()).contains("没有逾期未完成的整改要求");
    dayOfTheOrderPasses();
    assertThat(proposer.page("/records/" + number)).contains("/revocations/new?number=" + number);
    String elsewhere = steps.stage.official(Role.SUPERVISOR, "650000");
    assertThat(session(elsewhere).post("/revocations", proposal()).body()).contains("没有这个编号的有效备案");
    for (String other : List.of(steps.handler, steps.signer)) {
      assertThat(session(other).post("/revocations", proposal()).statusCode()).isEqualTo(403);
    }
    String again = supervisor;
    try (Pool pool = new Pool()) {
      Callable<Integer> propose =
          () -> session(again).post("/revocations", proposal()).statusCode();
      pool.both(propose);
    }
    assertThat(column("state")).as("one case of two clicks").isEqualTo("PROPOSED");
    WebSession second = session(steps.stage.official(Role.SUPERVISOR, "330000"));
    assertThat(second.post("/revocations", proposal()).body()).contains("已有一件撤销备案正在办理");
  }

  @Test
  void whoProposed_doesNotDecide_evenAsSigner() throws Exception {
    String path = proposed();
    daysPass();
    jdbc.sql(
            "update user_account set roles = '{SUPERVISOR,SIGNER}', region = '100000' where login = ?")
        .param(supervisor)
        .update();
    WebSession both = session(supervisor);
    assertThat(post(both, path + "/decision", "reason", "未整改", "final", "yes")).contains("须由另一人决定");
    assertThat(record().state()).isEqualTo(RecordState.RECTIFYING);
  }

  @Test
  void whatWasRectifiedMeanwhile_isNotRevoked() throws Exception {
    String path = proposed();
    daysPass();
    server
        .getBean(org.springframework.transaction.support.TransactionTemplate.class)
        .executeWithoutResult(open -> records().changeState(number, RecordState.FILED));
    WebSession signer = session(steps.signer);
    assertThat(post(signer, path + "/decision", "reason", "未整改", "final", "yes"))
        .contains("整改要求已经办结，不能再撤销");
    assertThat(record().state()).isEqualTo(RecordState.FILED);
    assertThat(post(signer, path + "/dropping", "why", "已整改")).contains("不予撤销");
  }

  private cn.beian.server.records.Records records() {
    return server.getBean(cn.beian.server.records.Records.class);
  }

  /** Two at once. */
  private static final class Pool implements AutoCloseable {
    private final ExecutorService threads = Executors.newFixedThreadPool(2);

    void both(Callable<Integer> act) throws Exception {
      for (var one : threads.invokeAll(List.of(act, act))) {
        assertThat(one.get()).isLessThan(500);
      }
    }

    @Override
    public void close() {
      threads.shutdownNow();
    }
  }
}
