package cn.beian.server.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.rules.Effect;
import cn.beian.rules.Exemption;
import cn.beian.rules.Exemption.Scenario;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.Reason;
import cn.beian.rules.RuleGroup;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What of a later version lets a finding be called gone. */
class LaterVersionsTest {
  @ParameterizedTest
  @EnumSource(Effect.class)
  void finding_thatIsThereOrUndetermined_isNotGone_whateverItsEffect(Effect effect) {
    assertThat(gone(Outcome.VIOLATION, effect, Optional.empty())).isFalse();
    assertThat(gone(Outcome.UNDETERMINED, effect, Optional.empty()))
        .as("a missing fact is never a pass")
        .isFalse();
    assertThat(gone(Outcome.PASS, effect, Optional.empty())).isTrue();
    assertThat(gone(Outcome.NOT_APPLICABLE, effect, Optional.empty())).isTrue();
  }

  @Test
  void finding_thatIsExempted_isThereStill() {
    Exemption exemption =
        new Exemption("FORM-104", Scenario.EMERGENCY, "防汛条例第九条", LocalDate.of(2027, 9, 30));
    assertThat(gone(Outcome.VIOLATION, Effect.BLOCK, Optional.of(exemption))).isFalse();
  }

  @Test
  void rule_thatWasNotAsked_saysNothing() {
    assertThat(LaterVersions.gone(Optional.empty())).isFalse();
  }

  private static boolean gone(Outcome outcome, Effect effect, Optional<Exemption> exemption) {
    return LaterVersions.gone(
        Optional.of(
            new Finding(
                "FORM-104",
                RuleGroup.FORM,
                outcome,
                Optional.empty(),
                effect,
                new Reason("unread", Map.of()),
                List.of(),
                0,
                List.of(),
                exemption)));
  }
}
