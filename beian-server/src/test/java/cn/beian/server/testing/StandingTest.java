package cn.beian.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.rules.Effect;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.Reason;
import cn.beian.rules.RuleGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What findings mean for a filing. */
class StandingTest {
  @Test
  void undetermined_isNeverMet_andStopsOnlyWhereItMayBlock() {
    assertThat(of(Outcome.UNDETERMINED, Effect.BLOCK)).isEqualTo(Standing.OPEN);
    assertThat(of(Outcome.UNDETERMINED, Effect.EXPLAIN)).isEqualTo(Standing.UNDECIDED);
    assertThat(Standing.UNDECIDED.weighs()).isFalse();
    assertThat(Standing.EXPLAIN.worseThan(Standing.UNDECIDED)).isTrue();
    assertThat(of(Outcome.PASS, Effect.EXPLAIN)).isEqualTo(Standing.MET);
    assertThat(of(Outcome.NOT_APPLICABLE, Effect.ADVISE)).isEqualTo(Standing.MET);
    assertThat(of(Outcome.VIOLATION, Effect.ADVISE)).isEqualTo(Standing.ADVICE);
  }

  private static Standing of(Outcome outcome, Effect effect) {
    return Standing.of(
        Optional.of(
            new Finding(
                "FORM-107",
                RuleGroup.FORM,
                outcome,
                Optional.empty(),
                effect,
                new Reason("unread", Map.of()),
                List.of(),
                0,
                List.of(),
                Optional.empty())));
  }
}
