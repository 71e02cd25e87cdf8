package cn.beian.server.filings.drafting;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.form.Question;
import cn.beian.server.ServerTest;
import cn.beian.server.filings.casefile.CardRule;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.casefile.Outlook;
import cn.beian.server.fixtures.FilingSteps;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What blocks is told where it can still be changed; nobody hears of it after a signature. */
class OutlookTest extends ServerTest {
  private static final Question AUDIENCE = Question.once("app.audience");

  @Autowired private ApplicationContext server;
  private FilingSteps steps;

  @BeforeEach
  void stage() {
    steps = new FilingSteps(server);
  }

  private UUID withCheckIn() throws Exception {
    return steps.draft(
        steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler));
  }

  private Set<String> findings(UUID id) {
    Set<String> all = new TreeSet<>();
    for (CaseFinding one : steps.file(id).findings()) {
      all.add(one.rule().id() + ' ' + one.finding().outcome() + ' ' + one.finding().effect());
    }
    return all;
  }

  private List<String> blocking(UUID id) {
    return Outlook.of(steps.file(id)).blocking().stream()
        .flatMap(row -> row.rules().stream())
        .map(CardRule::id)
        .toList();
  }

  /** Whoever uses it, and whatever is claimed: the signer reads what the reviewer will. */
  @ParameterizedTest
  @CsvSource({
    "GRASSROOTS_STAFF, ORDINARY",
    "GRASSROOTS_STAFF, EMERGENCY",
    "ORGAN_STAFF, ORDINARY",
    "ORGAN_AND_GRASSROOTS_STAFF, OTHER",
    "PUBLIC, ORDINARY"
  })
  void signer_readsWhatReviewersWill(String audience, String scenario) throws Exception {
    UUID id = withCheckIn();
    steps.save(id, Map.of(AUDIENCE, audience));
    steps.fill(id);
    for (CaseFinding one : steps.file(id).findings()) {
      Question asked = new Question("explanation.scenario", one.rule().id());
      if (one.rule().exemptible() && steps.file(id).answers().containsKey(asked)) {
        steps.save(id, Map.of(asked, scenario));
      }
    }
    steps.fill(id);
    server.getBean(Drafts.class).handToApprover(id, steps.version(id));
    steps.as(steps.approver);
    Set<String> before = findings(id);
    List<String> told = blocking(id);
    steps.submit(id);
    steps.as(steps.firstSeat);
    assertThat(findings(id)).isEqualTo(before);
    assertThat(blocking(id)).isEqualTo(told);
  }

  /** A changes to B and back: the page follows at once, and keeps no test that nobody was told. */
  @Test
  void verdict_followsTheAudience_atOnce() throws Exception {
    UUID id = withCheckIn();
    steps.as(steps.handler);
    steps.save(id, Map.of(AUDIENCE, "PUBLIC"));
    Set<String> ofThePublic = findings(id);
    int tests = tests(id);
    steps.save(id, Map.of(AUDIENCE, "GRASSROOTS_STAFF"));
    assertThat(findings(id)).isNotEqualTo(ofThePublic);
    assertThat(blocking(id)).contains("FORM-101");
    steps.save(id, Map.of(AUDIENCE, "PUBLIC"));
    assertThat(findings(id)).isEqualTo(ofThePublic);
    assertThat(tests(id)).isEqualTo(tests);
    steps.save(id, Map.of(Question.once("operation.builder"), "某公司"));
    assertThat(tests(id)).as("what no rule asks is judged by nobody").isEqualTo(tests);
  }

  private int tests(UUID id) {
    return jdbc.sql(
            """
            select count(*) from test_run t join application_package p
              on p.package_id = t.package_id where p.application_id = :id
            """)
        .param("id", id)
        .query(Integer.class)
        .single();
  }
}
