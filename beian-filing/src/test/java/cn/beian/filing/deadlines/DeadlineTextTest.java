package cn.beian.filing.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Messages;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameters;
import java.time.LocalDate;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DeadlineTextTest {
  private static final Messages EN = Messages.in(Locale.ENGLISH);
  private static final Messages ZH = Messages.in(Locale.CHINESE);

  private static Deadline deadline(ParameterKey key, String start) {
    LocalDate day = LocalDate.parse(start);
    return Deadline.of(PolicyParameters.defaults().at(key, day), day, Calendars.of2026());
  }

  @Test
  void sum_overSpringFestival_readsLineByLine() {
    Deadline deadline = deadline(ParameterKey.REVIEW_COMPLETENESS_WORKDAYS, "2026-02-06");
    assertThat(DeadlineText.by(deadline, EN))
        .isEqualTo("by Friday 27 February 2026 (10 working days)");
    assertThat(DeadlineText.by(deadline, ZH)).isEqualTo("2026年2月27日（周五）前（10 个工作日）");
    assertThat(DeadlineText.sum(deadline, EN))
        .containsExactly(
            "10 working days, counted from the day after receipt on Friday 6 February 2026",
            "Not counted: Saturday 7 February 2026 to Sunday 8 February 2026 (weekend)",
            "Not counted: Sunday 15 February 2026 to Monday 23 February 2026 (Spring Festival)",
            "Counted: Saturday 14 February 2026 (make-up working day)",
            "Last day: Friday 27 February 2026");
  }

  @Test
  void sum_unverifiedAndProvisional_saysSo() {
    Deadline deadline = deadline(ParameterKey.REVIEW_NATIONAL_WORKDAYS, "2026-12-10");
    assertThat(DeadlineText.sum(deadline, ZH))
        .contains("期限未核实：仅作提醒，不自动产生后果", "暂定：2027 年放假安排尚未公布，公布后重新计算");
  }
}
