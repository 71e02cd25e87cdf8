package cn.beian.server.filings.review;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.review.AcceptanceGate;
import cn.beian.filing.review.FindingStanding;
import cn.beian.filing.review.FindingStanding.Disposition;
import cn.beian.rules.Effect;
import cn.beian.rules.Outcome;
import cn.beian.server.records.PublicOutcome;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every outcome of a rule with everything that can be done about it, at every effect. */
class PublicOutcomesTest {
  private static final Set<Disposition> SETTLED =
      Set.of(
          Disposition.EXEMPTED,
          Disposition.DISMISSED,
          Disposition.MENDED,
          Disposition.EXPLANATION_ACCEPTED);

  static List<Arguments> everything() {
    List<Arguments> all = new ArrayList<>();
    for (Outcome outcome : Outcome.values()) {
      for (Disposition done : Disposition.values()) {
        for (Effect effect : Effect.values()) {
          all.add(Arguments.of(outcome, done, effect));
        }
      }
    }
    return all;
  }

  private static boolean stops(Outcome outcome, Disposition done, Effect effect) {
    return !AcceptanceGate.stops(
            List.of(
                new FindingStanding(
                    "t/FORM-101",
                    "FORM-101",
                    outcome != Outcome.UNDETERMINED,
                    FindingStanding.Effect.valueOf(effect.name()),
                    done,
                    true)))
        .isEmpty();
  }

  @ParameterizedTest
  @MethodSource("everything")
  void publicOutcome_saysWhatHappened(Outcome outcome, Disposition done, Effect effect) {
    Optional<PublicOutcome> told = PublicOutcomes.of(outcome, done, effect);
    boolean open = outcome == Outcome.VIOLATION || outcome == Outcome.UNDETERMINED;
    if (!open) {
      assertThat(told).contains(PublicOutcome.valueOf(outcome.name()));
      return;
    }
    assertThat(told.equals(Optional.of(PublicOutcome.EXEMPTED)))
        .as("an exemption and nothing else is told as one")
        .isEqualTo(done == Disposition.EXEMPTED);
    assertThat(told.equals(Optional.of(PublicOutcome.EXPLAINED)))
        .as("accepted after explanation: where one was due and accepted")
        .isEqualTo(
            outcome == Outcome.VIOLATION
                && effect == Effect.EXPLAIN
                && done == Disposition.EXPLANATION_ACCEPTED);
    assertThat(told.equals(Optional.of(PublicOutcome.HUMAN_TESTED)))
        .as("decided by a person: where the machine could not and a person did")
        .isEqualTo(
            outcome == Outcome.UNDETERMINED
                && effect != Effect.ADVISE
                && Set.of(Disposition.DISMISSED, Disposition.HUMAN_TEST_PASSED).contains(done));
    if (effect == Effect.ADVISE && done != Disposition.EXEMPTED) {
      assertThat(told).as("advice colours nothing").isIn(colourless());
    }
    if (outcome == Outcome.VIOLATION && effect != Effect.ADVISE) {
      assertThat(told.equals(Optional.of(PublicOutcome.VIOLATION)))
          .as("open to the public where it would stop the acceptance")
          .isEqualTo(stops(outcome, done, effect));
    }
    if (outcome == Outcome.UNDETERMINED && effect == Effect.BLOCK) {
      assertThat(
              told.equals(Optional.of(PublicOutcome.UNDETERMINED))
                  || told.equals(Optional.of(PublicOutcome.VIOLATION)))
          .isEqualTo(stops(outcome, done, effect));
    }
  }

  private static List<Optional<PublicOutcome>> colourless() {
    return List.of(Optional.empty(), Optional.of(PublicOutcome.PASS));
  }

  @ParameterizedTest
  @MethodSource("everything")
  void advice_isCountedUntilSomebodySettlesIt(Outcome outcome, Disposition done, Effect effect) {
    assertThat(PublicOutcomes.advises(outcome, done, effect))
        .isEqualTo(
            outcome == Outcome.VIOLATION && effect == Effect.ADVISE && !SETTLED.contains(done));
  }

  @Test
  void exemption_ranksFirst_andAPassHidesNothing() {
    assertThat(PublicOutcome.values())
        .startsWith(PublicOutcome.EXEMPTED)
        .endsWith(PublicOutcome.PASS, PublicOutcome.NOT_APPLICABLE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"zh", "en"})
  void everyOutcome_hasWordsOfItsOwn(String language) throws IOException {
    Properties texts = new Properties();
    try (Reader in =
        new InputStreamReader(
            Objects.requireNonNull(
                getClass().getResourceAsStream("/i18n/portal_" + language + ".properties")),
            StandardCharsets.UTF_8)) {
      texts.load(in);
    }
    assertThat(PublicOutcome.values())
        .extracting(outcome -> texts.getProperty("portal.outcome." + outcome))
        .doesNotContainNull()
        .doesNotHaveDuplicates();
  }
}
