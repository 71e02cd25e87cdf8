package cn.beian.server.notifications;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.fixtures.FilingSteps;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A morning with twenty thousand open cases, all of them due soon. */
@Tag("deep")
class CaseDaysLargeTest extends ServerTest {
  private static final int OPEN = 20_000;

  @Autowired private ApplicationContext server;

  @Test
  void allAreNotifiedOnce_someHundredATransaction_andTheTimeIsPrinted() {
    FilingSteps steps = new FilingSteps(server);
    LocalDate due = LocalDate.of(2028, 3, 15); // a Wednesday on which nothing else is due
    jdbc.sql(
            """
            with made as (
              insert into work_item (procedure_name, case_id, derivation, app_name,
                organization_id, division, kind, state, round, since, due_on, due_verified,
                due_provisional, opened_at)
              select 'application', gen_random_uuid(), 1, '将到期 ' || n, :unit, '330100',
                'EXISTING', 'COMPLETENESS_REVIEW', 1, timestamptz '2028-01-01', :due, true, false,
                timestamptz '2028-01-01'
              from generate_series(1, :open) n returning procedure_name, case_id)
            insert into work_turn (procedure_name, case_id, role)
            select procedure_name, case_id, 'COMPLETENESS_REVIEWER' from made
            """)
        .param("unit", steps.stage.unit)
        .param("due", due)
        .param("open", OPEN)
        .update();
    CaseDays days =
        new CaseDays(
            server.getBean(RecipientStore.class),
            server.getBean(NotificationWordings.class),
            server.getBean(WorkCalendars.class),
            server.getBean(Policies.class),
            server.getBean(NotificationSettings.class),
            server.getBean(TransactionTemplate.class),
            Clock.fixed(
                due.minusDays(2).atTime(7, 0).atZone(OfficialTime.ZONE).toInstant(),
                ZoneOffset.UTC));
    for (int run = 1; run <= 2; run++) {
      long before = System.nanoTime();
      days.notifyOfDays();
      System.out.printf("run %d: %d ms%n", run, (System.nanoTime() - before) / 1_000_000);
      assertThat(notified(steps.stage.id(steps.firstSeat))).isEqualTo(OPEN);
    }
    String made = "select case_id from work_item where app_name like '将到期 %'";
    jdbc.sql("delete from notification where case_id in (" + made + ")").update();
    jdbc.sql("delete from work_turn where case_id in (" + made + ")").update();
    jdbc.sql("delete from work_item where app_name like '将到期 %'").update();
    jdbc.sql("delete from notified_day where day = :due").param("due", due).update();
  }

  private int notified(java.util.UUID person) {
    return jdbc.sql("select count(*) from notification where person_id = :person")
        .param("person", person)
        .query(Integer.class)
        .single();
  }
}
