package cn.beian.server.cases;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.WorkFilter.Days;
import cn.beian.server.cases.WorkFilter.Due;
import cn.beian.server.cases.WorkFilter.Order;
import cn.beian.server.cases.WorkFilter.View;
import cn.beian.server.cases.Worklist.Neighbour;
import cn.beian.server.database.DatabaseUse;
import cn.beian.server.fixtures.FilingSteps;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
  private static final int RUNS = 5;
  private static final int QUICK = 50;

  @Autowired private ApplicationContext server;
  @Autowired private Worklist worklist;

  /** What a page costs: the counts of the three views, and its rows. */
  private record Measured(String asked, int found, long millis, long least) {}

  private interface Asked {
    int found() throws Exception;
  }

  /** What is slow is asked again, as others may have used the machine: the median of five. */
  private static Measured measured(String asked, Asked question) throws Exception {
    List<Long> took = new ArrayList<>();
    int found = 0;
    while (took.isEmpty() || (took.size() < RUNS && took.get(0) > QUICK)) {
      long before = System.nanoTime();
      found = question.found();
      took.add((System.nanoTime() - before) / 1_000_000);
      took.sort(Comparator.naturalOrder());
    }
    return new Measured(asked, found, took.get(took.size() / 2), took.get(0));
  }

  @AfterEach
  void cleared() {
    jdbc.sql(
            "delete from work_turn where case_id in (select case_id from work_item where app_name"
                + " like '应用 %')")
        .update();
    jdbc.sql("delete from work_item where app_name like '应用 %'").update();
  }

  @Test
  void firstPageOfEveryFilter_isRight_andItsTimeIsPrinted() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    fill(steps.stage.unit);
    Map<String, String> readers = new LinkedHashMap<>();
    readers.put("nation", steps.stage.official(Role.COMPLETENESS_REVIEWER, "100000"));
    readers.put("nation, few of his", steps.stage.official(Role.NATIONAL_REVIEWER, "100000"));
    readers.put("province", steps.stage.official(Role.COMPLETENESS_REVIEWER, "330000"));
    readers.put("county", steps.stage.official(Role.COMPLETENESS_REVIEWER, "540102"));
    readers.put("unit", steps.handler);
    List<Measured> all = new ArrayList<>();
    List<Measured> neighbours = new ArrayList<>();
    for (Map.Entry<String, String> reader : readers.entrySet()) {
      steps.as(reader.getValue());
      DatabaseUse.PAGE.<Exception>during(
          () -> {
            worklist.page(WorkFilter.of(View.MINE), 1);
            for (WorkFilter filter : filters(reader.getKey())) {
              all.add(measured(reader.getKey() + ' ' + filter, () -> page(filter)));
            }
            neighbours.addAll(besides(reader.getKey()));
          });
    }
    print("filters", all);
    print("cases with the one before and the one after", neighbours);
    print("pages over HTTP", overHttp(readers.values()));
  }

  private static void print(String what, List<Measured> all) {
    all.sort(Comparator.comparingLong(Measured::millis).reversed());
    System.out.printf(
        "%d %s: median %d ms, %d of them over 300 ms; the slowest:%n",
        all.size(),
        what,
        all.get(all.size() / 2).millis,
        all.stream().filter(one -> one.millis > 300).count());
    all.stream()
        .limit(SLOWEST)
        .forEach(
            one ->
                System.out.printf(
                    "%5d ms, at least %d, %5d found, %s%n",
                    one.millis, one.least, one.found, one.asked));
  }

  /** The page as a browser gets it: log-in, layout and rows included. */
  private List<Measured> overHttp(Iterable<String> readers) throws Exception {
    List<Measured> pages = new ArrayList<>();
    for (String reader : readers) {
      WebSession session = WebSession.of(server, url(""), reader);
      for (String view : List.of("mine", "waiting", "done")) {
        for (String rest : List.of("", "&q=%E5%BA%94%E7%94%A8%207", "&order=name")) {
          pages.add(
              measured(view + rest, () -> session.page("/work?view=" + view + rest).length()));
        }
      }
    }
    return pages;
  }

  private int page(WorkFilter filter) {
    Map<View, Integer> counts = new EnumMap<>(View.class);
    for (View view : View.values()) {
      counts.put(view, worklist.count(filter.in(view)));
    }
    int found = counts.getOrDefault(filter.view(), 0);
    int rows = found == 0 ? 0 : worklist.page(filter, 1).size();
    assertThat(rows).isEqualTo(Math.min(found, Worklist.PAGE));
    return found;
  }

  /** Cases of the reader's turn, at the beginning and far behind. */
  private List<Measured> besides(String reader) throws Exception {
    WorkFilter mine = WorkFilter.of(View.MINE);
    List<Measured> neighbours = new ArrayList<>();
    for (int from : List.of(0, worklist.count(mine) / 2)) {
      List<WorkItem> some = worklist.some(mine, from, 3);
      for (int i = 0; i < some.size(); i++) {
        WorkItem one = some.get(i);
        neighbours.add(measured(reader + " place " + (from + i), () -> around(one)));
        Optional<UUID> earlier = worklist.beside(one, true).map(Neighbour::caseId);
        Optional<UUID> later = worklist.beside(one, false).map(Neighbour::caseId);
        assertThat(earlier.isPresent()).isEqualTo(from + i > 0);
        assertThat(i == 0 || earlier.equals(Optional.of(some.get(i - 1).caseId()))).isTrue();
        assertThat(i == 2 || later.equals(next(some, i))).isTrue();
      }
    }
    return neighbours;
  }

  private int around(WorkItem one) {
    return (worklist.beside(one, true).isPresent() ? 1 : 0)
        + (worklist.beside(one, false).isPresent() ? 1 : 0)
        + (worklist.first(one.caseId()).isPresent() ? 1 : 0);
  }

  private static Optional<UUID> next(List<WorkItem> some, int i) {
    return i + 1 < some.size() ? Optional.of(some.get(i + 1).caseId()) : Optional.empty();
  }

  /** Each text in each view, by itself, with each other filter, and with all of them. */
  private static List<WorkFilter> filters(String reader) {
    LocalDate today = LocalDate.now(java.time.ZoneOffset.UTC);
    Days month = new Days(Optional.of(today.minusDays(30)), Optional.of(today));
    Optional<String> state = Optional.of("COMPLETENESS_REVIEW");
    String within = reader.startsWith("nation") ? "65" : "3301";
    List<WorkFilter> filters = new ArrayList<>();
    for (View view : View.values()) {
      for (String text : List.of("", "应用 7", "用", "没有的", "7Q3K9-X2MPA-3")) {
        for (Order order : Order.values()) {
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
            insert into work_item (procedure_name, case_id, derivation, app_name, sponsor, organization_id,
              division, kind, state, round, since, due_on, due_verified, due_provisional, opened_at,
              closed_at)
            select 'application', gen_random_uuid(), :derivation, '应用 ' || n,
              (select name from organization where id = :unit), :unit,
              case when n % 300 = 1 then '540102' when n % 3 = 0 then '650100' else '330100' end,
              'EXISTING',
              case when n > :open then 'REFUSED' when n % 201 = 1 then 'NATIONAL_REVIEW'
                else 'COMPLETENESS_REVIEW' end, 1, now(),
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
            select procedure_name, case_id, case when state = 'NATIONAL_REVIEW'
              then 'NATIONAL_REVIEWER' when row_number() over () % 2 = 0
              then 'COMPLETENESS_REVIEWER' else 'GOVERNMENT_SERVICE_REVIEWER' end
            from work_item where closed_at is null and app_name like '应用 %'
            """)
        .update();
    jdbc.sql("analyze work_item").update();
    jdbc.sql("analyze work_turn").update();
  }
}
