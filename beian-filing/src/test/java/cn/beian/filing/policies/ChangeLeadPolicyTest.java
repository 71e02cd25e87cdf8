package cn.beian.filing.policies;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.HolidayNotice;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.policies.Ruling.Code;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChangeLeadPolicyTest {
  private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
  private static final WorkCalendar CALENDAR =
      WorkCalendar.of(List.of(new HolidayNotice(2026, "no holidays", Map.of(), Set.of())));

  @ParameterizedTest
  @CsvSource({
    "2026-03-16, false, CHANGE_AHEAD, true",
    "2026-03-13, false, CHANGE_LEAD_SHORT_UNVERIFIED, true",
    "2026-03-13, true, CHANGE_LEAD_TOO_SHORT, false",
    "2026-03-02, false, CHANGE_NOT_AHEAD, false"
  })
  void plannedDay_byLead_isJudged(LocalDate planned, boolean verified, Code code, boolean allowed) {
    PolicyParameters parameters =
        PolicyParameters.defaults()
            .with(
                new PolicyParameter(
                    ParameterKey.CHANGE_LEAD_WORKDAYS,
                    "10",
                    "test",
                    verified,
                    LocalDate.parse("2026-01-25")));
    Ruling ruling = ChangeLeadPolicy.judge(MONDAY, planned, parameters, CALENDAR);
    assertThat(ruling.code()).isEqualTo(code);
    assertThat(ruling.allowed()).isEqualTo(allowed);
  }
}
