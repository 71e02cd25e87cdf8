package cn.beian.server.filings.review;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.filings.EarlierDismissal;
import cn.beian.server.filings.Judgement;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.PasswordHashes;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A dismissal is proposed again for the next version on the same evidence, never applied. */
class DismissalsTest extends ServerTest {
  private static final String POINTS = "FORM-102";

  @Autowired private ApplicationContext server;
  @Autowired private NationalReview national;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  private CaseFinding points(UUID id) {
    return steps.file(id).open().stream()
        .filter(one -> one.rule().id().equals(POINTS))
        .findFirst()
        .orElseThrow();
  }

  private UUID inReview(String... texts) throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(texts), steps.handler));
    steps.inNationalReview(id);
    steps.stage.as(steps.reviewer);
    return id;
  }

  private String page(UUID id, CaseFinding one, String language) throws Exception {
    jdbc.sql("update user_account set password_hash = ? where login = ?")
        .params(PasswordHashes.of(KNOWN_PASSWORD), steps.reviewer)
        .update();
    return new Visitor(url(""))
        .logIn(steps.reviewer, KNOWN_PASSWORD, language)
        .get("/cases/" + id + "?finding=" + one.testId() + "/" + POINTS)
        .body();
  }

  @Test
  void dismissal_isProposedForNextVersion_onSameEvidenceAlone() throws Exception {
    UUID first = inReview("每日登录可获得积分");
    assertThat(national.proposal(steps.file(first), points(first))).isEmpty();
    steps.judgeAll(first);
    FilingNumber number = steps.accept(first);

    UUID next = inReview("每日登录可获得积分", "水位公告");
    CaseFinding again = points(next);
    EarlierDismissal proposal = national.proposal(steps.file(next), again).orElseThrow();
    assertThat(proposal.number()).isEqualTo(number.toString());
    assertThat(proposal.judgement().reason()).isEqualTo("已核对");
    assertThat(again.judgement()).as("nothing is applied by itself").isEmpty();
    assertThat(steps.file(next).stops()).anyMatch(stop -> stop.finding().ruleId().equals(POINTS));
    assertThat(page(next, again, "zh")).contains("相同证据", number.toString(), "沿用此理由");
    assertThat(page(next, again, "en"))
        .contains("Dismissed before, on the same evidence", "Dismiss it again")
        .doesNotContain("??");
    steps.stage.as(steps.reviewer);
    national.judge(
        next,
        steps.version(next),
        again.testId(),
        POINTS,
        Judgement.Outcome.DISMISSED,
        proposal.judgement().reason());
    assertThat(national.proposal(steps.file(next), points(next))).isEmpty();

    UUID other = inReview("每日登录可获得积分", "每周分享可获得积分");
    assertThat(national.proposal(steps.file(other), points(other)))
        .as("more was seen than then")
        .isEmpty();
    steps.stage.as(steps.signer);
    assertThat(national.proposal(steps.file(other), points(other))).isEmpty();
  }
}
