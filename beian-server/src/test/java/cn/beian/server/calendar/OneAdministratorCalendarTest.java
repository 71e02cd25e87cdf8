package cn.beian.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.HolidaySteps;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** One administrator alone moves no limit by an invented notice. The notices are invented. */
class OneAdministratorCalendarTest extends ServerTest {
  private static final int YEAR = 2031;
  private static final String CITATION = "虚构通知〔2030〕1 号";
  private static final LocalDate INVENTED = LocalDate.of(YEAR, 3, 3);

  @Autowired private ApplicationContext server;
  @Autowired private WorkCalendars calendars;
  private WebSession first;
  private String firstLogin = "";

  @BeforeEach
  void proposer() throws Exception {
    firstLogin = person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR");
    first = WebSession.of(server, url(""), firstLogin);
  }

  @AfterEach
  void withoutNotice() {
    await()
        .until(
            () ->
                jdbc.sql(
                            "select count(*) from scheduled_tasks where task_name in"
                                + " ('recalculate-limits', 'supervision-due-days')")
                        .query(Integer.class)
                        .single()
                    == 0);
    jdbc.sql("delete from holiday_notice_request where year in (2026, 2031)").update();
    jdbc.sql("delete from holiday_day where year = 2031").update();
    jdbc.sql("delete from holiday_notice where year = 2031").update();
    jdbc.sql("delete from former_holiday_notice where year = 2031").update();
  }

  private WebSession second() throws Exception {
    return WebSession.of(server, url(""), person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR"));
  }

  private static Map<String, String> form(String citation, String days) {
    return Map.of(
        "year",
        String.valueOf(YEAR),
        "citation",
        citation,
        "days",
        HolidaySteps.withDecree(YEAR, days));
  }

  private String asked() {
    return jdbc.sql("select id from holiday_notice_request where year = 2031 and state = 'OPEN'")
        .query(UUID.class)
        .single()
        .toString();
  }

  private String proposed() throws Exception {
    first.post("/admin/calendar", form(CITATION, "2031-03-03 其他放假"));
    return "/admin/calendar/requests/" + asked();
  }

  private boolean off() {
    return calendars.current().hasNotice(YEAR) && !calendars.current().worked(INVENTED);
  }

  private List<String> trail() {
    return jdbc.sql("select action from audit_entry where subject = 'calendar:2031' order by id")
        .query(String.class)
        .list();
  }

  @Test
  void alone_hePutsNothingIntoForce_andCannotConfirmIt() throws Exception {
    String path = proposed();
    assertThat(off()).isFalse();
    assertThat(first.page("/admin/calendar")).contains(CITATION, "等第二人确认");
    assertThat(first.page(path)).contains("/withdrawal").doesNotContain("/confirmation");
    HttpResponse<String> own = first.post(path + "/confirmation", Map.of());
    assertThat(own.statusCode()).isEqualTo(422);
    assertThat(own.body()).contains("须由另一名管理员确认");
    assertThat(first.post(path + "/refusal", Map.of("reason", "x")).statusCode()).isEqualTo(422);
    assertThat(off()).isFalse();
  }

  @Test
  void alone_heReplacesNoNoticeThatIsThere() throws Exception {
    String before = calendars.notice(2026).orElseThrow().citation();
    String days = HolidaySteps.withDecree(2026, "2026-12-07 其他放假");
    Map<String, String> form = Map.of("year", "2026", "citation", CITATION, "days", days);
    assertThat(first.post("/admin/calendar/preview", form).body())
        .contains("与现有安排的差别", "不再放假", "新增放假", "2026-12-07", "2026-10-04");
    first.post("/admin/calendar", form);
    assertThat(calendars.notice(2026).orElseThrow().citation()).isEqualTo(before);
    String path =
        "/admin/calendar/requests/"
            + jdbc.sql(
                    "select id from holiday_notice_request where year = 2026 and citation = ?"
                        + " and state = 'OPEN'")
                .param(CITATION)
                .query(UUID.class)
                .single();
    assertThat(second().page(path))
        .as("the second person sees what it replaces")
        .contains("与现有安排的差别", "不再放假", "2026-10-04", "新增放假", "2026-12-07");
    assertThat(first.page("/admin/calendar?withdrawn"))
        .as("an address alone says of no change what became of it")
        .doesNotContain("已撤回，原来的不变。");
    assertThat(first.post(path + "/withdrawal", Map.of()).body()).contains("已撤回，原来的不变。");
  }

  @Test
  void dayThatTheNoticeOfAnotherYearHas_isRefused() throws Exception {
    jdbc.sql("insert into holiday_notice (year, citation, entered_at) values (2030, 'x', now())")
        .update();
    jdbc.sql("insert into holiday_day (day, year, holiday) values ('2030-12-31', 2030, 'OTHER')")
        .update();
    try {
      Map<String, String> form = form(CITATION, "2030-12-31 其他放假");
      HttpResponse<String> answer = first.post("/admin/calendar", form);
      assertThat(answer.statusCode()).isEqualTo(422);
      assertThat(answer.body()).contains("2030-12-31 已在另一年的放假安排里");
    } finally {
      jdbc.sql("delete from holiday_day where year = 2030").update();
      jdbc.sql("delete from holiday_notice where year = 2030").update();
    }
  }

  @Test
  void another_confirmsIt_afterHeHasSeenWhatItChanges() throws Exception {
    String path = proposed();
    for (String role : List.of("AUDITOR", "SUPERVISOR")) {
      WebSession reader = WebSession.of(server, url(""), person(UUID.randomUUID(), role));
      assertThat(reader.page("/admin/calendar")).contains(path);
      assertThat(reader.page(path))
          .contains(CITATION, "2031-03-03")
          .doesNotContain("/confirmation");
      assertThat(reader.post(path + "/confirmation", Map.of()).statusCode()).isEqualTo(403);
    }
    WebSession second = second();
    assertThat(second.page("/admin")).contains("待确认 1 项");
    assertThat(second.page(path)).contains("期限会改变", "2031-03-03", path + "/confirmation");
    assertThat(second.post(path + "/withdrawal", Map.of()).statusCode()).isEqualTo(403);
    assertThat(second.post(path + "/confirmation", Map.of()).body()).contains("已确认，按写明的日期执行。");
    assertThat(off()).isTrue();
    assertThat(second.page("/admin/calendar")).contains("已确认", CITATION);
    assertThat(second.post(path + "/confirmation", Map.of()).body()).contains("已不在等待确认");
    assertThat(trail()).containsSubsequence("calendar.ask", "calendar.confirm", "calendar.enter");
    assertThat(
            jdbc.sql("select entered_by from holiday_notice where year = 2031")
                .query(String.class)
                .single())
        .isEqualTo(firstLogin);
  }

  @Test
  void another_isShownThatItWaitsForHim_untilItIsConfirmed() throws Exception {
    String path = proposed();
    WebSession second = second();
    WebSession auditor = WebSession.of(server, url(""), person(UUID.randomUUID(), "AUDITOR"));
    for (String page : List.of("/", "/requests")) {
      assertThat(first.page(page)).as("his own").doesNotContain(path);
      assertThat(auditor.page(page)).as("may read it").doesNotContain(path);
      assertThat(second.page(page)).contains("提请登记 2031 年放假安排", "href=\"" + path + "\"");
    }
    second.post(path + "/confirmation", Map.of());
    for (String page : List.of("/", "/requests")) {
      assertThat(second.page(page)).doesNotContain(path);
    }
  }

  @Test
  void thoseWhoWorkByTheLimits_areNotifiedOfBoth() throws Exception {
    String login = person(UUID.randomUUID(), "COMPLETENESS_REVIEWER");
    WebSession reviewer = WebSession.of(server, url(""), login);
    WebSession handler = WebSession.of(server, url(""), person(UUID.randomUUID(), "HANDLER"));
    WebSession second = second();
    String path = proposed();
    assertThat(reviewer.page("/inbox")).contains("提请登记 2031 年放假安排", CITATION).doesNotContain(path);
    assertThat(second.page("/inbox")).contains("提请登记 2031 年放假安排");
    assertThat(handler.page("/inbox")).doesNotContain(CITATION);
    second.post(path + "/confirmation", Map.of());
    assertThat(reviewer.page("/inbox")).contains("2031 年放假安排已确认");
  }

  @Test
  void whoseAccountTheFirstHasOpened_isNoSecondPerson() throws Exception {
    String path = proposed();
    String login = person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR");
    jdbc.sql(
            "update user_account set linked_by ="
                + " (select id from user_account where login = ?) where login = ?")
        .params(firstLogin, login)
        .update();
    WebSession opened = WebSession.of(server, url(""), login);
    assertThat(opened.page("/")).doesNotContain(path);
    HttpResponse<String> answer = opened.post(path + "/confirmation", Map.of());
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(off()).isFalse();
  }

  @Test
  void declinedOrWithdrawn_itNeverHolds() throws Exception {
    String path = proposed();
    WebSession second = second();
    HttpResponse<String> silent = second.post(path + "/refusal", Map.of("reason", " "));
    assertThat(silent.statusCode()).isEqualTo(422);
    assertThat(silent.body()).contains("请写明理由");
    second.post(path + "/refusal", Map.of("reason", "查无此文号"));
    assertThat(first.page(path)).contains("不予确认", "查无此文号");
    first.post(proposed() + "/withdrawal", Map.of());
    assertThat(off()).isFalse();
    assertThat(trail()).contains("calendar.decline", "calendar.withdraw");
  }

  @Test
  void secondProposalForTheYear_waitsForTheFirst() throws Exception {
    proposed();
    HttpResponse<String> again = second().post("/admin/calendar", form("另一份", "2031-03-04 其他放假"));
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains("2031 年的放假安排已有一份等待确认");
  }

  @Test
  void dayOfTheDecree_isNotLeftOut_norWorked() throws Exception {
    String all = HolidaySteps.withDecree(YEAR, "");
    for (String day : List.of("2031-01-01", "2031-05-02", "2031-10-03", "2031-01-22")) {
      assertThat(all).contains(day);
      Map<String, String> form =
          Map.of("year", "2031", "citation", CITATION, "days", all.replaceAll(day + ".*\n", ""));
      for (String path : List.of("/admin/calendar/preview", "/admin/calendar")) {
        HttpResponse<String> answer = first.post(path, form);
        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains(day + " 是《全国年节及纪念日放假办法》规定的放假日");
      }
    }
  }
}
