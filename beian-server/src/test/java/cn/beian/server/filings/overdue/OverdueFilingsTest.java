package cn.beian.server.filings.overdue;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
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

/** What is overdue in a region, whatever other regions have. */
class OverdueFilingsTest extends ServerTest {
  /** Tibet and one of its counties, in which no other test files. */
  private static final String REGION = "540000";

  private static final String COUNTY = "540102";

  @Autowired private ApplicationContext server;
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
            insert into application (id, app_id, kind, form, state, route, app_name, organization_id,
              division, handler_id, due_on, created_at, updated_at)
            select gen_random_uuid(), :app, :kind, 'APP', 'COMPLETENESS_REVIEW', 'LOCAL', '应用' || n, :unit,
              :division, :handler, date '2020-01-01' + n / 10, now(), now()
            from generate_series(1, :many) n
            """)
        .param("kind", kind)
        .param("unit", steps.stage.unit)
        .param("app", steps.stage.bareApp())
        .param("division", division)
        .param("handler", steps.stage.id(handler))
        .param("many", many)
        .update();
  }

  @Test
  void thousandsOfAnotherProvince_hideNothing_ofOnesOwn() {
    cases(2_100, "650100", "EXISTING"); // a cut at 2,000 was what hid them
    cases(123, COUNTY, "EXISTING");
    String seat = steps.stage.official(Role.COMPLETENESS_REVIEWER, REGION);
    steps.stage.as(seat);
    List<UUID> seen = new ArrayList<>();
    OverdueFilings.Page page = overdue.page(Optional.empty());
    page.rows().forEach(one -> seen.add(one.application().id()));
    while (page.more()) {
      page = overdue.page(Optional.of(page.last().application().id()));
      page.rows().forEach(one -> seen.add(one.application().id()));
    }
    assertThat(seen).hasSize(123).doesNotHaveDuplicates();
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
