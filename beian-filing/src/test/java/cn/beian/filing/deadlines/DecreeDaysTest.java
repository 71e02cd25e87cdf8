package cn.beian.filing.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.WorkCalendar.DayKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DecreeDaysTest {
  private final WorkCalendar calendar = Calendars.of2026();

  @ParameterizedTest
  @CsvSource({
    "2027-01-01, NEW_YEAR",
    "2027-02-05, SPRING_FESTIVAL",
    "2027-02-06, SPRING_FESTIVAL",
    "2027-02-07, SPRING_FESTIVAL",
    "2027-02-08, SPRING_FESTIVAL",
    "2027-04-05, QINGMING",
    "2027-05-01, LABOUR_DAY",
    "2027-05-02, LABOUR_DAY",
    "2027-06-09, DRAGON_BOAT",
    "2027-09-15, MID_AUTUMN",
    "2027-10-01, NATIONAL_DAY",
    "2027-10-02, NATIONAL_DAY",
    "2027-10-03, NATIONAL_DAY",
    "2031-10-01, NATIONAL_DAY",
    "2090-10-03, NATIONAL_DAY"
  })
  void dayOffByDecree_inAYearWithoutNotice_isAHoliday(LocalDate day, Holiday holiday) {
    assertThat(calendar.kind(day)).isEqualTo(DayKind.HOLIDAY);
    assertThat(calendar.holiday(day)).contains(holiday);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "2027-01-04",
        "2027-02-04",
        "2027-02-09",
        "2027-04-06",
        "2027-05-03",
        "2027-05-04",
        "2027-09-30",
        "2027-10-04"
      })
  void dayBesideOne_alsoAfterAWeekend_isWorkedUntilANoticeSaysOtherwise(LocalDate day) {
    assertThat(calendar.kind(day)).isEqualTo(DayKind.WORKING);
  }

  @Test
  void notice_decidesAloneOnItsYear() {
    LocalDate day = LocalDate.parse("2027-10-01");
    HolidayNotice notice =
        new HolidayNotice(
            2027, "test", Map.of(LocalDate.parse("2027-01-01"), Holiday.NEW_YEAR), Set.of());
    assertThat(calendar.worked(day)).isFalse();
    assertThat(WorkCalendar.of(List.of(notice)).worked(day)).isTrue();
  }

  @Test
  void yearOfBeforeTheAmendment_hasNoDaysByDecree() {
    assertThat(DecreeDays.of(LocalDate.parse("2024-10-01"))).isEmpty();
    assertThat(DecreeDays.of(LocalDate.parse("2025-01-01"))).contains(Holiday.NEW_YEAR);
  }

  @Test
  void eachYear_hasThirteenDays_lessThoseThatCoincide() {
    for (int year = DecreeDays.FIRST_YEAR; year <= DecreeDays.lastYear(); year++) {
      long days =
          LocalDate.of(year, 1, 1)
              .datesUntil(LocalDate.of(year + 1, 1, 1))
              .filter(day -> DecreeDays.of(day).isPresent())
              .count();
      assertThat(days).as("year %d", year).isBetween(12L, 13L);
    }
    assertThat(DecreeDays.lastYear()).isEqualTo(2055);
  }
}
