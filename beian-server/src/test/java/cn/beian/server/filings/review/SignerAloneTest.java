package cn.beian.server.filings.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.review.SigningHandover.Proposal;
import cn.beian.server.fixtures.FilingSteps;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A number takes two persons of the nation: one proposes it, another signs. */
class SignerAloneTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private NationalReview national;
  @Autowired private SigningHandover handover;
  private FilingSteps steps;
  private UUID id;

  @BeforeEach
  void inNationalReview() throws Exception {
    steps = new FilingSteps(server);
    UUID draft = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    id = steps.inNationalReview(draft);
    steps.judgeAll(id);
  }

  private String state() {
    return jdbc.sql("select state from application where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  private void refusedToSigner(String code) {
    steps.as(steps.signer);
    assertThatThrownBy(() -> national.accept(id, steps.version(id)))
        .isInstanceOf(CommandRefusedException.class)
        .hasMessageContaining(code);
    assertThat(state()).isEqualTo("NATIONAL_REVIEW");
  }

  @Test
  void signerAlone_acceptsNothing_thoughBothSeatsHaveVoted() throws Exception {
    WebSession signer = WebSession.of(server, url(""), steps.signer);
    assertThat(signer.page("/cases/" + id)).doesNotContain("act=acceptance");
    signer.post(
        "/cases/" + id + "/acceptance", Map.of("version", String.valueOf(steps.version(id))));
    assertThat(state()).isEqualTo("NATIONAL_REVIEW");
    refusedToSigner("notHanded");
  }

  /** A refusal ends the application and the sponsor reads it: it takes two persons as well. */
  @Test
  void signerAlone_refusesNothing_beforeAReviewerHasHandedTheCaseOver() throws Exception {
    WebSession signer = WebSession.of(server, url(""), steps.signer);
    String path = "/cases/" + id;
    assertThat(signer.page(path)).doesNotContain("act=refusal");
    String version = String.valueOf(steps.version(id));
    Map<String, String> form = Map.of("version", version, "reason", "不符合集约建设要求");
    assertThat(signer.post(path + "/refusal", form).body()).contains("审毕送签后，才能不予备案");
    assertThat(state()).isEqualTo("NATIONAL_REVIEW");
    steps.as(steps.reviewer);
    handover.hand(id, steps.version(id), Proposal.ACCEPTANCE, "");
    assertThat(signer.page(path)).contains("act=refusal");
    steps.as(steps.signer);
    handover.back(id, steps.version(id), "请再看");
    assertThatThrownBy(() -> national.refuse(id, steps.version(id), "材料不实"))
        .hasMessageContaining("refusalNotHanded");
    steps.as(steps.reviewer);
    handover.hand(id, steps.version(id), Proposal.REFUSAL, "材料不实");
    steps.as(steps.signer);
    national.refuse(id, steps.version(id), "材料不实");
    assertThat(state()).isEqualTo("REFUSED");
  }

  @Test
  void whatWasHandedOver_isAcceptedByAnother_andOnlyAsItWasProposed() {
    steps.as(steps.reviewer);
    handover.hand(id, steps.version(id), Proposal.REFUSAL, "材料不实");
    refusedToSigner("notHanded");
    handover.back(id, steps.version(id), "请再看");
    refusedToSigner("notHanded");
    steps.as(steps.reviewer);
    handover.hand(id, steps.version(id), Proposal.ACCEPTANCE, "");
    jdbc.sql("update user_account set roles = '{SIGNER,NATIONAL_REVIEWER}' where login = ?")
        .param(steps.reviewer)
        .update();
    steps.as(steps.reviewer);
    assertThatThrownBy(() -> national.accept(id, steps.version(id)))
        .hasMessageContaining("reviewedBySame");
    steps.as(steps.signer);
    assertThat(national.accept(id, steps.version(id))).isNotNull();
  }

  /** What was handed over before it was returned is another application now. */
  @Test
  void resubmitted_itIsHandedOverAnew() {
    steps.as(steps.reviewer);
    handover.hand(id, steps.version(id), Proposal.ACCEPTANCE, "");
    steps.as(steps.signer);
    handover.back(id, steps.version(id), "缺一份说明");
    steps.as(steps.reviewer);
    national.sendBack(id, steps.version(id), "请补充说明");
    steps.as(steps.handler);
    Drafts drafts = server.getBean(Drafts.class);
    drafts.noteRectification(id, steps.version(id), "已补充说明");
    drafts.handToApprover(id, steps.version(id));
    steps.submit(id);
    refusedToSigner("notHanded");
  }
}
