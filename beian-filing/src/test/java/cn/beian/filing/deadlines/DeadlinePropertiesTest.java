package cn.beian.filing.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class DeadlinePropertiesTest {
  private static final LocalDate NEW_YEAR = LocalDate.parse("2026-01-01");
  private static final WorkCalendar CALENDAR = Calendars.of2026();

  private static PolicyParameter limit(int workdays) {
    return new PolicyParameter(
        ParameterKey.SUPPLEMENT_WORKDAYS, String.valueOf(workdays), "test", true, NEW_YEAR);
  }

  @Property
  void sum_anyStartAndLength_addsUp(
      @ForAll @IntRange(max = 364) int startDay,
      @ForAll @IntRange(min = 1, max = 60) int workdays) {
    LocalDate start = NEW_YEAR.plusDays(startDay);
    Deadline deadline = Deadline.of(limit(workdays), start, CALENDAR);
    assertThat(CALENDAR.worked(deadline.dueDate())).isTrue();
    assertThat(start.plusDays(workdays + deadline.skipped().size())).isEqualTo(deadline.dueDate());
    assertThat(deadline.workdaysLeft(start, CALENDAR)).isEqualTo(workdays);
    assertThat(deadline.provisional()).isEqualTo(deadline.dueDate().getYear() != 2026);
  }

  @Property
  void pause_any_leavesWhatWasLeftWhenAsked(
      @ForAll @IntRange(max = 200) int startDay,
      @ForAll @IntRange(min = 2, max = 30) int workdays,
      @ForAll @IntRange(max = 60) int askedAfter,
      @ForAll @IntRange(max = 40) int length) {
    LocalDate start = NEW_YEAR.plusDays(startDay);
    Deadline before = Deadline.of(limit(workdays), start, CALENDAR);
    LocalDate asked = start.plusDays(askedAfter);
    Deadline after = before.resumed(new Pause(asked, asked.plusDays(length)), CALENDAR);
    assertThat(after.workdaysLeft(asked.plusDays(length), CALENDAR))
        .isEqualTo(before.workdaysLeft(asked, CALENDAR));
    assertThat(after.dueDate()).isAfterOrEqualTo(before.dueDate());
  }

  @Test
  void notice_withADayOfAnotherYearOrBothOffAndWorked_isRefused() {
    LocalDate day = LocalDate.parse("2027-03-01");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HolidayNotice(2026, "n", Map.of(day, Holiday.OTHER), Set.of()));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new HolidayNotice(2027, "n", Map.of(day, Holiday.OTHER), Set.of(day)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> WorkCalendar.of(List.of(Calendars.notice2026(), Calendars.notice2026())));
  }

  @Test
  void notice_reachingIntoTheDecemberBefore_counts() {
    LocalDate lastDay = LocalDate.parse("2027-12-31");
    WorkCalendar calendar =
        WorkCalendar.of(
            List.of(new HolidayNotice(2028, "n", Map.of(lastDay, Holiday.NEW_YEAR), Set.of())));
    assertThat(calendar.kind(lastDay)).isEqualTo(WorkCalendar.DayKind.HOLIDAY);
    assertThat(calendar.hasNotice(2027)).isFalse();
  }
}
