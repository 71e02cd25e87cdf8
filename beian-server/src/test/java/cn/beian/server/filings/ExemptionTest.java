package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.form.Question;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.review.AcceptanceGate;
import cn.beian.rules.Context;
import cn.beian.rules.Exemption;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.TestResult;
import cn.beian.server.ServerTest;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.filed.NumberedTests;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.records.Acceptance.GroupOutcome;
import cn.beian.server.records.PublicOutcome;
import cn.beian.server.records.Records;
import cn.beian.server.supervision.Origin;
import cn.beian.server.supervision.SupervisionCases;
import cn.beian.server.supervision.SupervisionSteps;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.TestRuns;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A finding that blocks, and the exemption that the reviewer accepts for it. */
@Tag("once")
class ExemptionTest extends ServerTest {
  private static final String RULE = "FORM-101";
  private static final String PLACE = "FORM-116";

  @Autowired private ApplicationContext server;
  @Autowired private NationalReview national;
  @Autowired private Drafts drafts;
  @Autowired private Records records;
  @Autowired private TestRuns tests;
  @Autowired private NumberedTests numberedTests;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  /** In national review, with a check-in that blocks and an exemption claimed for it. */
  private UUID claimed() throws Exception {
    UUID id =
        steps.draft(
            steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler));
    assertThat(finding(id).finding().evidence()).isNotEmpty();
    return steps.inNationalReview(id);
  }

  private CaseFinding finding(UUID id) {
    return steps.file(id).findings().stream()
        .filter(one -> one.finding().ruleId().equals(RULE))
        .findFirst()
        .orElseThrow();
  }

  private void judge(UUID id, String rule, Judgement.Outcome outcome) {
    CaseFinding one =
        steps.file(id).findings().stream()
            .filter(found -> found.finding().ruleId().equals(rule))
            .findFirst()
            .orElseThrow();
    national.judge(id, steps.version(id), one.testId(), rule, outcome, "已核对");
  }

  @Test
  void blockingFinding_open_stopsAcceptanceUntilJudged() throws Exception {
    UUID id = claimed();
    assertThat(finding(id).finding().blocks()).isTrue();
    assertThat(steps.file(id).stops())
        .extracting(stop -> stop.finding().ruleId(), AcceptanceGate.Stop::why)
        .contains(org.assertj.core.groups.Tuple.tuple(RULE, AcceptanceGate.Why.NOT_JUDGED));
    assertThatThrownBy(() -> steps.accept(id))
        .isInstanceOfSatisfying(
            CommandRefusedException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(FilingProblem::code)
                    .contains("stop.NOT_JUDGED"));
    assertThat(steps.file(id).application().number()).isEmpty();
    steps.judgeAll(id);
    assertThat(steps.accept(id)).isNotNull();
  }

  @Test
  void exemption_accepted_joinsContextAndStaysVisibleWithBasisAndEnd() throws Exception {
    UUID id = claimed();
    steps.judgeAll(id);
    UUID before = finding(id).testId();
    judge(id, RULE, Judgement.Outcome.ACCEPTED);

    CaseFinding after = finding(id);
    assertThat(after.testId()).isNotEqualTo(before);
    Exemption given =
        new Exemption(RULE, Exemption.Scenario.EMERGENCY, "按规定办理", LocalDate.parse("2027-09-30"));
    assertThat(after.finding().exemption()).contains(given);
    assertThat(after.needsEye()).isTrue();
    assertThat(tests.find(after.testId()).orElseThrow().context().exemptions())
        .containsExactly(given);
    assertThat(steps.file(id).stops()).isEmpty();

    FilingNumber number = steps.accept(id);
    assertThat(records.find(number.toString()).orElseThrow().summary().exemptions())
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.until()).isEqualTo(given.until());
              assertThat(one.title().get("zh")).isEqualTo(after.rule().title().in(Locale.CHINESE));
              assertThat(one.title().get("en")).isEqualTo(after.rule().title().in(Locale.ENGLISH));
            });
    assertThat(records.find(number.toString()).orElseThrow().summary().outcomes())
        .filteredOn(one -> one.group().equals("FORM"))
        .extracting(GroupOutcome::outcome)
        .containsExactly(PublicOutcome.EXEMPTED);
  }

  @Test
  void judgements_ofOtherCases_areShownAsSuggestions() throws Exception {
    UUID id = claimed();
    steps.judgeAll(id);
    UUID next =
        steps.inNationalReview(
            steps.draft(
                steps.stage.plant(
                    new AppFacts(steps.stage.packageName + ".next").compulsoryCheckIn().facts(),
                    steps.handler)));
    steps.stage.as(steps.reviewer);
    assertThat(national.earlierJudgements(steps.file(next), RULE))
        .isNotEmpty()
        .allSatisfy(one -> assertThat(one.judgement().ruleId()).isEqualTo(RULE))
        .anySatisfy(
            one -> {
              assertThat(one.judgement().reason()).isEqualTo("已核对");
              assertThat(one.appName()).isEqualTo(steps.file(id).application().appName());
            });
  }

  @Test
  void exemption_takenBack_blocksAgain() throws Exception {
    UUID id = claimed();
    steps.judgeAll(id);
    judge(id, RULE, Judgement.Outcome.ACCEPTED);
    judge(id, RULE, Judgement.Outcome.REJECTED);
    assertThat(finding(id).finding().exemption()).isEmpty();
    assertThat(steps.file(id).stops())
        .extracting(stop -> stop.finding().ruleId(), AcceptanceGate.Stop::why)
        .containsExactly(org.assertj.core.groups.Tuple.tuple(RULE, AcceptanceGate.Why.TURNED_DOWN));
  }

  @Test
  void exemption_claimChangedAfterReturn_holdsNoMore() throws Exception {
    UUID id = claimed();
    steps.judgeAll(id);
    judge(id, RULE, Judgement.Outcome.ACCEPTED);
    national.sendBack(id, steps.version(id), "请核对期限");
    steps.stage.as(steps.handler);
    steps.save(id, Map.of(new Question("explanation.until", RULE), "2030-01-01"));
    steps.submit(id);
    steps.stage.as(steps.reviewer);
    assertThat(finding(id).finding().exemption()).isEmpty();
    assertThat(finding(id).finding().blocks()).isTrue();
  }

  @Test
  void exemption_withoutLastDay_isNotAccepted() throws Exception {
    UUID id =
        steps.draft(
            steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler));
    steps.fill(id);
    steps.save(id, Map.of(new Question("explanation.until", RULE), ""));
    steps.stage.as(steps.handler);
    drafts.handToApprover(id, steps.version(id));
    steps.submit(id);
    steps.vote(id, steps.firstSeat);
    steps.vote(id, steps.secondSeat);
    steps.stage.as(steps.reviewer);
    assertThatThrownBy(() -> judge(id, RULE, Judgement.Outcome.ACCEPTED))
        .isInstanceOfSatisfying(
            CommandRefusedException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(FilingProblem::code)
                    .containsExactly("noUntil"));
  }

  /** A check-in that blocks and is one by place, too: R-06 knows no exception. */
  private UUID byPlace() throws Exception {
    return steps.draft(
        steps.stage.plant(
            steps.stage.app().compulsoryCheckIn().text("定位打卡").facts(), steps.handler));
  }

  private void sendToNationalReview(UUID id) {
    steps.stage.as(steps.handler);
    drafts.handToApprover(id, steps.version(id));
    steps.submit(id);
    steps.vote(id, steps.firstSeat);
    steps.vote(id, steps.secondSeat);
    steps.stage.as(steps.reviewer);
  }

  @Test
  void specialScenario_onRuleWithoutExceptions_isNotTaken() throws Exception {
    UUID id = byPlace();
    steps.stage.as(steps.handler);
    Question scenario = new Question("explanation.scenario", PLACE);
    for (String special : List.of("EMERGENCY", "SECURITY", "OTHER")) {
      assertThatThrownBy(() -> steps.save(id, Map.of(scenario, special)))
          .isInstanceOfSatisfying(
              CommandRefusedException.class,
              refused ->
                  assertThat(refused.problems())
                      .extracting(FilingProblem::code)
                      .containsExactly("noException"));
    }
    steps.save(id, Map.of(scenario, "ORDINARY"));
    steps.save(id, Map.of(new Question("explanation.scenario", RULE), "EMERGENCY"));
  }

  @Test
  void otherScenario_isAcceptedForAReasonOfTheReviewersOwnOnly() throws Exception {
    UUID id =
        steps.draft(
            steps.stage.plant(steps.stage.app().compulsoryCheckIn().facts(), steps.handler));
    steps.fill(id);
    steps.save(id, Map.of(new Question("explanation.scenario", RULE), "OTHER"));
    sendToNationalReview(id);
    CaseFinding found = finding(id);
    String sponsors =
        Objects.requireNonNull(found.explanation().get("explanation.legalBasis")).value();
    assertThatThrownBy(
            () ->
                national.judge(
                    id,
                    steps.version(id),
                    found.testId(),
                    RULE,
                    Judgement.Outcome.ACCEPTED,
                    sponsors))
        .isInstanceOfSatisfying(
            CommandRefusedException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(FilingProblem::code)
                    .containsExactly("ownReason"));
    judge(id, RULE, Judgement.Outcome.ACCEPTED);
    assertThat(finding(id).finding().exemption().orElseThrow().scenario())
        .isEqualTo(Exemption.Scenario.OTHER);
  }

  @Test
  void exemption_acceptedEarlierOnRuleWithoutExceptions_staysOnRecordAndOpensOneCase()
      throws Exception {
    UUID id = byPlace();
    steps.inNationalReview(id);
    steps.judgeAll(id);
    steps.accept(id);
    await().until(() -> waiting("test-numbered") == 0);
    Exemption given =
        new Exemption(PLACE, Exemption.Scenario.EMERGENCY, "防汛预案", LocalDate.parse("2027-09-30"));
    asAnEarlierVersionDid(id, given);
    steps.stage.as(steps.reviewer);
    numberedTests.test(steps.file(id).application().number().orElseThrow()); // knows no such claim

    SupervisionSteps.groundless(server);
    assertThat(
            jdbc.sql("select count(*) from supervision_exemption_check where application_id = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .as("looked at, and not again at the next start")
        .isOne();
    SupervisionSteps.groundless(server);
    assertThat(server.getBean(SupervisionCases.class).ofApplication(id))
        .singleElement()
        .satisfies(opened -> assertThat(opened.origin()).isEqualTo(new Origin.Groundless()));
    assertThat(
            jdbc.sql(
                    "select rule_id, before, after from supervision_finding f"
                        + " join supervision_case c on c.id = f.case_id where c.application_id = ?")
                .param(id)
                .query((row, n) -> row.getString(1) + row.getString(2) + row.getString(3))
                .list())
        .containsExactly(PLACE + "EXEMPTEDBLOCKS");
    assertThat(steps.file(id).exemptions())
        .extracting(AcceptedExemption::exemption)
        .containsExactly(given);
  }

  /** The exemption joined the last test, as it did before such claims were refused. */
  private void asAnEarlierVersionDid(UUID id, Exemption given) {
    UUID packageId = steps.file(id).packages().get(0).submitted().packageId();
    TestRun last = tests.latest(packageId).orElseThrow();
    List<Finding> findings =
        last.result().findings().stream()
            .map(one -> one.ruleId().equals(PLACE) ? exempted(one, given) : one)
            .toList();
    TestResult then =
        new TestResult(
            last.result().header(),
            last.result().factsDigest(),
            last.result().contextDigest(),
            last.result().rulebookVersion(),
            last.result().asOf(),
            last.result().verdict(),
            last.result().openExplanations(),
            findings,
            last.result().coverage());
    jdbc.sql("update test_run set ran_at = ran_at - interval '1 day' where package_id = ?")
        .param(packageId)
        .update();
    tests.keep(packageId, last.context(), then);
    jdbc.sql(
            "insert into exemption (application_id, rule_id, scenario, basis, until, accepted_by,"
                + " accepted_at) select id, ?, ?, ?, ?, handler_id, now() from application"
                + " where id = ?")
        .params(given.target(), given.scenario().name(), given.basis(), given.until(), id)
        .update();
  }

  private int waiting(String task) {
    return jdbc.sql("select count(*) from scheduled_tasks where task_name = ?")
        .param(task)
        .query(Integer.class)
        .single();
  }

  private static Finding exempted(Finding one, Exemption given) {
    return new Finding(
        one.ruleId(),
        one.group(),
        one.outcome(),
        one.grade(),
        one.effect(),
        one.reason(),
        one.evidence(),
        one.evidenceTotal(),
        one.wouldChange(),
        Optional.of(given));
  }

  @Test
  void criticalInfrastructure_saidInTheForm_isNamedByItsRule() throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    steps.fill(id);
    steps.save(id, Map.of(Question.once("security.cii"), "yes"));
    steps.fill(id);
    sendToNationalReview(id);
    assertThat(steps.file(id).findings())
        .filteredOn(one -> one.finding().ruleId().equals("SEC-490"))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.finding().asksExplanation()).isTrue();
              assertThat(one.finding().evidence()).isEmpty();
            });
  }

  @Test
  void number_assigned_isKnownToTheNextTestAndTheRegistry() throws Exception {
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    UUID packageId = steps.file(id).packages().get(0).submitted().packageId();
    TestRun ofRecord = tests.find(steps.file(id).findings().get(0).testId()).orElseThrow();
    assertThat(ofRecord.context().registry()).isPresent();
    steps.judgeAll(id);
    FilingNumber number = steps.accept(id);
    numberedTests.test(number.toString());

    Context later = tests.latest(packageId).orElseThrow().context();
    assertThat(later.declared().filingNumber()).isEqualTo(number.toString());
    assertThat(later.registry().orElseThrow().known())
        .containsExactly(new Context.KnownPackage(steps.stage.packageName, number.toString()));
    assertThat(steps.file(id).findings().get(0).testId()).isEqualTo(ofRecord.id());

    UUID other =
        steps.draft(
            steps.stage.plant(
                new AppFacts(steps.stage.packageName + ".other").facts(), steps.handler));
    Context next = tests.find(steps.file(other).findings().get(0).testId()).orElseThrow().context();
    assertThat(next.registry().orElseThrow().known()).isEmpty();
    assertThat(next.registry().orElseThrow().dataItemsHeld()).containsExactly("手机号码");
    assertThat(steps.file(other).findings())
        .filteredOn(one -> one.finding().ruleId().equals("FORM-107"))
        .extracting(one -> one.finding().outcome())
        .containsExactly(Outcome.VIOLATION);
  }
}
