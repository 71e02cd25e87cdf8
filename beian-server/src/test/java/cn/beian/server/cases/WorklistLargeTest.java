package cn.beian.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.cases.WorkFilter.View;
import cn.beian.server.fixtures.FilingSteps;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Twenty thousand open cases, and five times as many that are done. */
@Tag("deep")
class WorklistLargeTest extends ServerTest {
  private static final int OPEN = 20_000;
  private static final int DONE = 100_000;

  @Autowired private ApplicationContext server;
  @Autowired private Worklist worklist;

  @Test
  void pages_ofManyCases_areRight_andTheirTimeIsPrinted() {
    FilingSteps steps = new FilingSteps(server);
    fill(steps.stage.unit);
    steps.as(steps.stage.official(Role.COMPLETENESS_REVIEWER, "330000"));
    for (View view : View.values()) {
      for (String text : new String[] {"", "应用 7", "没有的"}) {
        WorkFilter filter = WorkFilter.of(view).finding(text);
        worklist.page(filter, 1);
        long before = System.nanoTime();
        int count = worklist.count(filter);
        int rows = worklist.page(filter, 1).size();
        System.out.printf(
            "%s '%s': %d cases, a page of %d, %d ms%n",
            view, text, count, rows, (System.nanoTime() - before) / 1_000_000);
        assertThat(rows).isEqualTo(Math.min(count, Worklist.PAGE));
      }
    }
    jdbc.sql(
            "delete from work_turn where case_id in (select case_id from work_item where app_name like '应用 %')")
        .update();
    jdbc.sql("delete from work_item where app_name like '应用 %'").update();
  }

  private void fill(UUID unit) {
    jdbc.sql(
            """
            insert into work_item (procedure_name, case_id, derivation, app_name, organization_id,
              division, kind, state, round, since, due_on, due_verified, due_provisional, opened_at,
              closed_at)
            select 'application', gen_random_uuid(), :derivation, '应用 ' || n, :unit,
              case when n % 3 = 0 then '650100' else '330100' end, 'EXISTING',
              case when n <= :open then 'COMPLETENESS_REVIEW' else 'REFUSED' end, 1, now(),
              date '2027-01-01' + n % 300, false, false, now(),
              case when n > :open then now() - n * interval '1 minute' end
            from generate_series(1, :all) n
            """)
        .param("derivation", WorkItems.DERIVATION)
        .param("unit", unit)
        .param("open", OPEN)
        .param("all", OPEN + DONE)
        .update();
    jdbc.sql(
            """
            insert into work_turn (procedure_name, case_id, role)
            select procedure_name, case_id, case when row_number() over () % 2 = 0
              then 'COMPLETENESS_REVIEWER' else 'GOVERNMENT_SERVICE_REVIEWER' end
            from work_item where closed_at is null and app_name like '应用 %'
            """)
        .update();
    jdbc.sql("analyze work_item").update();
    jdbc.sql("analyze work_turn").update();
  }
}
