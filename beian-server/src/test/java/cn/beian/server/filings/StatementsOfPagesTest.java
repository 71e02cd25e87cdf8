package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.GetsWriteNothing;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** How many statements a page costs, however much a unit has filed. */
class StatementsOfPagesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  @AfterEach
  void cleared() {
    String made = "select id from application where app_name like '多应用%'";
    jdbc.sql("delete from application_event where application_id in (" + made + ")").update();
    jdbc.sql("delete from application where app_name like '多应用%'").update();
  }

  /** Applications of the unit that were sent and are reviewed, the latest today. */
  private void sent(int many) {
    jdbc.sql(
            """
            with made as (
              insert into application (id, app_id, kind, form, state, route, app_name, organization_id,
                division, handler_id, due_on, created_at, updated_at)
              select gen_random_uuid(), :app, 'INITIAL', 'APP', 'COMPLETENESS_REVIEW', 'LOCAL',
                '多应用' || n, :unit, '330100', :handler, date '2030-01-01', now(), now()
              from generate_series(1, :many) n returning id)
            insert into application_event (application_id, at, actor_id, name, from_state, to_state)
            select id, now(), :handler, 'SUBMIT', 'DRAFT', 'COMPLETENESS_REVIEW' from made
            """)
        .param("unit", steps.stage.unit)
        .param("app", steps.stage.bareApp())
        .param("handler", steps.stage.id(steps.handler))
        .param("many", many)
        .update();
  }

  private long statements(String login, String path) throws Exception {
    WebSession session = WebSession.of(server, url(""), login);
    long before = GetsWriteNothing.statements(path);
    session.page(path);
    return GetsWriteNothing.statements(path) - before;
  }

  @Test
  void startPage_costsAFewStatements_andLosesNothingThatAsksForSomething() throws Exception {
    UUID draft = steps.ready();
    jdbc.sql("update application set updated_at = '2026-01-01' where id = ?").param(draft).update();
    sent(40);
    assertThat(statements(steps.handler, "/")).isBetween(5L, 25L);
    assertThat(WebSession.of(server, url(""), steps.handler).page("/"))
        .contains(draft.toString())
        .contains("多应用");
  }

  @Test
  void caseOfAReviewer_costsABoundedNumberOfStatements() throws Exception {
    UUID id = steps.ready();
    steps.submit(id);
    assertThat(statements(steps.firstSeat, "/cases/" + id)).isBetween(5L, 48L);
  }
}
