package cn.beian.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Stored values of a parameter that was replaced. */
class RetiredPolicyTest extends ServerTest {
  private static final String MIGRATION =
      "/db/migration/V202611271250__independent_development.sql";

  @Autowired private Policies policies;
  @Autowired private ApplicationContext server;

  @AfterEach
  void asItWas() {
    jdbc.sql("delete from policy_value where key like 'independentDevelopment%'").update();
    jdbc.sql("delete from retired_policy_value").update();
  }

  private void stored(String value, String since) {
    jdbc.sql(
            "insert into policy_value (key, value, source, verified, since, entered_by, entered_at)"
                + " values ('independentDevelopment.lowestLevel', ?, '某文', true, ?, 'admin', ?)")
        .params(
            value,
            LocalDate.parse(since),
            OffsetDateTime.of(2026, 11, 1, 0, 0, 0, 0, ZoneOffset.UTC))
        .update();
  }

  /** What of the migration moves values; its table is there already. */
  private void migrate() throws Exception {
    try (var in = Objects.requireNonNull(getClass().getResourceAsStream(MIGRATION))) {
      String script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
      for (String statement : script.split(";\n", -1)) {
        if (statement.contains("policy_value") && !statement.contains("create table")) {
          jdbc.sql(statement).update();
        }
      }
    }
  }

  @Test
  void lowestLevel_withItsHistory_becomesTheReadingThatItMeant() throws Exception {
    stored("prefecture", "2026-01-25");
    stored("county", "2026-06-01");
    stored("township", "2026-07-01");
    migrate();
    List<PolicyParameter> history =
        policies.current().history(ParameterKey.INDEPENDENT_DEVELOPMENT);
    assertThat(history)
        .extracting(one -> one.value() + " " + one.since())
        .containsExactly(
            "below-county-refused 2026-01-25",
            "county-refused 2026-01-25",
            "below-county-only 2026-06-01");
    assertThat(history).last().extracting(PolicyParameter::source).isEqualTo("某文");
    assertThat(policies.retired()).extracting(Policies.Retired::value).containsExactly("township");
  }

  private void setAside(long id, String key, String value) {
    jdbc.sql(
            "insert into retired_policy_value (id, key, value, source, verified, since, entered_by,"
                + " entered_at, retired_at) values (?, ?, ?, '某文', true, '2026-01-25', 'admin',"
                + " now(), now())")
        .params(id, key, value)
        .update();
  }

  private static String open(String page) {
    return page.replaceAll("(?s)<details>.*?</details>", "");
  }

  @Test
  void retiredValues_areNamedInWords_andTheirKeysAreFolded() throws Exception {
    setAside(1, "independentDevelopment.lowestLevel", "township");
    setAside(2, "review.oldKey", "17");
    String login = person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR");
    WebSession admin = WebSession.of(server, url(""), login);
    String page = admin.page("/admin/policies");
    assertThat(open(page))
        .contains("可自行开发的最低层级", "：乡镇（街道）", "先前版本的一项参数")
        .doesNotContain("lowestLevel", "township", "review.oldKey");
    assertThat(page)
        .contains("independentDevelopment.lowestLevel = township", "review.oldKey = 17");
    assertThat(admin.page("/admin/policies?lang=en"))
        .contains("Lowest level that may develop its own app", "A parameter of an earlier version");
  }

  @Test
  void pageOfAParameter_foldsItsKey() throws Exception {
    String login = person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR");
    String page =
        WebSession.of(server, url(""), login).page("/admin/policies/number.shownWorkdays");
    String main = page.substring(page.indexOf("<h1"));
    assertThat(open(main)).contains("标明编号期限").doesNotContain(">number.shownWorkdays<");
    assertThat(main).contains(">number.shownWorkdays<");
  }
}
