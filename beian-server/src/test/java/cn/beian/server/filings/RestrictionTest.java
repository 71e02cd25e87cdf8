package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.review.Restrictions;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;

/** Of some apps only number and state are public: one person proposes it, another confirms. */
class RestrictionTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private Restrictions restrictions;
  @Autowired private Records records;
  @Autowired private PublicLedger ledger;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  private UUID judged() throws Exception {
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    steps.judgeAll(id);
    return id;
  }

  private void propose(UUID id, boolean restricted) {
    steps.stage.as(steps.reviewer);
    restrictions.propose(id, steps.version(id), restricted, "涉及应急值守");
  }

  private void decide(UUID id, boolean confirmed) {
    steps.stage.as(steps.signer);
    restrictions.decide(id, steps.version(id), confirmed);
  }

  private String entry(PublicRecord record, int revision) {
    long index = record.revisions().get(revision - 1).entryIndex();
    return new String(ledger.entry(index).orElseThrow(), StandardCharsets.UTF_8);
  }

  private static String refusal(Runnable act) {
    try {
      act.run();
    } catch (CommandRefusedException refused) {
      return FilingProblem.code(refused.problems().get(0));
    }
    return "";
  }

  @Test
  void restrictedBeforeAcceptance_neverStandsInTheLedgerInTheOpen() throws Exception {
    UUID id = judged();
    String asks = "/cases/" + id + "/decision?act=acceptance";
    WebSession signer = WebSession.of(server, url(""), steps.signer);
    assertThat(signer.page(asks)).contains("立即公开", "准予备案并发给编号</button>");
    propose(id, true);
    assertThat(signer.page(asks))
        .contains("等第二人确认", "还缺第二人", "/cases/" + id + "#restriction")
        .doesNotContain("立即公开", "准予备案并发给编号</button>");
    assertThat(refusal(() -> steps.accept(id))).isEqualTo("restrictionOpen");
    decide(id, true);
    assertThat(signer.page(asks)).contains("已确认限制公开", "准予备案并发给编号</button>");
    String number = steps.accept(id).toString();

    PublicRecord record = records.find(number).orElseThrow();
    assertThat(record.restricted()).isTrue();
    assertThat(entry(record, 1))
        .contains("\"beian\":\"entry/4\"", number, "\"state\":\"FILED\"", "\"commitments\":{")
        .doesNotContain(steps.stage.name, record.appName(), steps.stage.packageName);
    String page = new Visitor(url("")).get("/records/" + number).body();
    assertThat(page).contains(number, "只含承诺值").doesNotContain(record.appName(), "仍然公开");
  }

  @Test
  void restrictedLater_whatWasPublishedStays_andThePageSaysSo_untilItIsOpenedAgain()
      throws Exception {
    UUID id = judged();
    String number = steps.accept(id).toString();
    propose(id, true);
    assertThat(records.find(number).orElseThrow().restricted()).as("only proposed").isFalse();
    decide(id, true);
    PublicRecord record = records.find(number).orElseThrow();
    assertThat(record.restricted()).isTrue();
    assertThat(entry(record, 1)).contains(record.appName());
    String page = new Visitor(url("")).get("/records/" + number).body();
    assertThat(page).contains("仍然公开").doesNotContain(record.appName());

    propose(id, false);
    decide(id, false);
    assertThat(records.find(number).orElseThrow().restricted()).as("turned down").isTrue();
    propose(id, false);
    decide(id, true);
    assertThat(new Visitor(url("")).get("/records/" + number).body()).contains(record.appName());
  }

  @Test
  void restrictedRecord_isFoundByThoseWhoHaveTheApp_andCachesForgetItsName() throws Exception {
    UUID id = judged();
    String number = steps.accept(id).toString();
    PublicRecord record = records.find(number).orElseThrow();
    PublicRecord.Build build = record.builds().get(0);
    Visitor store = new Visitor(url(""));
    String api = "/api/v1/records/" + number;
    String tag = store.get(api).headers().firstValue("ETag").orElseThrow();
    assertThat(again(store, api, tag).statusCode()).isEqualTo(304);
    String byName =
        "/api/v1/lookup?packageId=" + build.packageId() + "&platform=" + build.platform();
    String bySigner = byName + "&signer=" + build.signer();
    assertThat(asked(store, bySigner)).contains(number);

    propose(id, true);
    decide(id, true);
    HttpResponse<String> fresh = again(store, api, tag);
    assertThat(fresh.statusCode()).isEqualTo(200);
    assertThat(fresh.body()).contains(number).doesNotContain(record.appName());
    assertThat(asked(store, byName)).contains("UNKNOWN").doesNotContain(number);
    assertThat(asked(store, byName + "&signer=" + "0".repeat(64))).doesNotContain(number);
    assertThat(store.get("/search?q=" + build.packageId()).body()).doesNotContain(number);
    assertThat(asked(store, "/api/v1/lookup?sha256=" + build.sha256()))
        .contains("FILED_THIS_BUILD", number)
        .doesNotContain(record.appName());
    assertThat(asked(store, "/api/v1/lookup?number=" + number)).contains(number);
    if (!build.signer().isEmpty()) {
      assertThat(asked(store, bySigner)).contains("FILED_OTHER_BUILD", number);
    }
  }

  private static String asked(Visitor store, String address) throws Exception {
    return store.send("GET", address, Map.of("Accept", "application/json"), new byte[0]).body();
  }

  private static HttpResponse<String> again(Visitor store, String address, String tag)
      throws Exception {
    return store.send(
        "GET", address, Map.of("Accept", "application/json", "If-None-Match", tag), new byte[0]);
  }

  @Test
  void proposal_needsItsRoles_aReason_andASecondPerson() throws Exception {
    UUID id = judged();
    steps.stage.as(steps.signer);
    assertThatThrownBy(() -> restrictions.propose(id, steps.version(id), true, "理由"))
        .isInstanceOf(AccessDeniedException.class);
    steps.stage.as(steps.reviewer);
    assertThat(refusal(() -> restrictions.propose(id, steps.version(id), true, " ")))
        .isEqualTo("noReason");
    assertThat(refusal(() -> restrictions.propose(id, steps.version(id), false, "理由")))
        .isEqualTo("restrictionAsItIs");
    propose(id, true);
    assertThat(refusal(() -> propose(id, true))).isEqualTo("restrictionOpen");
    jdbc.sql("update user_account set roles = roles || '{SIGNER}' where login = ?")
        .param(steps.reviewer)
        .update();
    steps.stage.as(steps.reviewer);
    assertThat(refusal(() -> restrictions.decide(id, steps.version(id), true)))
        .isEqualTo("restrictionOwn");
    decide(id, false);
    assertThat(refusal(() -> decide(id, true))).isEqualTo("noRestrictionOpen");
  }

  @Test
  void pages_letTheReviewerPropose_andTheSignerConfirm() throws Exception {
    UUID id = judged();
    WebSession reviewer = WebSession.of(server, url(""), steps.reviewer);
    assertThat(reviewer.page("/cases/" + id)).contains("提出只公开编号和状态");
    reviewer.post(
        "/cases/" + id + "/restriction",
        Map.of(
            "version",
            String.valueOf(steps.version(id)),
            "restricted",
            "true",
            "reason",
            "涉及应急值守"));
    WebSession signer = WebSession.of(server, url(""), steps.signer);
    assertThat(signer.page("/cases/" + id)).contains("等第二人确认", "涉及应急值守");
    signer.post(
        "/cases/" + id + "/restriction/decision",
        Map.of("version", String.valueOf(steps.version(id)), "confirmed", "true"));
    assertThat(restrictions.isRestricted(id)).isTrue();
    assertThat(
            jdbc.sql(
                    "select count(*) from audit_entry where action in ('filing.restrictProposed', 'filing.restricted')"
                        + " and subject = ?")
                .param("application:" + id)
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }
}
