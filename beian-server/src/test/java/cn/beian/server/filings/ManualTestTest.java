package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.form.Question;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.review.AcceptanceGate;
import cn.beian.filing.review.FindingStanding;
import cn.beian.server.ServerTest;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.CaseFinding;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.filings.review.NationalReview.HumanTestReport;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.identity.Identity;
import cn.beian.server.intake.Attachment;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** What the machine cannot test, a human does, with a report. */
class ManualTestTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private NationalReview national;
  @Autowired private Identity identity;
  @Autowired private Records records;
  @Autowired private Clock clock;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  private Attachment report() throws Exception {
    steps.stage.as(steps.reviewer);
    return steps.pdf(identity.current().organizationId(), identity.current().id());
  }

  private void test(UUID id, UUID subject, String rule, boolean passed) throws Exception {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    Attachment report = report();
    national.recordHumanTest(
        id,
        steps.version(id),
        new HumanTestReport(subject, rule, passed, "省软件评测中心", today, "逐页操作，未见打卡、积分、排名"),
        report);
  }

  @Test
  void application_withoutPackage_isAcceptedOnlyWithHumanTestOfWhatWasSent() throws Exception {
    UUID id = steps.draft();
    assertThat(steps.file(id).entries())
        .filteredOn(CaseFile.Entry::typed)
        .extracting(entry -> entry.question().fieldId())
        .contains("app.name", "app.address", "function.description");
    steps.inNationalReview(id);
    assertThat(steps.file(id).application().appName()).isEqualTo("按规定办理");
    assertThatThrownBy(() -> steps.accept(id)).isInstanceOf(CommandRefusedException.class);
    test(id, id, ManualTest.APPLICATION, false);
    assertThat(steps.file(id).stops())
        .extracting(AcceptanceGate.Stop::why)
        .containsExactly(AcceptanceGate.Why.BLOCKING_OPEN);

    national.sendBack(id, steps.version(id), "请去掉积分页");
    steps.stage.as(steps.handler);
    steps.save(id, Map.of(Question.once("app.address"), "https://river.yunzhou.gov.cn/m"));
    steps.submit(id);
    steps.stage.as(steps.reviewer);
    assertThat(steps.file(id).stops())
        .extracting(AcceptanceGate.Stop::why)
        .containsExactly(AcceptanceGate.Why.UNDETERMINED);
    test(id, id, ManualTest.APPLICATION, true);
    FilingNumber number = steps.accept(id);

    assertThat(number.toString()).startsWith("ZW-Y-330100-");
    PublicRecord record = records.find(number.toString()).orElseThrow();
    assertThat(record.builds()).isEmpty();
    assertThat(record.summary().rulebookVersion()).isEmpty();
    String report =
        jdbc.sql(
                "select a.sha256 from human_test h join attachment a on a.id = h.report_id where h.application_id = ?")
            .param(id)
            .query(String.class)
            .single();
    assertThat(record.summary().testDigests()).containsExactly(report);
  }

  @Test
  void rule_undecided_isReleasedByHumanTest_decidedOneIsNot() throws Exception {
    UUID id =
        steps.inNationalReview(
            steps.draft(
                steps.stage.plant(
                    steps.stage.app().halfRead().compulsoryCheckIn().facts(), steps.handler)));
    List<CaseFinding> undecided =
        steps.file(id).open().stream().filter(one -> one.finding().leavesOpen()).toList();
    CaseFinding decided =
        steps.file(id).open().stream()
            .filter(one -> one.finding().ruleId().equals("FORM-101"))
            .findFirst()
            .orElseThrow();
    assertThat(undecided).isNotEmpty();
    CaseFinding first = undecided.get(0);
    assertThat(steps.file(id).stops())
        .extracting(stop -> stop.finding().ruleId())
        .contains(first.finding().ruleId(), "FORM-101");
    test(id, first.testId(), first.finding().ruleId(), true);
    assertThat(steps.file(id).stops())
        .extracting(stop -> stop.finding().ruleId())
        .doesNotContain(first.finding().ruleId())
        .contains("FORM-101");
    assertThat(steps.file(id).findings())
        .filteredOn(one -> one.finding().ruleId().equals(first.finding().ruleId()))
        .extracting(CaseFinding::disposition)
        .containsExactly(FindingStanding.Disposition.HUMAN_TEST_PASSED);
    assertThatThrownBy(() -> test(id, decided.testId(), "FORM-101", true))
        .isInstanceOfSatisfying(
            CommandRefusedException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(FilingProblem::code)
                    .containsExactly("notForHumans"));
  }

  @Test
  void humanTest_withoutTesterOrOfTomorrow_isRefusedWithEveryReason() throws Exception {
    UUID id = steps.inNationalReview(steps.draft());
    Attachment report = report();
    LocalDate tomorrow = OfficialTime.dayOf(clock.instant()).plusDays(1);
    assertThatThrownBy(
            () ->
                national.recordHumanTest(
                    id,
                    steps.version(id),
                    new HumanTestReport(id, ManualTest.APPLICATION, true, " ", tomorrow, ""),
                    report))
        .isInstanceOfSatisfying(
            CommandRefusedException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(FilingProblem::code)
                    .containsExactly("noTester", "noNote", "testedInFuture"));
  }
}
