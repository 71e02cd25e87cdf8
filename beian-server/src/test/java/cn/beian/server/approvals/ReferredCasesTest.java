package cn.beian.server.approvals;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.drafting.ApprovalOfDraft;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.ExceptionOfDraft;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.fixtures.ApprovalSteps;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.LevelExceptionSteps;
import cn.beian.server.fixtures.Unique;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * The page of an approval, or of an exception, says which filing uses it; that of a filing leads to
 * it.
 */
class ReferredCasesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private WebSession handler;
  private WebSession projects;
  private WebSession seat;

  @BeforeEach
  void people() throws Exception {
    steps = new FilingSteps(server);
    handler = session(steps.handler);
    projects = session(steps.stage.official(Role.PROJECT_REVIEWER, "330000"));
    seat = session(steps.firstSeat);
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private UUID approved(String name) {
    return ApprovalSteps.decided(server, steps, name, "APPROVE");
  }

  private UUID draft(ApplicationKind kind) throws Exception {
    UUID app = steps.stage.plant(steps.stage.facts(), steps.handler);
    steps.as(steps.handler);
    return server.getBean(Drafts.class).create(kind, List.of(app));
  }

  private String name(UUID application) {
    return jdbc.sql("select app_name from application where id = ?")
        .param(application)
        .query(String.class)
        .single();
  }

  @Test
  void approval_namesTheApplicationThatUsesIt_toWhomMayOpenIt_andIsFreeAgainAfterwards()
      throws Exception {
    UUID approval = approved("河道巡查" + Unique.word());
    String page = "/approvals/" + approval;
    assertThat(handler.page(page)).contains("目前没有备案申请选用它，新的备案申请可以选用");
    assertThat(projects.page(page)).contains("目前没有备案申请选用它。");
    UUID draft = draft(ApplicationKind.INITIAL);
    server.getBean(ApprovalOfDraft.class).choose(draft, Optional.of(approval));
    assertThat(handler.page(page)).contains("/applications/" + draft).doesNotContain("目前没有备案申请选用它");
    assertThat(projects.page(page))
        .as("what is still written is its sponsor's own")
        .contains("正在填写或补充的一份备案申请")
        .doesNotContain(draft.toString(), name(draft));
    steps.send(draft);
    assertThat(projects.page(page))
        .contains("申请单位的一份备案申请（")
        .doesNotContain(draft.toString(), name(draft));
    assertThat(seat.page(page)).contains("/cases/" + draft, name(draft)).doesNotContain("??");
    steps.as(steps.handler);
    server.getBean(Submission.class).withdraw(draft, steps.version(draft), "不办了");
    assertThat(handler.page(page)).contains("这份申请不再选用它", "新的备案申请可以选用");
    assertThat(projects.page(page)).contains("这份申请不再选用它", "目前没有备案申请选用它。");
    assertThat(handler.page(page + "?lang=en"))
        .contains("No longer takes it up", "you can choose it in a new one")
        .doesNotContain("??");
  }

  @Test
  void filing_leadsItsReviewersToTheApproval_andOnlyToAGivenOne() throws Exception {
    UUID approval = approved("河道巡查" + Unique.word());
    UUID draft = draft(ApplicationKind.INITIAL);
    server.getBean(ApprovalOfDraft.class).choose(draft, Optional.of(approval));
    steps.inNationalReview(draft);
    String link = "href=\"/approvals/" + approval + "\"";
    assertThat(session(steps.reviewer).page("/cases/" + draft)).contains("本申请依据", link);
    assertThat(session(steps.signer).page("/approvals/" + approval))
        .contains("就sharing的回答")
        .doesNotContain("procedure=approval");
    assertThat(seat.page("/cases/" + draft)).contains(link, "立项的应用名称是“河道巡查");
    assertThat(seat.get("/approvals/" + ApprovalSteps.sent(server, steps, "还在审核")).statusCode())
        .isEqualTo(403);
    assertThat(
            session(steps.stage.official(Role.SUPERVISOR, "330000")).get("/approvals/" + approval))
        .satisfies(answer -> assertThat(answer.statusCode()).isEqualTo(403));
    assertThat(
            session(steps.stage.official(Role.COMPLETENESS_REVIEWER, "350000"))
                .get("/approvals/" + approval)
                .statusCode())
        .as("of another region")
        .isEqualTo(403);
  }

  @Test
  void exception_saysTheSame_andFilingsLeadToIt() throws Exception {
    UUID exception = LevelExceptionSteps.confirmed(server, steps, "防汛" + Unique.word());
    String page = "/exceptions/" + exception;
    assertThat(handler.page(page)).contains("新的备案申请可以选用");
    UUID draft = draft(ApplicationKind.EXISTING);
    server.getBean(ExceptionOfDraft.class).choose(draft, Optional.of(exception), true);
    steps.send(draft);
    assertThat(handler.page(page)).contains("/applications/" + draft);
    assertThat(seat.page("/cases/" + draft)).contains("本申请依据", "href=\"" + page + "\"");
    assertThat(seat.page(page)).contains("/cases/" + draft, "防汛需要");
    String upper =
        jdbc.sql(
                "select u.login from user_account u join level_exception e"
                    + " on e.upper_id = u.organization_id where e.id = ?")
            .param(exception)
            .query(String.class)
            .single();
    assertThat(session(upper).page(page)).contains("申请单位的一份备案申请（").doesNotContain(draft.toString());
  }
}
