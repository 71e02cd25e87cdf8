package cn.beian.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A legal parameter takes two persons, and those who work by it are notified. */
class PolicyOfTwoTest extends ServerTest {
  private static final String PATH = "/admin/policies/number.shownWorkdays";
  private static final List<String> PAGES = List.of("/", "/requests");
  private static final String SOURCE = "虚构文件〔2026〕7号";

  @Autowired private ApplicationContext server;
  @Autowired private Policies policies;

  @AfterEach
  void asBefore() {
    jdbc.sql("delete from policy_request where source = ?").param(SOURCE).update();
    jdbc.sql("delete from policy_value where source = ?").param(SOURCE).update();
  }

  private WebSession administrator() throws Exception {
    return WebSession.of(server, url(""), person(UUID.randomUUID(), "SYSTEM_ADMINISTRATOR"));
  }

  private String value() {
    return policies
        .current()
        .at(ParameterKey.NUMBER_SHOWN_WORKDAYS, LocalDate.of(2026, 12, 2))
        .value();
  }

  private static Map<String, String> form(String value) {
    return Map.of("value", value, "source", SOURCE, "since", "2026-12-01", "verified", "true");
  }

  @Test
  void oneAdministrator_setsNoParameter_byAnInventedSource() throws Exception {
    WebSession alone = administrator();
    alone.post(PATH, form("7"));
    assertThat(value()).isEqualTo("20");
    assertThat(alone.page(PATH)).contains(SOURCE, "等第二人确认");
    for (String page : PAGES) {
      assertThat(alone.page(page)).as("his own").doesNotContain(PATH);
      assertThat(administrator().page(page)).contains("等您确认", "提请更改政策参数“标明编号期限”", PATH);
    }
    WebSession approver = WebSession.of(server, url(""), person(UUID.randomUUID(), "APPROVER"));
    assertThat(approver.page("/requests")).doesNotContain(PATH);
  }

  @Test
  void signer_seesWhatWaitsForHim_untilItIsConfirmed() throws Exception {
    administrator().post(PATH, form("9"));
    WebSession signer = WebSession.of(server, url(""), person(UUID.randomUUID(), "SIGNER"));
    for (String page : PAGES) {
      assertThat(signer.page(page)).contains("href=\"" + PATH + "\"");
    }
    signer.post(PATH + "/confirmation", request());
    for (String page : PAGES) {
      assertThat(signer.page(page)).doesNotContain(PATH);
      assertThat(administrator().page(page)).doesNotContain(PATH);
    }
  }

  private UUID asked() {
    return jdbc.sql("select id from policy_request where source = ? and state = 'OPEN'")
        .param(SOURCE)
        .query(UUID.class)
        .single();
  }

  private Map<String, String> request() {
    return Map.of("request", asked().toString());
  }

  @Test
  void another_confirmsIt_andReviewersAndSupervisorsAreNotifiedOfBoth() throws Exception {
    WebSession first = administrator();
    String login = person(UUID.randomUUID(), "COMPLETENESS_REVIEWER");
    WebSession reviewer = WebSession.of(server, url(""), login);
    WebSession supervisor = WebSession.of(server, url(""), person(UUID.randomUUID(), "SUPERVISOR"));
    WebSession handler = WebSession.of(server, url(""), person(UUID.randomUUID(), "HANDLER"));
    first.post(PATH, form("9"));
    assertThat(first.post(PATH, form("8")).body()).contains("已有一个值等待确认");
    Map<String, String> request = request();
    assertThat(reviewer.page("/inbox")).contains("提请改为 9 个工作日", SOURCE, "已核实");
    assertThat(reviewer.page(PATH)).contains(SOURCE).doesNotContain("/confirmation");
    assertThat(reviewer.post(PATH + "/confirmation", request).statusCode()).isEqualTo(403);
    assertThat(supervisor.page("/inbox")).contains("提请改为 9 个工作日");
    assertThat(handler.page("/inbox")).doesNotContain(SOURCE);
    assertThat(first.post(PATH + "/confirmation", request).statusCode()).isEqualTo(403);
    assertThat(value()).isEqualTo("20");
    WebSession signer = WebSession.of(server, url(""), person(UUID.randomUUID(), "SIGNER"));
    assertThat(signer.page(PATH)).contains("/confirmation");
    assertThat(signer.page(PATH + "?confirmed"))
        .as("an address alone confirms nothing, nor says so")
        .doesNotContain("已确认，按写明的日期执行。");
    assertThat(signer.post(PATH + "/confirmation", request).body()).contains("已确认，按写明的日期执行。");
    assertThat(value()).isEqualTo("9");
    assertThat(reviewer.page("/inbox")).contains("已改为 9 个工作日");
    assertThat(signer.post(PATH + "/confirmation", request).body()).contains("已不在等待确认");
  }

  @Test
  void declinedOrWithdrawn_itNeverHolds() throws Exception {
    WebSession first = administrator();
    first.post(PATH, form("9"));
    Map<String, String> request = request();
    WebSession second = administrator();
    assertThat(second.post(PATH + "/withdrawal", request).statusCode()).isEqualTo(403);
    assertThat(second.post(PATH + "/refusal", request).body()).contains("不予确认，原来的不变。");
    first.post(PATH, form("11"));
    assertThat(first.post(PATH + "/withdrawal", request()).body()).contains("已撤回，原来的不变。");
    assertThat(value()).isEqualTo("20");
    assertThat(first.page(PATH)).doesNotContain(SOURCE);
  }
}
