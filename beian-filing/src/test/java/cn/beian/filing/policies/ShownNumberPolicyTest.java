package cn.beian.filing.policies;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.parameters.PolicyParameters;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShownNumberPolicyTest {
  private static final PolicyParameters PARAMETERS = PolicyParameters.defaults();
  private static final WorkCalendar WEEKENDS = WorkCalendar.of(List.of());

  @Test
  void twentyWorkingDays_afterTheDayOfAcceptance() {
    LocalDate monday = LocalDate.of(2026, 11, 2);
    assertThat(ShownNumberPolicy.limit(monday, PARAMETERS, WEEKENDS).dueDate())
        .isEqualTo(LocalDate.of(2026, 11, 30));
  }

  @Test
  void lateSince_isTheLatestDayWhoseLimitHasPassed() {
    for (LocalDate today = LocalDate.of(2026, 11, 1);
        today.isBefore(LocalDate.of(2026, 12, 15));
        today = today.plusDays(1)) {
      LocalDate since = ShownNumberPolicy.lateSince(today, PARAMETERS, WEEKENDS);
      assertThat(ShownNumberPolicy.limit(since, PARAMETERS, WEEKENDS).dueDate()).isBefore(today);
      assertThat(ShownNumberPolicy.limit(since.plusDays(1), PARAMETERS, WEEKENDS).dueDate())
          .isAfterOrEqualTo(today);
    }
  }
}
