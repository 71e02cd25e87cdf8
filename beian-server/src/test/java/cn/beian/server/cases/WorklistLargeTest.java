package cn.beian.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.cases.WorkFilter.Days;
import cn.beian.server.cases.WorkFilter.Due;
import cn.beian.server.cases.WorkFilter.Order;
import cn.beian.server.cases.WorkFilter.View;
import cn.beian.server.fixtures.FilingSteps;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Twenty thousand open cases, and five times as many that are done. */
@Tag("deep")
class WorklistLargeTest extends ServerTest {
  private static final int OPEN = 20_000;
  private static final int DONE = 100_000;
  private static final int SLOWEST = 25;

  @Autowired private ApplicationContext server;
  @Autowired private Worklist worklist;

  /** What a page costs: the counts of the three views, and its rows. */
  private record Measured(String filter, int found, long millis) {}

  @AfterEach
  void cleared() {
    jdbc.sql(
            "delete from work_turn where case_id in (select case_id from work_item where app_name"
                + " like '应用 %')")
        .update();
    jdbc.sql("delete from work_item where app_name like '应用 %'").update();
  }

  @Test
  void firstPageOfEveryFilter_isRight_andItsTimeIsPrinted() {
    FilingSteps steps = new FilingSteps(server);
    fill(steps.stage.unit);
    List<Measured> all = new ArrayList<>();
    for (String region : List.of("100000", "330000")) {
      steps.as(steps.stage.official(Role.COMPLETENESS_REVIEWER, region));
      worklist.page(WorkFilter.of(View.MINE), 1);
      for (WorkFilter filter : filters(region)) {
        all.add(measured(region, filter));
      }
    }
    steps.as(steps.handler);
    for (WorkFilter filter : filters("unit")) {
      all.add(measured("unit", filter));
    }
    all.sort(Comparator.comparingLong(Measured::millis).reversed());
    System.out.printf("%d filters, the slowest:%n", all.size());
    all.stream()
        .limit(SLOWEST)
        .forEach(
            one -> System.out.printf("%5d ms, %5d found, %s%n", one.millis, one.found, one.filter));
    System.out.printf(
        "median %d ms, %d of them over 300 ms%n",
        all.get(all.size() / 2).millis, all.stream().filter(one -> one.millis > 300).count());
  }

  private Measured measured(String reader, WorkFilter filter) {
    long before = System.nanoTime();
    for (View view : View.values()) {
      worklist.count(filter.in(view));
    }
    int rows = worklist.page(filter, 1).size();
    long millis = (System.nanoTime() - before) / 1_000_000;
    int count = worklist.count(filter);
    assertThat(rows).isEqualTo(Math.min(count, Worklist.PAGE));
    return new Measured(reader + ' ' + filter, count, millis);
  }

  /** Each text in each view, by itself, with each other filter, and with all of them. */
  private static List<WorkFilter> filters(String region) {
    LocalDate today = LocalDate.now(java.time.ZoneOffset.UTC);
    Days month = new Days(Optional.of(today.minusDays(30)), Optional.of(today));
    Optional<String> state = Optional.of("COMPLETENESS_REVIEW");
    String within = region.equals("100000") ? "65" : "3301";
    List<WorkFilter> filters = new ArrayList<>();
    for (View view : View.values()) {
      for (String text : List.of("", "应用 7", "没有的", "7Q3K9-X2MPA-3")) {
        for (Order order : List.of(Order.DUE, Order.NAME)) {
          WorkFilter all = WorkFilter.of(view).finding(text);
          filters.add(with(all, Optional.empty(), "", Due.ANY, Days.ANY, order));
          filters.add(with(all, state, "", Due.ANY, Days.ANY, order));
          filters.add(with(all, Optional.empty(), within, Due.ANY, Days.ANY, order));
          filters.add(with(all, Optional.empty(), "", Due.WEEK, Days.ANY, order));
          filters.add(with(all, Optional.empty(), "", Due.ANY, month, order));
          filters.add(with(all, state, within, Due.WEEK, month, order));
        }
      }
    }
    return filters;
  }

  private static WorkFilter with(
      WorkFilter all, Optional<String> state, String within, Due due, Days days, Order order) {
    return new WorkFilter(
        all.view(), all.text(), Optional.empty(), state, within, due, days, order);
  }

  private void fill(UUID unit) {
    jdbc.sql(
            """
            insert into work_item (procedure_name, case_id, derivation, app_name, organization_id,
              division, kind, state, round, since, due_on, due_verified, due_provisional, opened_at,
              closed_at)
            select 'application', gen_random_uuid(), :derivation, '应用 ' || n, :unit,
              case when n % 300 = 1 then '540102' when n % 3 = 0 then '650100' else '330100' end,
              'EXISTING',
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
