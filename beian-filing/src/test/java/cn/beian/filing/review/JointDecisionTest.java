package cn.beian.filing.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import cn.beian.filing.Role;
import cn.beian.filing.review.FourEyes.Objection;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.filing.review.JointDecision.Standing;
import cn.beian.filing.review.JointDecision.Vote;
import cn.beian.filing.states.ApplicationCause;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JointDecisionTest {
  private static final Set<String> NOBODY = Set.of();

  private static Vote vote(Role seat, String person, Opinion opinion, String... gaps) {
    String reason = opinion == Opinion.REFUSE ? "out of scope" : "";
    return new Vote(
        seat, person, opinion, List.of(gaps), reason, Instant.parse("2026-03-02T01:00:00Z"));
  }

  @Test
  void oneSeat_voted_waitsForTheOther() {
    JointDecision decision =
        JointDecision.OPEN.with(vote(Role.COMPLETENESS_REVIEWER, "li", Opinion.COMPLETE), NOBODY);
    assertThat(decision.standing()).isEqualTo(Standing.WAITING);
    assertThat(decision.waitingFor()).containsExactly(Role.GOVERNMENT_SERVICE_REVIEWER);
    assertThat(decision.cause()).isEmpty();
  }

  @Test
  void seats_thatAgree_decideAndCloseIt() {
    JointDecision decision =
        JointDecision.OPEN
            .with(vote(Role.COMPLETENESS_REVIEWER, "li", Opinion.COMPLETE), NOBODY)
            .with(vote(Role.GOVERNMENT_SERVICE_REVIEWER, "wang", Opinion.COMPLETE), NOBODY);
    assertThat(decision.cause()).contains(ApplicationCause.COMPLETE);
    Vote later = vote(Role.COMPLETENESS_REVIEWER, "li", Opinion.REFUSE);
    assertThatIllegalStateException().isThrownBy(() -> decision.with(later, NOBODY));
  }

  @Test
  void seats_thatDiffer_voteAgain() {
    JointDecision differing =
        JointDecision.OPEN
            .with(vote(Role.COMPLETENESS_REVIEWER, "li", Opinion.COMPLETE), NOBODY)
            .with(
                vote(Role.GOVERNMENT_SERVICE_REVIEWER, "wang", Opinion.ASK_SUPPLEMENT, "plan"),
                NOBODY);
    assertThat(differing.standing()).isEqualTo(Standing.DIFFERING);
    assertThat(differing.cause()).isEmpty();
    JointDecision agreed =
        differing.with(
            vote(Role.COMPLETENESS_REVIEWER, "li", Opinion.ASK_SUPPLEMENT, "report", "plan"),
            NOBODY);
    assertThat(agreed.cause()).contains(ApplicationCause.ASK_SUPPLEMENT);
    assertThat(agreed.gaps()).containsExactly("plan", "report");
  }

  @Test
  void person_onBothSeats_isRefused() {
    JointDecision decision =
        JointDecision.OPEN.with(vote(Role.COMPLETENESS_REVIEWER, "li", Opinion.COMPLETE), NOBODY);
    Vote second = vote(Role.GOVERNMENT_SERVICE_REVIEWER, "li", Opinion.COMPLETE);
    assertThat(decision.objection(second, NOBODY)).contains(Objection.HOLDS_BOTH_SEATS);
    assertThatIllegalArgumentException().isThrownBy(() -> decision.with(second, NOBODY));
  }

  @Test
  void person_whoPreparedIt_isRefused() {
    Vote own = vote(Role.COMPLETENESS_REVIEWER, "li", Opinion.COMPLETE);
    assertThat(JointDecision.OPEN.objection(own, Set.of("li")))
        .contains(Objection.PREPARED_BY_SAME_PERSON);
  }

  @Test
  void vote_thatDoesNotFitItsOpinion_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vote(Role.COMPLETENESS_REVIEWER, "li", Opinion.ASK_SUPPLEMENT));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vote(Role.COMPLETENESS_REVIEWER, "li", Opinion.COMPLETE, "gap"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> vote(Role.SIGNER, "li", Opinion.COMPLETE));
  }

  @Test
  void signing_isForWhoNeitherPreparedNorReviewedIt() {
    assertThat(FourEyes.onSigning("zhao", Set.of("li"), Set.of("wang"))).isEmpty();
    assertThat(FourEyes.onSigning("wang", Set.of("li"), Set.of("wang")))
        .contains(Objection.REVIEWED_BY_SAME_PERSON);
    assertThat(FourEyes.onSigning("li", Set.of("li"), Set.of()))
        .contains(Objection.PREPARED_BY_SAME_PERSON);
  }
}
