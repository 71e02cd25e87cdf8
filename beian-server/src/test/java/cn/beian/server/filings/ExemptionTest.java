package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.form.Question;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.review.AcceptanceGate;
import cn.beian.rules.Context;
import cn.beian.rules.Exemption;
import cn.beian.rules.Outcome;
import cn.beian.server.ServerTest;
import cn.beian.server.records.Acceptance.GroupOutcome;
import cn.beian.server.records.PublicOutcome;
import cn.beian.server.records.Records;
import cn.beian.server.testing.TestRun;
import cn.beian.server.testing.Testing;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A finding that blocks, and the exemption that the reviewer accepts for it. */
class ExemptionTest extends ServerTest {
  private static final String RULE = "FORM-101";

  @Autowired private ApplicationContext server;
  @Autowired private NationalReview national;
  @Autowired private Drafts drafts;
  @Autowired private Records records;
  @Autowired private Testing testing;
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
                    .extracting(CommandRefusedException.Problem::code)
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
    assertThat(testing.find(after.testId()).orElseThrow().context().exemptions())
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
        .allSatisfy(one -> assertThat(one.ruleId()).isEqualTo(RULE))
        .extracting(Judgement::reason)
        .contains("已核对");
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
    drafts.save(
        id, steps.version(id), Map.of(new Question("explanation.until", RULE), "2030-01-01"));
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
    drafts.save(id, steps.version(id), Map.of(new Question("explanation.until", RULE), ""));
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
                    .extracting(CommandRefusedException.Problem::code)
                    .containsExactly("noUntil"));
  }

  @Test
  void number_assigned_isKnownToTheNextTestAndTheRegistry() throws Exception {
    UUID id =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    UUID packageId = steps.file(id).packages().get(0).submitted().packageId();
    TestRun ofRecord = testing.find(steps.file(id).findings().get(0).testId()).orElseThrow();
    assertThat(ofRecord.context().registry()).isPresent();
    steps.judgeAll(id);
    FilingNumber number = steps.accept(id);

    Context later = testing.latest(packageId).orElseThrow().context();
    assertThat(later.declared().filingNumber()).isEqualTo(number.toString());
    assertThat(later.registry().orElseThrow().known())
        .containsExactly(new Context.KnownPackage(steps.stage.packageName, number.toString()));
    assertThat(steps.file(id).findings().get(0).testId()).isEqualTo(ofRecord.id());

    UUID other =
        steps.draft(
            steps.stage.plant(
                new AppFacts(steps.stage.packageName + ".other").facts(), steps.handler));
    Context next =
        testing.find(steps.file(other).findings().get(0).testId()).orElseThrow().context();
    assertThat(next.registry().orElseThrow().known()).isEmpty();
    assertThat(next.registry().orElseThrow().dataItemsHeld()).containsExactly("手机号");
    assertThat(steps.file(other).findings())
        .filteredOn(one -> one.finding().ruleId().equals("FORM-107"))
        .extracting(one -> one.finding().outcome())
        .containsExactly(Outcome.VIOLATION);
  }
}
