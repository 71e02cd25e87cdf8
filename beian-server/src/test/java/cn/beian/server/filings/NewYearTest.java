package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.DeadlineEnforcement;
import cn.beian.server.cases.Procedure;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.HolidaySteps;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Limits that reach into a year without holiday notice, and the notice when it comes. The days of
 * 2027 are invented for this test.
 */
class NewYearTest extends ServerTest {
  private static final String DAYS =
      HolidaySteps.withDecree(2027, "2027-01-01 至 2027-01-03 元旦\n2027-01-09 上班\n");

  @Autowired private ApplicationContext server;
  @Autowired private WorkCalendars calendars;
  @Autowired private DeadlineEnforcement limits;
  @Autowired private DataSource dataSource;
  private FilingSteps steps;
  private UUID id;

  /** Received by the province on Christmas Day: ten working days reach into January. */
  @BeforeEach
  void received() throws Exception {
    steps = new FilingSteps(server);
    id = steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    jdbc.sql("update application_event set at = ? where application_id = ? and name = 'SUBMIT'")
        .params(OffsetDateTime.of(2026, 12, 25, 2, 0, 0, 0, ZoneOffset.UTC), id)
        .update();
    limits.recompute();
  }

  @AfterEach
  void withoutNotice() {
    await().until(() -> waiting() == 0);
    jdbc.sql("delete from holiday_day where year = 2027").update();
    jdbc.sql("delete from holiday_notice where year = 2027").update();
    jdbc.sql("delete from former_holiday_notice where year = 2027").update();
    jdbc.sql("delete from holiday_notice_request where year = 2027").update();
    limits.recompute();
  }

  private WebSession session(Role role) throws Exception {
    return WebSession.of(server, url(""), steps.stage.official(role, "100000"));
  }

  private List<CaseStep<ApplicationState>> recomputed() {
    return steps.file(id).events().stream()
        .filter(event -> event.name().equals(Procedure.RECOMPUTED))
        .toList();
  }

  /** Another administrator confirms what waits. */
  private String confirmed() throws Exception {
    UUID asked =
        jdbc.sql("select id from holiday_notice_request where year = 2027 and state = 'OPEN'")
            .query(UUID.class)
            .single();
    return session(Role.SYSTEM_ADMINISTRATOR)
        .post("/admin/calendar/requests/" + asked + "/confirmation", Map.of())
        .body();
  }

  /** Jobs that compute days again. */
  private int waiting() {
    return jdbc.sql(
            "select count(*) from scheduled_tasks where task_name in ('recalculate-limits', 'supervision-due-days')")
        .query(Integer.class)
        .single();
  }

  @Test
  void notice_isEntered_whileSomebodyWorksOnAnApplication_andTheOthersMove() throws Exception {
    UUID other = steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    jdbc.sql("update application_event set at = ? where application_id = ? and name = 'SUBMIT'")
        .params(OffsetDateTime.of(2026, 12, 25, 2, 0, 0, 0, ZoneOffset.UTC), other)
        .update();
    limits.recompute();
    WebSession administrator = session(Role.SYSTEM_ADMINISTRATOR);
    try (Connection somebody = dataSource.getConnection()) {
      somebody.setAutoCommit(false);
      try (PreparedStatement lock =
          somebody.prepareStatement("select id from application where id = ? for update")) {
        lock.setObject(1, id.compareTo(other) < 0 ? other : id); // the other one comes first
        lock.execute();
      }
      UUID free = id.compareTo(other) < 0 ? id : other;
      Map<String, String> form = Map.of("year", "2027", "citation", "测试〔2026〕3 号", "days", DAYS);
      administrator.post("/admin/calendar", form);
      assertThat(confirmed()).contains("测试〔2026〕3 号");
      await().pollInSameThread().until(() -> !steps.file(free).application().dueProvisional());
      somebody.rollback();
    }
    await()
        .pollInSameThread()
        .until(
            () ->
                !steps.file(id).application().dueProvisional()
                    && !steps.file(other).application().dueProvisional());
  }

  @Test
  void limitIntoAYearWithoutNotice_isShownAsProvisional() throws Exception {
    assertThat(calendars.current().hasNotice(2027)).as("nothing is invented").isFalse();
    Application stands = steps.file(id).application();
    assertThat(stands.dueOn())
        .as("New Year’s Day is off by decree")
        .contains(LocalDate.of(2027, 1, 11));
    assertThat(stands.dueProvisional()).isTrue();
    WebSession reviewer = WebSession.of(server, url(""), steps.firstSeat);
    assertThat(reviewer.page("/cases")).contains("暂定");
    assertThat(reviewer.page("/cases/" + id)).contains("暂定：放假安排尚未公布");
    assertThat(WebSession.of(server, url(""), steps.handler).page("/applications/" + id))
        .contains("暂定：放假安排尚未公布");
  }

  @Test
  void notice_isPreviewed_recorded_andMovesTheLimitAsAnEvent() throws Exception {
    WebSession administrator = session(Role.SYSTEM_ADMINISTRATOR);
    assertThat(administrator.page("/admin/calendar")).contains("录入 2027 年放假安排");
    Map<String, String> form = Map.of("year", "2027", "citation", "测试〔2026〕1 号", "days", DAYS);
    HttpResponse<String> preview = administrator.post("/admin/calendar/preview", form);
    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body()).contains("件在办申请和案件的期限会改变", "2027-01-09", "春节", "现在还没有记录");
    assertThat(calendars.current().hasNotice(2027)).isFalse();
    assertThat(recomputed()).hasSize(1);

    assertThat(administrator.post("/admin/calendar", form).body()).contains("测试〔2026〕1 号");
    assertThat(calendars.current().hasNotice(2027)).isFalse();
    assertThat(confirmed()).contains("测试〔2026〕1 号");
    await().until(() -> waiting() == 0);
    Application stands = steps.file(id).application();
    assertThat(stands.dueOn()).contains(LocalDate.of(2027, 1, 10).minusDays(1));
    assertThat(stands.dueProvisional()).isFalse();
    assertThat(recomputed())
        .last()
        .satisfies(
            event -> {
              assertThat(event.actorId()).isEmpty();
              assertThat(event.detail()).isEqualTo("2027-01-11");
              assertThat(event.day()).contains(LocalDate.of(2027, 1, 9));
            });
    assertThat(WebSession.of(server, url(""), steps.handler).page("/applications/" + id))
        .contains("按放假安排重新计算期限", "2027年1月9日")
        .doesNotContain("暂定：");
    assertThat(limits.recompute()).as("again: nothing changes").isZero();

    Map<String, String> corrected =
        Map.of(
            "year", "2027", "citation", "测试〔2026〕2 号", "days", HolidaySteps.withDecree(2027, ""));
    assertThat(administrator.post("/admin/calendar/preview", corrected).body())
        .contains("系统里已有 2027 年的安排", "不再放假", "2027-01-02");
    administrator.post("/admin/calendar", corrected);
    confirmed();
    assertThat(
            jdbc.sql("select citation from former_holiday_notice where year = 2027")
                .query(String.class)
                .list())
        .containsExactly("测试〔2026〕1 号");
  }

  @Test
  void file_isImported_andWhatIsWrongIsToldWithItsLine() throws Exception {
    WebSession administrator = session(Role.SYSTEM_ADMINISTRATOR);
    String events =
        HolidaySteps.withDecree(2027, "")
            .strip()
            .lines()
            .map(line -> line.split(" ", 2))
            .map(
                day ->
                    "BEGIN:VEVENT\r\nDTSTART;VALUE=DATE:%s\r\nSUMMARY:%s（休）\r\nEND:VEVENT\r\n"
                        .formatted(day[0].replace("-", ""), day[1]))
            .collect(Collectors.joining());
    byte[] ics =
        ("BEGIN:VCALENDAR\r\n" + events + "END:VCALENDAR\r\n")
            .getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(
            administrator
                .postFile(
                    "/admin/calendar/preview",
                    Map.of("year", "2027", "citation", "某通知"),
                    "2027.ics",
                    ics)
                .body())
        .contains("2027-01-01", "元旦", "提请另一名管理员确认");
    HttpResponse<String> wrong =
        administrator.post(
            "/admin/calendar/preview", Map.of("year", "2027", "citation", "某通知", "days", "元旦放假"));
    assertThat(wrong.statusCode()).isEqualTo(422);
    assertThat(wrong.body()).contains("第 1 行没有读出日期", "某通知");
  }

  @Test
  void calendar_isReadByAuditorAndSupervisor_andEnteredByTheAdministratorAlone() throws Exception {
    for (Role role : List.of(Role.AUDITOR, Role.SUPERVISOR)) {
      WebSession reader = session(role);
      assertThat(reader.page("/admin/calendar"))
          .contains("2026")
          .doesNotContain("/admin/calendar/new");
      assertThat(reader.get("/admin/calendar/new").statusCode()).isEqualTo(403);
      assertThat(
              reader
                  .post("/admin/calendar", Map.of("year", "2027", "citation", "x", "days", DAYS))
                  .statusCode())
          .isEqualTo(403);
    }
    assertThat(calendars.current().hasNotice(2027)).isFalse();
  }
}
