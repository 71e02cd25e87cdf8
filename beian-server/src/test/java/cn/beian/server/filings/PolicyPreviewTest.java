package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.DeadlinePreviews;
import cn.beian.server.cases.DeadlinePreviews.Preview;
import cn.beian.server.fixtures.FilingSteps;
import java.net.http.HttpResponse;
import java.time.LocalDate;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Before a value of a parameter is recorded, the page says which limits it would move. */
class PolicyPreviewTest extends ServerTest {
  private static final String PATH = "/admin/policies/review.completeness.workdays";
  private static final PolicyParameter LONGER =
      new PolicyParameter(
          ParameterKey.REVIEW_COMPLETENESS_WORKDAYS, "60", "测试", true, LocalDate.of(2026, 2, 1));

  @Autowired private ApplicationContext server;
  @Autowired private DeadlinePreviews previews;

  @AfterEach
  void cleared() {
    String made = "select id from application where app_name like '多应用%'";
    jdbc.sql("delete from application_event where application_id in (" + made + ")").update();
    jdbc.sql("delete from application where app_name like '多应用%'").update();
  }

  @Test
  void value_isShownWithWhatItMoves_beforeItIsRecorded() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    WebSession admin =
        WebSession.of(server, url(""), steps.stage.official(Role.SYSTEM_ADMINISTRATOR, "100000"));
    assertThat(admin.page(PATH)).contains(PATH + "/preview", "查看影响");
    Map<String, String> form = Map.of("value", "60", "source", "测试〔2026〕", "since", "2026-02-01");
    HttpResponse<String> preview = admin.post(PATH + "/preview", form);
    assertThat(preview.statusCode()).isEqualTo(200);
    assertThat(preview.body())
        .contains("备案申请", "会改变日期", "最多推后", "现在还没有记录", "提请第二人确认")
        .doesNotContain("最多提前");
    assertThat(entered()).isZero();
    assertThat(admin.post(PATH + "/preview", Map.of("value", "0")).statusCode()).isEqualTo(422);
    Preview later =
        previews.of(new PolicyParameter(LONGER.key(), "60", "测试", true, LocalDate.of(2090, 1, 1)));
    assertThat(later.moved()).as("in force long after the case began").isZero();
  }

  private int entered() {
    return jdbc.sql("select count(*) from policy_value where source like '测试〔2026〕%'")
        .query(Integer.class)
        .single();
  }

  /** Twenty thousand open cases. */
  @Tag("deep")
  @Test
  void preview_ofManyCases_isRight_andItsTimeIsPrinted() {
    FilingSteps steps = new FilingSteps(server);
    jdbc.sql(
            """
            with made as (
              insert into application (id, app_id, kind, form, state, route, app_name, organization_id,
                division, handler_id, due_on, created_at, updated_at)
              select gen_random_uuid(), :app, 'INITIAL', 'APP', 'COMPLETENESS_REVIEW', 'LOCAL',
                '多应用' || n, :unit, '330100', :handler, date '2026-12-11', now(), now()
              from generate_series(1, 20000) n returning id)
            insert into application_event (application_id, at, actor_id, name, from_state, to_state,
              detail)
            select id, timestamptz '2026-11-27 02:00Z', :handler, 'SUBMIT', 'DRAFT',
              'COMPLETENESS_REVIEW', '' from made
            """)
        .param("unit", steps.stage.unit)
        .param("app", steps.stage.bareApp())
        .param("handler", steps.stage.id(steps.handler))
        .update();
    previews.of(LONGER);
    long before = System.nanoTime();
    Preview preview = previews.of(LONGER);
    System.out.printf(
        "preview of %d moved limits: %d ms%n",
        preview.moved(), (System.nanoTime() - before) / 1_000_000);
    assertThat(preview.moved()).isGreaterThanOrEqualTo(20_000);
    assertThat(preview.partial()).isFalse();
  }
}
