package cn.beian.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.HolidayNotice;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class BundledNoticesTest {

  @Test
  void year2026_makeUpDays_areThoseOfTheRegulation() {
    HolidayNotice notice = BundledNotices.bundled(2026);
    assertThat(notice.makeUpDays())
        .containsExactlyInAnyOrder(
            LocalDate.of(2026, 1, 4),
            LocalDate.of(2026, 2, 14),
            LocalDate.of(2026, 2, 28),
            LocalDate.of(2026, 5, 9),
            LocalDate.of(2026, 9, 20),
            LocalDate.of(2026, 10, 10));
    assertThat(notice.holidays()).hasSize(33).containsKey(LocalDate.of(2026, 10, 1));
  }
}
