package cn.beian.server.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.fixtures.ApprovalSteps;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
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

/** A draft reads what is asked about its project from the approval that was given. */
class ApprovalOfDraftTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private WebSession handler;

  @BeforeEach
  void people() throws Exception {
    steps = new FilingSteps(server);
    handler = WebSession.of(server, url(""), steps.handler);
  }

  private UUID approved(FilingSteps of, String name) {
    return ApprovalSteps.decided(server, of, name, "APPROVE_WITH_CONDITIONS");
  }

  private UUID draft() {
    steps.stage.as(steps.handler);
    return server.getBean(Drafts.class).createWithoutPackage(ApplicationKind.INITIAL, AppForm.WEB);
  }

  private String choose(UUID draft, Object approval) throws Exception {
    return handler
        .post("/applications/" + draft + "/approval", Map.of("approval", String.valueOf(approval)))
        .body();
  }

  private long answers(UUID draft) {
    return jdbc.sql(
            "select count(*) from answer where application_id = ? and field like 'approval.%'")
        .param(draft)
        .query(Long.class)
        .single();
  }

  @Test
  void approval_chosen_answersTheSixQuestions_whichNobodyTypesThen() throws Exception {
    UUID approval = approved(steps, "河道巡查");
    UUID draft = draft();
    String topic = "/applications/" + draft + "/topics/APPROVAL";
    assertThat(handler.page(topic))
        .contains("选用这件立项", "f:approval.result")
        .doesNotContain("系统内没有该项目的立项记录");
    assertThat(choose(draft, approval))
        .contains("附条件通过", "云发改〔2026〕9 号", "就sharing的回答", "数据能否共享", "不用这件立项")
        .doesNotContain("f:approval.result");
    assertThat(answers(draft)).isEqualTo(6);
    assertThat(handler.post(topic, Map.of("a:approval.result", "未通过")).body())
        .contains("由系统取得，不能手工填写");
    assertThat(choose(draft, "")).contains("f:approval.result", "选用这件立项");
    assertThat(answers(draft)).isZero();
  }

  @Test
  void approval_ofOthers_notGiven_withdrawn_orUsed_isRefused() throws Exception {
    UUID draft = draft();
    FilingSteps other = new FilingSteps(server);
    assertThat(choose(draft, approved(other, "别的单位"))).contains("找不到本单位这件已通过的立项");
    UUID open = ApprovalSteps.sent(server, steps, "还在审核");
    assertThat(choose(draft, open)).contains("找不到本单位这件已通过的立项");
    steps.stage.as(steps.handler);
    server
        .getBean(Approvals.class)
        .act(open, ApprovalSteps.version(server, open), "withdrawal", Map.of("reason", "不建了"));
    assertThat(choose(draft, open)).contains("找不到本单位这件已通过的立项");
    assertThat(choose(draft, UUID.randomUUID())).contains("找不到本单位这件已通过的立项");
    UUID given = approved(steps, "只用一次");
    assertThat(choose(draft, given)).contains("本申请使用");
    UUID second = draft();
    assertThat(handler.page("/applications/" + second + "/topics/APPROVAL")).doesNotContain("只用一次");
    assertThat(choose(second, given)).contains("已经用于本单位的另一个应用");
    assertThat(answers(second)).isZero();
    UUID existing =
        server.getBean(Drafts.class).createWithoutPackage(ApplicationKind.EXISTING, AppForm.WEB);
    assertThat(choose(existing, given)).contains("这类申请不问立项");
  }

  @Test
  void twoDrafts_atOnce_oneGetsIt() throws Exception {
    UUID given = approved(steps, "同时");
    List<Callable<String>> both =
        List.of(draft(), draft()).stream()
            .map(
                draft ->
                    (Callable<String>)
                        () ->
                            WebSession.of(server, url(""), steps.handler)
                                .post(
                                    "/applications/" + draft + "/approval",
                                    Map.of("approval", given.toString()))
                                .body())
            .toList();
    ExecutorService pool = Executors.newFixedThreadPool(2);
    pool.invokeAll(both);
    pool.shutdown();
    assertThat(
            jdbc.sql("select count(*) from application where approval_id = ?")
                .param(given)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  @Test
  void typed_beforeAnApprovalIsChosen_standsAgainWhenItIsLeft() throws Exception {
    UUID first = approved(steps, "先选的");
    UUID second = approved(steps, "再选的");
    UUID draft = draft();
    String topic = "/applications/" + draft + "/topics/APPROVAL";
    handler.post(topic, Map.of("a:approval.basis", "自己写的立项依据"));
    assertThat(choose(draft, first)).doesNotContain("自己写的立项依据");
    assertThat(choose(draft, second)).doesNotContain("自己写的立项依据");
    assertThat(choose(draft, "")).contains("自己写的立项依据");
    handler.post(topic, Map.of("a:approval.basis", "改过的立项依据"));
    choose(draft, first);
    assertThat(choose(draft, "")).contains("改过的立项依据").doesNotContain("自己写的立项依据");
    assertThat(answers(draft)).isEqualTo(1);
  }

  @Test
  void approvalOfAnotherNameFormOrAudience_isTaken_andTheDifferencesAreSaid() throws Exception {
    UUID approval = approved(steps, "云州水质随手拍");
    UUID plant = steps.stage.plant(steps.stage.facts(), steps.handler);
    steps.stage.as(steps.handler);
    UUID draft = server.getBean(Drafts.class).create(ApplicationKind.INITIAL, List.of(plant));
    String topic = "/applications/" + draft + "/topics/APPROVAL";
    handler.post(
        "/applications/" + draft + "/topics/USERS", Map.of("a:app.audience", "GRASSROOTS_STAFF"));
    String name =
        jdbc.sql("select app_name from application where id = ?")
            .param(draft)
            .query(String.class)
            .single();
    assertThat(handler.page(topic))
        .contains("立项的应用名称是“云州水质随手拍”，本申请是“" + name + "”", "审核员也会看到这些差别")
        .contains("立项写的使用对象是")
        .doesNotContain("立项的应用形态是", "??");
    assertThat(choose(draft, approval)).contains("本申请使用", "立项的应用名称是“云州水质随手拍”");
    assertThat(choose(draft(), "").contains("立项的应用形态是")).as("used by another app").isFalse();
    UUID other = approved(steps, "云州水质二期");
    assertThat(handler.page("/applications/" + draft() + "/topics/APPROVAL"))
        .contains("云州水质二期", "立项的应用形态是", other.toString());
  }

  @Test
  void stranger_choosesNothing() throws Exception {
    UUID draft = draft();
    WebSession stranger =
        WebSession.of(server, url(""), new Stage(server, "PREFECTURE", "LOCAL").own(Role.HANDLER));
    assertThat(
            stranger
                .post("/applications/" + draft + "/approval", Map.of("approval", ""))
                .statusCode())
        .isEqualTo(403);
  }
}
