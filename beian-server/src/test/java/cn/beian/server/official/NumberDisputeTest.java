package cn.beian.server.official;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.RecordCheck;
import cn.beian.server.records.Records;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Who has a number of the official system, where units and lists do not say the same. */
class NumberDisputeTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private ApplicationStore store;
  @Autowired private Records records;
  @Autowired private PublicLedger ledger;
  @Autowired private DataSource dataSource;
  @Autowired private Clock clock;
  private Filed one;
  private Filed other;
  private String official = "";

  /** A filed app of a unit of its own. */
  private record Filed(FilingSteps steps, String number, String page, String app, String unit) {}

  @BeforeEach
  void filed() throws Exception {
    one = file();
    other = file();
    official = "政务备〔2026〕" + Unique.word() + "号";
  }

  private Filed file() throws Exception {
    FilingSteps steps = new FilingSteps(server);
    UUID application = steps.inNationalReview(steps.ready());
    String number = steps.accepted(application).toString();
    var found = store.find(application).orElseThrow();
    return new Filed(steps, number, "/apps/" + found.appId(), found.appName(), steps.stage.name);
  }

  private WebSession session(String login) throws Exception {
    return WebSession.of(server, url(""), login);
  }

  private WebSession official(Role role, String region) throws Exception {
    return session(one.steps().stage.official(role, region));
  }

  private PublicRecord record(Filed filed) {
    return records.find(filed.number()).orElseThrow();
  }

  private HttpResponse<String> enter(Filed filed, String seen) throws Exception {
    String today = OfficialTime.dayOf(clock.instant()).toString();
    return session(filed.steps().handler)
        .post(
            filed.page() + "/official-number",
            Map.of("seen", seen, "number", official, "day", today));
  }

  /** Imports a list of one row and writes it; the page of what became of it. */
  private String list(WebSession importer, Filed filed, String number) throws Exception {
    String table = "应用名称,主办单位,备案编号\n%s,%s,%s\n".formatted(filed.app(), filed.unit(), number);
    HttpResponse<String> preview =
        importer.postFile(
            "/official-lists",
            Map.of("batch", "批" + official, "day", "2026-03-01", "source", "公告" + official),
            "list.csv",
            table.getBytes(StandardCharsets.UTF_8));
    assertThat(preview.statusCode()).as(preview.body()).isEqualTo(200);
    HttpResponse<String> done = importer.post(preview.uri().getPath(), Map.of());
    assertThat(done.statusCode()).as(done.body()).isEqualTo(200);
    return preview.body() + done.body();
  }

  private String lookUp(String number) throws Exception {
    String address = "/api/v1/lookup?number=" + URLEncoder.encode(number, StandardCharsets.UTF_8);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(URI.create(url(address))).build(),
            HttpResponse.BodyHandlers.ofString())
        .body();
  }

  private List<String> notices(Filed filed) {
    return jdbc.sql(
            """
            select n.kind from notification n join user_account u on u.id = n.person_id
              where u.login = :login order by n.id
            """)
        .param("login", filed.steps().handler)
        .query(String.class)
        .list();
  }

  private void assertSound() throws Exception {
    ledger.publish();
    assertThat(RecordCheck.run(dataSource, ledger, n -> {}).faults())
        .noneMatch(
            fault -> fault.number().equals(one.number()) || fault.number().equals(other.number()));
  }

  @Test
  void typedNumber_isConfirmedByNoList_untilOneHasIt() throws Exception {
    enter(one, "");
    assertThat(session(one.steps().reviewer).page("/records/" + one.number())).contains("未经公布名单核实");
    assertThat(session(one.steps().handler).page(one.page())).contains("未经公布名单核实");
    assertThat(lookUp(official)).contains("\"officialNumberSource\":\"ENTERED_BY_UNIT\"");
    int revisions = record(one).revisions().size();
    list(official(Role.COMPLETENESS_REVIEWER, "330000"), one, official);
    assertThat(lookUp(official)).contains("\"officialNumberSource\":\"LIST_OF_PROVINCE\"");
    assertThat(session(one.steps().reviewer).page("/records/" + one.number()))
        .doesNotContain("未经公布名单核实");
    list(official(Role.NATIONAL_REVIEWER, "100000"), one, official);
    assertThat(lookUp(official)).contains("\"officialNumberSource\":\"LIST_OF_NATION\"");
    list(official(Role.COMPLETENESS_REVIEWER, "330000"), one, official);
    assertThat(lookUp(official)).as("stays").contains("\"LIST_OF_NATION\"");
    assertThat(record(one).revisions()).hasSize(revisions + 1); // the day of the list
    HttpResponse<String> changed =
        session(one.steps().handler)
            .post(
                one.page() + "/official-number",
                Map.of("seen", official, "number", official + "改", "day", "2026-03-01"));
    assertThat(changed.statusCode()).isEqualTo(422);
    assertThat(changed.body()).contains("已由公布名单核实");
    assertSound();
  }

  @Test
  void numberOfAnotherUnit_isFreedByTheList_andBothUnitsLearnOfIt() throws Exception {
    enter(one, "");
    assertThat(record(one).officialNumber()).isEqualTo(official);
    String page = list(official(Role.COMPLETENESS_REVIEWER, "330000"), other, official);
    assertThat(page).contains("另一条备案登记的这个编号未经核实");
    assertThat(record(other).officialNumber()).isEqualTo(official);
    assertThat(record(one).officialNumber()).isEmpty();
    assertThat(notices(one)).contains("NUMBER_REMOVED");
    assertThat(notices(other)).contains("NUMBER_NOTED");
    assertThat(session(one.steps().reviewer).page("/records/" + one.number()))
        .contains("官方备案编号已撤下");
    HttpResponse<String> again = enter(one, "");
    assertThat(again.statusCode()).isEqualTo(422);
    assertSound();
  }

  @Test
  void listsThatDisagree_goToASupervisor_whoDecidesOnce() throws Exception {
    list(official(Role.COMPLETENESS_REVIEWER, "330000"), one, official);
    String page = list(official(Role.COMPLETENESS_REVIEWER, "330000"), other, official);
    assertThat(page).contains("转监督检查员认定");
    assertThat(record(one).officialNumber()).isEqualTo(official);
    assertThat(notices(one)).contains("NUMBER_DISPUTED");
    WebSession supervisor = official(Role.SUPERVISOR, "330000");
    String disputes = supervisor.page("/official-disputes");
    assertThat(disputes).contains(official, one.app(), other.app());
    assertThat(official(Role.SUPERVISOR, "440000").page("/official-disputes"))
        .doesNotContain(official);
    String id = dispute(disputes);
    HttpResponse<String> without =
        supervisor.post("/official-disputes/" + id, Map.of("gives", "true"));
    assertThat(without.statusCode()).isEqualTo(422);
    Map<String, String> decision = Map.of("gives", "true", "grounds", "核对国家系统页面");
    assertThat(official(Role.SUPERVISOR, "440000").post("/official-disputes/" + id, decision))
        .returns(404, HttpResponse::statusCode);
    supervisor.post("/official-disputes/" + id, decision);
    assertThat(record(other).officialNumber()).isEqualTo(official);
    assertThat(record(one).officialNumber()).isEmpty();
    assertThat(lookUp(official)).contains("\"officialNumberSource\":\"DECIDED\"");
    assertThat(notices(one)).contains("NUMBER_REMOVED", "NUMBER_DECIDED");
    assertThat(notices(other)).contains("NUMBER_NOTED", "NUMBER_DECIDED");
    assertThat(supervisor.post("/official-disputes/" + id, decision).statusCode()).isEqualTo(422);
    list(official(Role.NATIONAL_REVIEWER, "100000"), one, official);
    assertThat(record(other).officialNumber()).as("decided").isEqualTo(official);
    assertSound();
  }

  @Test
  void unitWhoseNumberAnotherOneHas_disputesIt_andTheSupervisorKeepsOrGivesIt() throws Exception {
    enter(one, "");
    HttpResponse<String> taken = enter(other, "");
    assertThat(taken.statusCode()).isEqualTo(422);
    assertThat(taken.body()).contains("提出异议").doesNotContain(one.number());
    WebSession handler = session(other.steps().handler);
    String address = other.page() + "/official-number/dispute";
    Map<String, String> form = Map.of("number", official, "day", "2026-03-01");
    assertThat(handler.post(address, form).statusCode()).as("no reason").isEqualTo(422);
    Map<String, String> said =
        Map.of("number", official, "day", "2026-03-01", "reason", "国家系统截图为证");
    assertThat(handler.post(address, said).statusCode()).isEqualTo(200);
    assertThat(handler.post(address, said).statusCode()).as("once").isEqualTo(422);
    assertThat(session(one.steps().handler).post(address, said).statusCode()).isEqualTo(403);
    WebSession supervisor = official(Role.SUPERVISOR, "330000");
    String disputes = supervisor.page("/official-disputes");
    assertThat(disputes).contains("国家系统截图为证", official);
    supervisor.post(
        "/official-disputes/" + dispute(disputes), Map.of("gives", "false", "grounds", "查无依据"));
    assertThat(record(one).officialNumber()).isEqualTo(official);
    assertThat(lookUp(official)).contains("\"officialNumberSource\":\"DECIDED\"");
    assertThat(notices(one)).contains("NUMBER_DISPUTED", "NUMBER_DECIDED");
    assertThat(supervisor.page("/official-disputes")).doesNotContain("国家系统截图为证");
  }

  private String dispute(String page) {
    int at = page.indexOf(official);
    Matcher action = Pattern.compile("/official-disputes/([0-9a-f-]{36})").matcher(page);
    assertThat(action.find(at)).isTrue();
    return action.group(1);
  }
}
