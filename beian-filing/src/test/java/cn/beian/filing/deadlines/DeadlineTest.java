package cn.beian.filing.deadlines;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.beian.filing.deadlines.Deadline.SkippedDay;
import cn.beian.filing.deadlines.Deadline.Why;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DeadlineTest {
  private static final LocalDate START = LocalDate.parse("2026-02-06");

  private final WorkCalendar calendar = Calendars.of2026();
  private final PolicyParameter tenDays =
      PolicyParameters.defaults().at(ParameterKey.REVIEW_COMPLETENESS_WORKDAYS, START);

  @ParameterizedTest
  @CsvSource({
    "2026-02-06, 2026-02-27",
    "2026-02-13, 2026-03-05",
    "2026-04-27, 2026-05-13",
    "2026-09-21, 2026-10-12",
    "2026-09-30, 2026-10-20"
  })
  void tenWorkingDays_overHolidays_matchTheVectorsOfTheRegulation(LocalDate start, LocalDate due) {
    Deadline deadline = Deadline.of(tenDays, start, calendar);
    assertThat(deadline.dueDate()).isEqualTo(due);
    assertThat(deadline.provisional()).isFalse();
    assertThat(deadline.verified()).isTrue();
  }

  @Test
  void sum_overSpringFestival_namesEachSkippedAndMadeUpDay() {
    Deadline deadline = Deadline.of(tenDays, START, calendar);
    assertThat(deadline.madeUp()).containsExactly(LocalDate.parse("2026-02-14"));
    assertThat(deadline.skipped())
        .hasSize(11)
        .contains(
            new SkippedDay(LocalDate.parse("2026-02-07"), Why.WEEKEND, Optional.empty()),
            new SkippedDay(
                LocalDate.parse("2026-02-16"), Why.HOLIDAY, Optional.of(Holiday.SPRING_FESTIVAL)));
  }

  @Test
  void dueDate_inAYearWithoutNotice_isProvisionalAndHasNoEffect() {
    Deadline deadline = Deadline.of(tenDays, LocalDate.parse("2026-12-25"), calendar);
    assertThat(deadline.provisional()).isTrue();
    assertThat(deadline.takesEffect(LocalDate.parse("2027-06-01"))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"2026-12-04, 2027-01-04", "2026-12-15, 2027-01-13", "2026-12-31, 2027-01-29"})
  void twentyWorkingDays_overNewYearWithoutNotice_skipTheFirstOfJanuary(
      LocalDate start, LocalDate due) {
    PolicyParameter twentyDays =
        PolicyParameters.defaults().at(ParameterKey.REVIEW_NATIONAL_WORKDAYS, START);
    Deadline deadline = Deadline.of(twentyDays, start, calendar);
    assertThat(deadline.dueDate()).isEqualTo(due);
    assertThat(deadline.provisional()).isTrue();
    assertThat(deadline.skipped())
        .contains(
            new SkippedDay(
                LocalDate.parse("2027-01-01"), Why.HOLIDAY, Optional.of(Holiday.NEW_YEAR)));
  }

  @Test
  void pause_onResume_countsTheRestFromTheAnswerOn() {
    // Monday 03-02; asked on the fourth working day, answered a week later: six days left, counted
    // from the 14th.
    Deadline before = Deadline.of(tenDays, LocalDate.parse("2026-03-02"), calendar);
    LocalDate asked = LocalDate.parse("2026-03-06");
    assertThat(before.workdaysLeft(asked, calendar)).isEqualTo(6);
    Deadline after = before.resumed(new Pause(asked, LocalDate.parse("2026-03-13")), calendar);
    assertThat(after.dueDate()).isEqualTo(LocalDate.parse("2026-03-23"));
    assertThat(after.skipped().stream().filter(day -> day.why() == Why.PAUSE)).hasSize(7);
    assertThat(after.workdaysLeft(LocalDate.parse("2026-03-13"), calendar)).isEqualTo(6);
    assertThat(after.workdaysLeft(asked, calendar)).as("those of the pause are none").isEqualTo(6);
    assertThat(after.workdaysLeft(LocalDate.parse("2026-02-02"), calendar)).isEqualTo(10);
  }

  @Test
  void pause_afterTheDueDay_doesNotHealTheDelay() {
    Deadline before = Deadline.of(tenDays, START, calendar);
    Pause late = new Pause(LocalDate.parse("2026-03-09"), LocalDate.parse("2026-03-16"));
    assertThat(before.resumed(late, calendar).dueDate()).isEqualTo(before.dueDate());
  }

  @Test
  void pauses_several_eachMovesTheDateByItsOwnDaysAlone() {
    Pause first = new Pause(LocalDate.parse("2026-03-06"), LocalDate.parse("2026-03-13"));
    Pause second = new Pause(LocalDate.parse("2026-03-17"), LocalDate.parse("2026-03-19"));
    Deadline deadline =
        Deadline.of(tenDays, LocalDate.parse("2026-03-02"), calendar)
            .resumed(first, calendar)
            .resumed(second, calendar);
    assertThat(deadline.dueDate()).isEqualTo(LocalDate.parse("2026-03-25"));
    assertThat(deadline.pauses()).containsExactly(first, second);
  }

  @ParameterizedTest
  @ValueSource(strings = {"2026-03-21", "2026-03-23"})
  void pause_fromADueDayOn_thatIsASaturday_leavesItThere(LocalDate asked) {
    Extension toSaturday =
        extension(LocalDate.parse("2026-03-05"), "2026-03-21", Extension.Ground.COMPLEX);
    Deadline extended =
        Deadline.of(tenDays, LocalDate.parse("2026-03-02"), calendar)
            .extended(toSaturday, calendar);
    Pause pause = new Pause(asked, asked.plusDays(4));
    assertThat(extended.resumed(pause, calendar).dueDate()).isEqualTo(extended.dueDate());
  }

  private static Extension extension(LocalDate decided, String expected, Extension.Ground ground) {
    return new Extension(decided, LocalDate.parse(expected), ground, "third-party test");
  }

  @Test
  void extensions_several_eachMovesTheDateAndIsKept() {
    Deadline deadline = Deadline.of(tenDays, START, calendar);
    Extension first = extension(START.plusDays(3), "2026-03-20", Extension.Ground.COMPLEX);
    Deadline extended = deadline.extended(first, calendar);
    assertThat(extended.dueDate()).isEqualTo(LocalDate.parse("2026-03-20"));
    assertThat(extended.skipped()).hasSizeGreaterThan(deadline.skipped().size());
    Extension second =
        extension(
            LocalDate.parse("2026-03-19"),
            "2026-04-10",
            Extension.Ground.MATERIAL_TO_BE_SUPPLEMENTED);
    Deadline again = extended.extended(second, calendar);
    assertThat(again.dueDate()).isEqualTo(LocalDate.parse("2026-04-10"));
    assertThat(again.extensions()).containsExactly(first, second);
  }

  @Test
  void extension_toNoLaterDay_isRefused() {
    Deadline deadline = Deadline.of(tenDays, START, calendar);
    Extension nowhere = extension(START, deadline.dueDate().toString(), Extension.Ground.COMPLEX);
    assertThatIllegalArgumentException().isThrownBy(() -> deadline.extended(nowhere, calendar));
  }

  @Test
  void weekendOnlyCalendar_toTheEndOfNovember2026_isWrongForSixtyFiveOf225StartDays() {
    HolidayNotice empty = new HolidayNotice(2026, "no holidays", Map.of(), Set.of());
    WorkCalendar weekendsOnly = WorkCalendar.of(List.of(empty));
    List<LocalDate> starts =
        LocalDate.parse("2026-01-01")
            .datesUntil(LocalDate.parse("2026-12-01"))
            .filter(calendar::worked)
            .toList();
    long wrong =
        starts.stream()
            .filter(
                start ->
                    !Deadline.of(tenDays, start, calendar)
                        .dueDate()
                        .equals(Deadline.of(tenDays, start, weekendsOnly).dueDate()))
            .count();
    assertThat(List.of(wrong, (long) starts.size())).containsExactly(65L, 225L);
  }

  @Test
  void instant_lateInTheEveningUtc_fallsOnTheNextDayOfRecord() {
    assertThat(OfficialTime.dayOf(Instant.parse("2026-02-06T16:00:00Z")))
        .isEqualTo(LocalDate.parse("2026-02-07"));
  }
}
