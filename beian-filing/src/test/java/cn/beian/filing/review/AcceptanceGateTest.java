package cn.beian.filing.review;

import static cn.beian.filing.review.FindingStanding.Effect.ADVISE;
import static cn.beian.filing.review.FindingStanding.Effect.BLOCK;
import static cn.beian.filing.review.FindingStanding.Effect.EXPLAIN;
import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.review.AcceptanceGate.Remedy;
import cn.beian.filing.review.AcceptanceGate.Stop;
import cn.beian.filing.review.AcceptanceGate.Why;
import cn.beian.filing.review.FindingStanding.Disposition;
import cn.beian.filing.review.FindingStanding.Effect;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AcceptanceGateTest {
  private static FindingStanding finding(
      boolean determined, Effect effect, Disposition disposition) {
    return new FindingStanding("f", "FORM-101", determined, effect, disposition, true);
  }

  private static List<Stop> stops(boolean determined, Effect effect, Disposition disposition) {
    return AcceptanceGate.stops(List.of(finding(determined, effect, disposition)));
  }

  @ParameterizedTest
  @CsvSource({
    "true, BLOCK, OPEN, BLOCKING_OPEN",
    "true, BLOCK, EXPLAINED, BLOCKING_OPEN",
    "true, BLOCK, EXPLANATION_ACCEPTED, BLOCKING_OPEN",
    "true, BLOCK, EXEMPTION_CLAIMED, NOT_JUDGED",
    "true, BLOCK, EXEMPTION_REJECTED, TURNED_DOWN",
    "true, BLOCK, HUMAN_TEST_PASSED, BLOCKING_OPEN",
    "true, EXPLAIN, OPEN, NOT_EXPLAINED",
    "true, EXPLAIN, EXPLAINED, NOT_JUDGED",
    "true, EXPLAIN, EXPLANATION_REJECTED, TURNED_DOWN",
    "false, BLOCK, OPEN, UNDETERMINED",
    "false, BLOCK, EXPLAINED, UNDETERMINED"
  })
  void standing_notSettled_stops(
      boolean determined, Effect effect, Disposition disposition, Why why) {
    assertThat(stops(determined, effect, disposition))
        .singleElement()
        .extracting(Stop::why)
        .isEqualTo(why);
  }

  @ParameterizedTest
  @CsvSource({
    "true, BLOCK, MENDED",
    "true, BLOCK, DISMISSED",
    "true, BLOCK, EXEMPTED",
    "true, EXPLAIN, EXPLANATION_ACCEPTED",
    "true, EXPLAIN, EXEMPTED",
    "false, BLOCK, HUMAN_TEST_PASSED",
    "false, BLOCK, MENDED",
    "false, EXPLAIN, OPEN"
  })
  void standing_settled_doesNotStop(boolean determined, Effect effect, Disposition disposition) {
    assertThat(stops(determined, effect, disposition)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Disposition.class)
  void advice_whateverWasDone_neverStops(Disposition disposition) {
    assertThat(stops(true, ADVISE, disposition)).isEmpty();
  }

  @Test
  void stop_each_saysHowItCanBeLifted() {
    for (Effect effect : Effect.values()) {
      for (Disposition disposition : Disposition.values()) {
        for (boolean determined : new boolean[] {true, false}) {
          assertThat(stops(determined, effect, disposition))
              .allMatch(stop -> !stop.remedies().isEmpty());
        }
      }
    }
    assertThat(stops(true, EXPLAIN, Disposition.EXPLAINED).get(0).remedies())
        .contains(Remedy.JUDGE)
        .doesNotContain(Remedy.EXPLAIN);
    assertThat(stops(false, BLOCK, Disposition.OPEN).get(0).remedies())
        .contains(Remedy.RECORD_HUMAN_TEST);
  }

  @Test
  void findings_several_areAllTold() {
    assertThat(
            AcceptanceGate.stops(
                List.of(
                    finding(true, BLOCK, Disposition.OPEN),
                    finding(true, ADVISE, Disposition.OPEN),
                    finding(true, EXPLAIN, Disposition.OPEN))))
        .hasSize(2);
  }

  @ParameterizedTest
  @EnumSource(
      value = Effect.class,
      names = {"BLOCK", "EXPLAIN"})
  void exemption_onRuleThatKnowsNone_closesNothingAndIsNoRemedy(Effect effect) {
    for (boolean determined : List.of(true, effect == EXPLAIN)) {
      FindingStanding given =
          new FindingStanding("f", "FORM-116", determined, effect, Disposition.EXEMPTED, false);
      assertThat(AcceptanceGate.stops(List.of(given)))
          .singleElement()
          .satisfies(stop -> assertThat(stop.remedies()).doesNotContain(Remedy.EXEMPT));
    }
  }
}
