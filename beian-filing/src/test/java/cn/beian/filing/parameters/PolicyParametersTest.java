package cn.beian.filing.parameters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.LocalDate;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PolicyParametersTest {
  private static final LocalDate DAY = LocalDate.parse("2026-06-01");

  @ParameterizedTest
  @CsvSource({
    "review.completeness.workdays, 10, true",
    "review.national.workdays, 20, false",
    "supplement.workdays, 10, false",
    "change.leadWorkdays, 10, false",
    "deregistration.reportWorkdays, 10, false",
    "deregistration.setAsideWorkdays, 20, false",
    "number.shownWorkdays, 20, false",
    "supervision.answer.workdays, 10, false",
    "existingApps.effectiveDate, 2026-01-25, false",
    "existingApps.deadline, 2026-07-25, false",
    "independentDevelopment, below-county-refused, true",
    "independentDevelopment.migrationMonths, 24, false",
    "review.pauseWhileSupplementing, yes, false",
    "completeness.afterSupplement, restart, false",
    "undertaking.stamped, yes, false",
    "scope.publicInstitutionsWithoutAdministrativeFunctions, file, false"
  })
  void defaults_each_areThoseOfTheRegulation(String id, String value, boolean verified) {
    PolicyParameter found = PolicyParameters.defaults().at(ParameterKey.of(id).orElseThrow(), DAY);
    assertThat(found.value()).isEqualTo(value);
    assertThat(found.verified()).isEqualTo(verified);
  }

  @Test
  void change_withCitation_holdsFromItsDayAndKeepsThePast() {
    PolicyParameter change =
        new PolicyParameter(ParameterKey.SUPPLEMENT_WORKDAYS, "15", "notice, art. 3", true, DAY);
    PolicyParameters changed = PolicyParameters.defaults().with(change);
    assertThat(changed.at(ParameterKey.SUPPLEMENT_WORKDAYS, DAY.minusDays(1)).workdays())
        .isEqualTo(10);
    assertThat(changed.at(ParameterKey.SUPPLEMENT_WORKDAYS, DAY)).isEqualTo(change);
    assertThat(changed.history(ParameterKey.SUPPLEMENT_WORKDAYS)).hasSize(2);
  }

  @Test
  void change_fromTheSameDay_replacesTheAssumedValue() {
    PolicyParameter known =
        new PolicyParameter(
            ParameterKey.SUPPLEMENT_WORKDAYS, "5", "notice", true, LocalDate.parse("2026-01-25"));
    assertThat(PolicyParameters.defaults().with(known).at(ParameterKey.SUPPLEMENT_WORKDAYS, DAY))
        .isEqualTo(known);
  }

  @ParameterizedTest
  @CsvSource({
    "SUPPLEMENT_WORKDAYS, 0",
    "SUPPLEMENT_WORKDAYS, 400",
    "SUPPLEMENT_WORKDAYS, ten",
    "EXISTING_APPS_DEADLINE, 2026-02-30",
    "INDEPENDENT_DEVELOPMENT, prefecture",
    "INDEPENDENT_DEVELOPMENT_MIGRATION_MONTHS, 0",
    "INDEPENDENT_DEVELOPMENT_MIGRATION_MONTHS, 121",
    "COMPLETENESS_AFTER_SUPPLEMENT, stop"
  })
  void value_notOfTheUnit_isRefused(ParameterKey key, String value) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new PolicyParameter(key, value, "citation", true, DAY));
  }

  @Test
  void value_withoutCitation_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new PolicyParameter(ParameterKey.SUPPLEMENT_WORKDAYS, "15", " ", true, DAY));
  }

  @Test
  void keys_all_areFoundByTheirId() {
    assertThat(Arrays.stream(ParameterKey.values()))
        .allMatch(key -> ParameterKey.of(key.id()).orElseThrow() == key);
  }
}
