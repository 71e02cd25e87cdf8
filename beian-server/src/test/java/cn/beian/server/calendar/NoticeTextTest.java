package cn.beian.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.deadlines.Holiday;
import cn.beian.filing.deadlines.HolidayNotice;
import cn.beian.server.platform.RejectedInput;
import java.time.LocalDate;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A year's notice, typed or imported; the days of 2027 here are invented. */
class NoticeTextTest {
  private static final Map<LocalDate, Holiday> OFF =
      Map.of(
          LocalDate.of(2027, 1, 1), Holiday.NEW_YEAR,
          LocalDate.of(2027, 10, 1), Holiday.NATIONAL_DAY,
          LocalDate.of(2027, 10, 2), Holiday.NATIONAL_DAY,
          LocalDate.of(2027, 10, 3), Holiday.NATIONAL_DAY);
  private static final Set<LocalDate> WORKED = Set.of(LocalDate.of(2027, 10, 9));

  private static HolidayNotice read(String days) {
    return NoticeText.read("2027", "测试通知", days);
  }

  private static void same(HolidayNotice notice) {
    assertThat(notice.holidays()).isEqualTo(OFF);
    assertThat(notice.makeUpDays()).isEqualTo(WORKED);
  }

  @Test
  void lines_asTheyAreTyped_areRead() {
    same(read("2027年1月1日 元旦\n\n2027-10-01 至 2027-10-03 国庆节\r\n2027/10/9，国庆节调休上班\n"));
  }

  @Test
  void csv_withHeading_isRead() {
    same(read("\uFEFF日期,名称\n\"2027-01-01\",\"元旦\"\n20271001,20271003,国庆节放假\n20271009,补班\n"));
  }

  @Test
  void calendarOfEvents_endsBeforeItsEndDay_foldedLinesIncluded() {
    same(
        read(
            """
            BEGIN:VCALENDAR
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20270101
            SUMMARY:元旦（休）
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20271001
            DTEND;VALUE=DATE:20271004
            SUMMARY:国庆
             节（休）
            END:VEVENT
            BEGIN:VEVENT
            DTSTART;VALUE=DATE:20271009
            DTEND;VALUE=DATE:20271010
            SUMMARY:国庆节（班）
            END:VEVENT
            END:VCALENDAR
            """));
  }

  @Test
  void written_readAgain_isTheSame() {
    HolidayNotice bundled = BundledNotices.bundled(2026);
    assertThat(NoticeText.read("2026", bundled.citation(), NoticeText.write(bundled)))
        .isEqualTo(bundled);
    assertThat(NoticeText.missing(bundled)).isEmpty();
    assertThat(NoticeText.missing(read("2027-01-01 元旦")))
        .contains(Holiday.SPRING_FESTIVAL, Holiday.NATIONAL_DAY)
        .doesNotContain(Holiday.NEW_YEAR);
  }

  @ParameterizedTest
  @CsvSource({
    "27, 文, 2027-01-01 元旦, yearForm",
    "2027, ' ', 2027-01-01 元旦, citationMissing",
    "2027, 文, '', empty",
    "2027, 文, 元旦放假三天, noDay",
    "2027, 文, 2027-02-30 春节, noDay",
    "2027, 文, 2027-01-01, noName",
    "2027, 文, 2027-02-14 调休, noName",
    "2027, 文, 2027-10-07 至 2027-10-01 国庆节, run.wrong",
    "2027, 文, 2027-01-01 至 2027-12-31 元旦, run.wrong",
    "2027, 文, 2026-06-01 元旦, outside",
    "2027, 文, '2027-01-01 元旦\n2027-01-04 上班', notWeekend",
    "2027, 文, '2027-10-09 国庆节\n2027-10-09 上班', both"
  })
  void whatCannotBeMeant_isToldAndNothingGuessed(
      String year, String citation, String days, String key) {
    assertThatThrownBy(() -> NoticeText.read(year, citation, days.replace("\\n", "\n")))
        .isInstanceOfSatisfying(
            RejectedInput.class,
            rejected ->
                assertThat(rejected.problems())
                    .extracting(RejectedInput.Problem::key)
                    .contains("admin.calendar." + key));
  }
}
