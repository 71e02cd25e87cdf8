package cn.beian.server.filings.queue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.filings.Application;
import cn.beian.server.filings.queue.CaseQueue.Page;
import cn.beian.server.fixtures.FilingSteps;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Queues of a region, whatever other regions have. */
class CaseQueueTest extends ServerTest {
  /** Tibet and one of its counties, in which no other test files. */
  private static final String REGION = "540000";

  private static final String COUNTY = "540102";

  @Autowired private ApplicationContext server;
  @Autowired private CaseQueue queue;
  @Autowired private OverdueFilings overdue;
  private FilingSteps steps;
  private String handler = "";

  @BeforeEach
  void stage() {
    steps = new FilingSteps(server);
    handler = steps.handler;
  }

  @AfterEach
  void cleared() {
    jdbc.sql("delete from application where handler_id = ?")
        .param(steps.stage.id(handler))
        .update();
  }

  /** Cases of a division, due one a day from 2020 on, made as they stand in a queue. */
  private void cases(int many, String division, String kind) {
    jdbc.sql(
            """
            insert into application (id, kind, form, state, route, app_name, organization_id,
              division, handler_id, due_on, created_at, updated_at)
            select gen_random_uuid(), :kind, 'APP', 'COMPLETENESS_REVIEW', 'LOCAL', '应用' || n, :unit,
              :division, :handler, date '2020-01-01' + n / 10, now(), now()
            from generate_series(1, :many) n
            """)
        .param("kind", kind)
        .param("unit", steps.stage.unit)
        .param("division", division)
        .param("handler", steps.stage.id(handler))
        .param("many", many)
        .update();
  }

  private List<QueuedApplication> all() {
    Page<QueuedApplication> page = queue.page(Optional.empty(), Optional.empty());
    List<QueuedApplication> found = new ArrayList<>(page.rows());
    while (page.more()) {
      assertThat(page.rows()).hasSize(CaseQueue.PAGE);
      Application last = page.last().application();
      page = queue.page(Optional.of(last.id()), last.dueOn());
      found.addAll(page.rows());
    }
    return found;
  }

  @Test
  void thousandsOfAnotherProvince_hideNothing_ofOnesOwn() {
    cases(2_100, "650100", "EXISTING"); // a cut at 2,000 was what hid them
    cases(123, COUNTY, "EXISTING");
    String seat = steps.stage.official(Role.COMPLETENESS_REVIEWER, REGION);
    steps.stage.as(seat);
    assertThat(queue.count()).isEqualTo(123);
    List<QueuedApplication> all = all();
    assertThat(all).hasSize(123).doesNotHaveDuplicates();
    assertThat(all).extracting(one -> one.application().dueOn().orElseThrow()).isSorted();
    assertThat(queue.first(5)).isEqualTo(all.subList(0, 5));

    List<UUID> seen = new ArrayList<>();
    Page<OverdueFiling> page = overdue.page(Optional.empty());
    page.rows().forEach(one -> seen.add(one.application().id()));
    while (page.more()) {
      page = overdue.page(Optional.of(page.last().application().id()));
      page.rows().forEach(one -> seen.add(one.application().id()));
    }
    assertThat(seen).hasSize(123).doesNotHaveDuplicates();
  }

  @Test
  void case_hasItsNeighboursInTheQueue() {
    cases(3, COUNTY, "INITIAL");
    steps.stage.as(steps.stage.official(Role.COMPLETENESS_REVIEWER, COUNTY));
    List<Application> all = all().stream().map(QueuedApplication::application).toList();
    UUID first = all.get(0).id();
    UUID middle = all.get(1).id();
    UUID last = all.get(2).id();
    assertThat(queue.neighbours(all.get(0)))
        .isEqualTo(new QueueNeighbours(Optional.empty(), Optional.of(middle)));
    assertThat(queue.neighbours(all.get(1)))
        .isEqualTo(new QueueNeighbours(Optional.of(first), Optional.of(last)));
    assertThat(queue.neighbours(all.get(2)))
        .isEqualTo(new QueueNeighbours(Optional.of(middle), Optional.empty()));
    steps.stage.as(steps.stage.official(Role.COMPLETENESS_REVIEWER, "650000"));
    assertThat(queue.neighbours(all.get(1)))
        .isEqualTo(new QueueNeighbours(Optional.empty(), Optional.empty()));
  }

  @Test
  void caseWhoseLimitHasMoved_leavesNoGapBehindIt() {
    cases(60, COUNTY, "INITIAL");
    steps.stage.as(steps.stage.official(Role.COMPLETENESS_REVIEWER, REGION));
    List<QueuedApplication> all = all();
    Application last = all.get(CaseQueue.PAGE - 1).application();
    jdbc.sql("update application set due_on = date '2030-01-01' where id = ?")
        .param(last.id())
        .update();
    assertThat(queue.page(Optional.of(last.id()), last.dueOn()).rows())
        .extracting(one -> one.application().id())
        .containsAll(
            all.subList(CaseQueue.PAGE, 60).stream().map(one -> one.application().id()).toList());
  }

  @Test
  void pageOfWhatIsOverdue_leadsToTheNext() throws Exception {
    cases(51, COUNTY, "EXISTING");
    UUID office = UUID.randomUUID();
    String seat = person(office, "COMPLETENESS_REVIEWER");
    jdbc.sql("update user_account set region = ? where login = ?").params(REGION, seat).update();
    Visitor visitor = new Visitor(url("")).logIn(seat, KNOWN_PASSWORD, "en");
    String overdueFirst = visitor.get("/overdue").body();
    assertThat(visitor.get(next(overdueFirst)).body()).contains("To the first page").contains("应用");
    assertThat(visitor.get("/cases").headers().firstValue("Location").orElse("")).contains("/work");
  }

  private static String next(String page) {
    Matcher link = Pattern.compile("rel=\"next\"\\s+href=\"([^\"]+)\"").matcher(page);
    assertThat(link.find()).isTrue();
    return link.group(1).replace("&amp;", "&");
  }
}
