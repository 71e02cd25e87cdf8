package cn.beian.server.filings.review;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.records.Filed;
import cn.beian.server.records.FilingLookup;
import cn.beian.server.records.FilingLookup.Question;
import cn.beian.server.records.FilingLookup.Status;
import cn.beian.server.records.NoFilingDue;
import cn.beian.server.records.OutOfScope;
import cn.beian.server.records.Records;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** What a sponsor does instead of filing, and what stores are told then. */
class FilingAlternativesTest extends ServerTest {
  private static final String KEY =
      ParameterKey.SCOPE_PUBLIC_INSTITUTIONS_WITHOUT_ADMINISTRATIVE_FUNCTIONS.id();
  private static final String SIGNER = "ab".repeat(32);

  @Autowired private ApplicationContext server;
  @Autowired private FilingAlternatives waysOut;
  @Autowired private OutOfScope outOfScope;
  @Autowired private FilingLookup lookUp;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  @AfterEach
  void policyAsItWas() {
    jdbc.sql("delete from policy_value where key = ?").param(KEY).update();
  }

  private UUID draftOfExemptUnit() throws Exception {
    jdbc.sql("update organization set kind = ? where id = ?")
        .params("PUBLIC_INSTITUTION_WITHOUT_ADMINISTRATIVE_FUNCTIONS", steps.stage.unit)
        .update();
    jdbc.sql(
            "insert into policy_value (key, value, source, verified, since, entered_by, entered_at)"
                + " values (?, 'exempt', '国办函〔2026〕12号第二条', true, ?, 'test', ?)")
        .params(
            KEY,
            LocalDate.parse("2026-01-25"),
            OffsetDateTime.of(2026, 11, 1, 0, 0, 0, 0, ZoneOffset.UTC))
        .update();
    return steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
  }

  private Status ask(String sha256, String platform, String packageId, String signer) {
    return lookUp.ask(new Question("", sha256, platform, packageId, signer)).status();
  }

  @Test
  void exemptUnit_seesWhy_andStoresAreToldOutOfScope_whileThePolicyHolds() throws Exception {
    UUID id = draftOfExemptUnit();
    String sha256 = steps.file(id).packages().get(0).stored().sha256();
    assertThat(ask(sha256, "", "", "")).isEqualTo(Status.UNKNOWN);
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    String path = "/applications/" + id;
    assertThat(handler.page(path + "/check")).contains("登记无需备案", path + "/exemption");
    String page =
        handler.post(path + "/exemption", Map.of("version", "" + steps.version(id))).body();
    assertThat(page).contains("无需备案", "不承担行政职能的事业单位", "国办函〔2026〕12号第二条");

    assertThat(steps.file(id).application().state()).isEqualTo(ApplicationState.WITHDRAWN);
    assertThat(ask(sha256, "", "", "")).isEqualTo(Status.OUT_OF_SCOPE);
    String name = steps.stage.packageName;
    assertThat(ask("", "android", name, SIGNER)).isEqualTo(Status.OUT_OF_SCOPE);
    assertThat(ask("", "android", name, "cd".repeat(32))).isEqualTo(Status.UNKNOWN);
    assertThat(ask("", "android", name, "")).isEqualTo(Status.UNKNOWN);
    jdbc.sql("delete from policy_value where key = ?").param(KEY).update();
    assertThat(ask(sha256, "", "", "")).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void unitWithinScope_cannotRecordThatNoFilingIsDue() throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    assertThatThrownBy(() -> waysOut.recordExemption(id, steps.version(id)))
        .isInstanceOf(CommandRefusedException.class);
    assertThat(outOfScope.ofApplication(id)).isEmpty();
    assertThat(steps.file(id).application().state()).isEqualTo(ApplicationState.DRAFT);
  }

  @Test
  void publicAccount_isOutOfScope() {
    steps.stage.as(steps.handler);
    UUID id =
        server
            .getBean(Drafts.class)
            .createWithoutPackage(ApplicationKind.EXISTING, AppForm.PUBLIC_ACCOUNT);
    waysOut.recordExemption(id, steps.version(id));
    assertThat(outOfScope.ofApplication(id).orElseThrow().reason())
        .isEqualTo(NoFilingDue.Reason.FORM_OUT_OF_SCOPE);
  }

  private FilingNumber filed() throws Exception {
    return filed(steps.stage.app());
  }

  private FilingNumber filed(AppFacts app) throws Exception {
    UUID filed = steps.inNationalReview(steps.draft(steps.stage.plant(app.facts(), steps.handler)));
    steps.judgeAll(filed);
    return steps.accept(filed);
  }

  /** 21 of them, listed in the order of their numbers. */
  private void oneUnitFilesManyOfTheName() {
    UUID unit = steps.stage.unit;
    for (int n = 1; n <= FilingAlternatives.MOST_FOUND + 1; n++) {
      String name = "同名的应用%02d".formatted(n);
      server
          .getBean(TransactionTemplate.class)
          .executeWithoutResult(
              status -> server.getBean(Records.class).accept(Filed.of(unit, name)));
    }
  }

  private FilingSteps county(String division) {
    FilingSteps county = new FilingSteps(server);
    jdbc.sql("update organization set level = 'COUNTY', division = ? where id = ?")
        .params(division, county.stage.unit)
        .update();
    return county;
  }

  @Test
  void county_proposesAFiledUpperLevelApp_andItsApproverConfirms() throws Exception {
    String name = "全市" + steps.stage.name; // so that no other test has one of that name
    FilingNumber number = filed(steps.stage.app().named(name));
    FilingSteps county = county("330122");
    UUID id = county.draft(county.stage.plant(county.stage.facts(), county.handler));
    String path = "/applications/" + id;
    WebSession handler = WebSession.of(server, url(""), county.handler);
    WebSession approver = WebSession.of(server, url(""), county.approver);
    String step = path + "/upper-level-app?number=";
    assertThat(handler.page(path + "/check")).contains("上级应用的备案编号");
    assertThat(handler.get(step + "ZW-A-330000-2026-000123-P").body())
        .contains("备案名录中没有这个编号的有效备案", "value=\"ZW-A-330000-2026-000123-P\"");
    assertThat(handler.page(step + number)).contains(steps.stage.name, "不能恢复", "交审批人确认");
    assertThat(handler.page(step + URLEncoder.encode(name, StandardCharsets.UTF_8)))
        .contains("选择上级应用", steps.stage.name, "number=" + number)
        .doesNotContain("还有更多");
    oneUnitFilesManyOfTheName();
    assertThat(handler.page(step + URLEncoder.encode("同名的应用", StandardCharsets.UTF_8)))
        .contains("还有更多，这里只列前 20 个")
        .doesNotContain("同名的应用21");

    county.as(county.approver);
    assertThatThrownBy(() -> waysOut.recordUpperLevelApp(id, county.version(id), number.toString()))
        .isInstanceOf(CommandRefusedException.class);
    Map<String, String> form =
        Map.of("version", "" + county.version(id), "number", " " + number + " ");
    assertThat(handler.post(path + "/upper-level-app/proposal", form).body()).contains("等审批人确认");
    assertThat(county.file(id).application().state()).isEqualTo(ApplicationState.DRAFT);
    assertThat(approver.page(path + "/check")).contains("核对并确认", steps.stage.name);
    assertThat(approver.page(step + number)).contains("确认登记");
    String page =
        approver
            .post(
                path + "/upper-level-app",
                Map.of("version", "" + county.version(id), "number", number.toString()))
            .body();

    assertThat(outOfScope.ofApplication(id).orElseThrow().upperNumber())
        .isEqualTo(number.toString());
    assertThat(page).contains("本单位使用上级的应用", "/records/" + number).doesNotContain("逾期");
    assertThat(handler.page("/")).contains("无需备案").doesNotContain("已撤回");
    assertThat(handler.page("/applications")).contains("无需备案").doesNotContain("已撤回");
    String sha256 = county.file(id).packages().get(0).stored().sha256();
    assertThat(ask(sha256, "", "", "")).isEqualTo(Status.UNKNOWN);
  }

  @Test
  void appOfAnotherRegionsUnit_isNoUpperLevelApp() throws Exception {
    FilingNumber number = filed();
    FilingSteps elsewhere = county("350203");
    UUID id = elsewhere.draft(elsewhere.stage.plant(elsewhere.stage.facts(), elsewhere.handler));
    assertThatThrownBy(
            () -> waysOut.proposeUpperLevelApp(id, elsewhere.version(id), number.toString()))
        .isInstanceOf(CommandRefusedException.class);
  }

  /** A restricted record and an unknown number get the same answer, also in a unit below. */
  @Test
  void restrictedRecord_isAnsweredAsIfThereWereNone() throws Exception {
    FilingNumber number = filed();
    FilingSteps county = county("330122");
    UUID id = county.draft(county.stage.plant(county.stage.facts(), county.handler));
    WebSession handler = WebSession.of(server, url(""), county.handler);
    String step = "/applications/" + id + "/upper-level-app?number=" + number;
    assertThat(handler.page(step)).contains(steps.stage.name);
    String version = String.valueOf(county.version(id));
    Map<String, String> form = Map.of("version", version, "number", number.toString());
    handler.post("/applications/" + id + "/upper-level-app/proposal", form);
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> server.getBean(Records.class).restrict(number.toString(), true));
    String check = "/applications/" + id + "/check";
    assertThat(handler.get(step).body()).contains("备案名录中没有这个编号的有效备案");
    assertThat(handler.page(step) + handler.page(check)).doesNotContain(steps.stage.name);
    county.as(county.approver);
    assertThatThrownBy(() -> waysOut.recordUpperLevelApp(id, county.version(id), number.toString()))
        .isInstanceOf(CommandRefusedException.class)
        .hasMessageContaining("noUpperApp");
  }

  @Test
  void whoProposedIt_cannotConfirmIt() throws Exception {
    FilingNumber number = filed();
    FilingSteps county = county("330122");
    UUID id = county.draft(county.stage.plant(county.stage.facts(), county.handler));
    jdbc.sql("update user_account set roles = '{HANDLER,APPROVER}' where login = ?")
        .param(county.handler)
        .update();
    county.as(county.handler);
    waysOut.proposeUpperLevelApp(id, county.version(id), number.toString());
    assertThatThrownBy(() -> waysOut.recordUpperLevelApp(id, county.version(id), number.toString()))
        .isInstanceOf(CommandRefusedException.class);
  }
}
