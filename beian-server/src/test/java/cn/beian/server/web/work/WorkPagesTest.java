package cn.beian.server.web.work;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.review.SigningHandover;
import cn.beian.server.fixtures.FilingSteps;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What each side reads of whose turn it is. */
class WorkPagesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private UUID id = UUID.randomUUID();

  @BeforeEach
  void inNationalReview() throws Exception {
    steps = new FilingSteps(server);
    id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    steps.inNationalReview(id);
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  /** Neither who took it on, nor that the review has gone to the signer. */
  @Test
  void sponsor_readsWhichOfficeHasHisCase_andNoMore() throws Exception {
    jdbc.sql("update user_account set name = '审核员甲' where login = :login")
        .param("login", steps.reviewer)
        .update();
    WebSession reviewer = session(steps.reviewer);
    String claimed = reviewer.post("/work/application/" + id + "/claim", Map.of()).body();
    assertThat(claimed).contains("轮到您：审查材料和检测结果", "不由我办了");
    WebSession handler = session(steps.handler);
    for (String path :
        new String[] {"/applications/" + id, "/work?view=waiting", "/work.csv?view=waiting"}) {
      assertThat(handler.page(path)).as(path).contains("国家审核员").doesNotContain("审核员甲");
    }
    steps.judgeAll(id);
    server
        .getBean(SigningHandover.class)
        .hand(id, steps.version(id), SigningHandover.Proposal.REFUSAL, "说明不成立");
    assertThat(reviewer.page("/cases/" + id)).contains("现在等待签发人", "建议不予备案");
    for (String path : new String[] {"/applications/" + id, "/work?view=waiting"}) {
      assertThat(handler.page(path))
          .as(path)
          .contains("国家审核员")
          .doesNotContain("等待签发人", "建议不予备案", "说明不成立");
    }
    assertThat(session(steps.signer).page("/cases/" + id)).contains("轮到您：查看并签批", "说明不成立");
  }

  /** A colleague's claim, a case that is not his, a procedure that there is not. */
  @Test
  void claim_ofWhoeverHasNoTurn_changesNothing() throws Exception {
    WebSession seat = session(steps.firstSeat);
    assertThat(seat.post("/work/application/" + id + "/claim", Map.of()).statusCode())
        .isEqualTo(200);
    assertThat(seat.post("/work/nothing/" + id + "/claim", Map.of()).statusCode()).isEqualTo(404);
    assertThat(
            session(steps.handler)
                .post("/work/application/" + id + "/claim", Map.of())
                .statusCode())
        .isEqualTo(403);
    assertThat(
            jdbc.sql(
                    "select count(*) from work_turn where case_id = :id and claimed_by is not null")
                .param("id", id)
                .query(Integer.class)
                .single())
        .isZero();
  }
}
