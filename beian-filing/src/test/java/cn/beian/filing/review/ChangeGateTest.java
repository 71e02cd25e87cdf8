package cn.beian.filing.review;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.review.ChangeGate.Brought;
import cn.beian.filing.review.ChangeGate.Comparison;
import cn.beian.filing.review.ChangeGate.Reason;
import cn.beian.filing.review.FindingStanding.Disposition;
import cn.beian.filing.review.FindingStanding.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Changes that the seats of a province may complete, and those that require a national decision
 * (R-13, R-17).
 */
class ChangeGateTest {
  private static final Brought CLEAN = new Brought(Comparison.NOT_MAJOR, true);

  private static FindingStanding finding(boolean determined, Effect effect, Disposition done) {
    return new FindingStanding("1/FORM-101", "FORM-101", determined, effect, done, true);
  }

  @Test
  void changeWithoutAPackage_endsAtTheSeats_whateverTheOldTestSaid() {
    assertThat(
            ChangeGate.reasons(List.of(), List.of(finding(true, Effect.BLOCK, Disposition.OPEN))))
        .isEmpty();
  }

  @Test
  void packageThatIsNoMajorChange_andIsFoundNothingIn_endsAtTheSeats() {
    assertThat(
            ChangeGate.reasons(
                List.of(CLEAN),
                List.of(
                    finding(true, Effect.ADVISE, Disposition.OPEN),
                    finding(true, Effect.EXPLAIN, Disposition.EXPLANATION_ACCEPTED),
                    finding(true, Effect.BLOCK, Disposition.DISMISSED))))
        .isEmpty();
  }

  @Test
  void majorChange_blockAndUnexplainedFunction_goToTheNation() {
    assertThat(ChangeGate.reasons(List.of(CLEAN, new Brought(Comparison.MAJOR, true)), List.of()))
        .containsExactly(Reason.MAJOR_PROPOSED);
    assertThat(
            ChangeGate.reasons(
                List.of(CLEAN), List.of(finding(true, Effect.BLOCK, Disposition.OPEN))))
        .containsExactly(Reason.FINDINGS);
    assertThat(
            ChangeGate.reasons(
                List.of(CLEAN), List.of(finding(true, Effect.EXPLAIN, Disposition.EXPLAINED))))
        .as("an explanation that nobody has judged")
        .containsExactly(Reason.FINDINGS);
  }

  @Test
  void comparisonOrTest_thatCouldNotDecide_goesToTheNation() {
    assertThat(ChangeGate.reasons(List.of(new Brought(Comparison.UNDECIDED, true)), List.of()))
        .containsExactly(Reason.NOT_COMPARED);
    assertThat(ChangeGate.reasons(List.of(new Brought(Comparison.NOT_MAJOR, false)), List.of()))
        .containsExactly(Reason.NOT_DECIDED);
    assertThat(
            ChangeGate.reasons(
                List.of(CLEAN), List.of(finding(false, Effect.BLOCK, Disposition.OPEN))))
        .containsExactly(Reason.NOT_DECIDED);
  }
}
