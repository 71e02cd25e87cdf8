package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.rules.Outcome;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.cases.StalePageException;
import cn.beian.server.cases.Worklist;
import cn.beian.server.filings.answers.EnteredAnswer;
import cn.beian.server.filings.answers.QuestionKey;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.drafting.Submission;
import cn.beian.server.filings.filed.LaunchBuilds;
import cn.beian.server.filings.review.CompletenessReview;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.records.Records;
import cn.beian.server.testing.TestRuns;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;

/** From a draft to a number, and what must not happen on the way. */
class FilingPathTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private Drafts drafts;
  @Autowired private Submission submission;
  @Autowired private CompletenessReview completeness;
  @Autowired private NationalReview national;
  @Autowired private LaunchBuilds launchBuilds;
  @Autowired private Cases cases;
  @Autowired private Records records;
  @Autowired private TestRuns tests;

  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  private UUID draft() throws Exception {
    return steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
  }

  private int version(UUID id) {
    return steps.version(id);
  }

  private String state(UUID id) {
    return steps.file(id).application().state().name();
  }

  /** Fields that a person typed, choices and those that follow from another left out. */
  private List<String> typed(UUID id) {
    return steps.file(id).answers().values().stream()
        .filter(stored -> !chosen(stored))
        .filter(stored -> stored.answer().origin() == Origin.SPONSOR)
        .filter(stored -> !stored.answer().evidence().equals("app.audience"))
        .map(stored -> QuestionKey.of(stored.question()))
        .toList();
  }

  /** Fields in which a person picked one of a few answers. */
  private List<String> picked(UUID id) {
    return steps.file(id).answers().values().stream()
        .filter(FilingPathTest::chosen)
        .filter(stored -> stored.answer().origin() == Origin.SPONSOR)
        .filter(stored -> !stored.answer().evidence().equals("app.audience"))
        .map(stored -> QuestionKey.of(stored.question()))
        .toList();
  }

  /** What a person has to do; the figures are printed, since they are told elsewhere. */
  private void expectEffort(UUID id, String what, int typed, int picked) {
    System.out.printf(
        "%s: %d typed %s, %d picked %s%n",
        what, typed(id).size(), typed(id), picked(id).size(), picked(id));
    assertThat(typed(id)).as("typed").hasSizeBetween(1, typed);
    assertThat(picked(id)).as("picked").hasSizeBetween(1, picked);
  }

  private static boolean chosen(StoredAnswer stored) {
    return switch (FieldDictionary.find(stored.question().fieldId()).orElseThrow().type()) {
      case CHOICE, YES_NO -> true;
      default -> false;
    };
  }

  @Test
  void existingApp_ordinary_needsAtMostNineTextsAndFourChoices() throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.app().locating().facts(), steps.handler));
    steps.fill(id);
    expectEffort(id, "first app of a unit", 9, 4);
    CaseFile file = cases.file(id);
    assertThat(file.missing()).isEmpty();
    assertThat(file.application().appName()).isEqualTo("清溪水情");
    assertThat(file.plain().get(Question.once("operation.domains")))
        .extracting(Answer::origin, Answer::value)
        .containsExactly(Origin.PACKAGE, "river.yunzhou.gov.cn");
  }

  @Test
  void secondApp_ofUnitWithEarlierFiling_asksLess_andTheTallyAddsUpOnThePage() throws Exception {
    UUID first = steps.inNationalReview(draft());
    steps.judgeAll(first);
    String number = steps.accept(first).toString();

    UUID id =
        steps.draft(
            steps.stage.plant(
                new AppFacts(steps.stage.packageName + ".lake").asks("站点编号").facts(),
                steps.handler));
    CaseFile.Tally before = steps.file(id).tally();
    assertThat(steps.file(id).plain().get(Question.once("operation.operator")))
        .extracting(Answer::origin, Answer::evidence)
        .containsExactly(Origin.EARLIER, "filing " + number);
    assertThat(before.all()).isEqualTo(required(steps.file(id)));
    assertThat(
            WebSession.of(server, url(""), steps.handler)
                .page("/applications/" + id + "/topics/OPERATION"))
        .contains("来自以往备案（" + number + "）");
    assertThat(WebSession.of(server, url(""), steps.handler).page("/applications/" + id))
        .contains("共 %d 项内容，软件包和单位档案里已有 %d 项，".formatted(before.all(), before.read()))
        .contains("还剩 %d 项".formatted(before.left()));
    steps.fill(id);
    CaseFile.Tally after = steps.file(id).tally();
    assertThat(after.left()).isZero();
    assertThat(after.all()).isEqualTo(required(steps.file(id)));
    expectEffort(id, "second app of a unit", 5, 4);
  }

  /** Questions that have to be answered before sending; what the audience will say is not one. */
  private static long required(CaseFile file) {
    boolean follows = file.value("app.audience").isEmpty();
    return file.form().questions().stream()
        .filter(question -> !(follows && question.fieldId().equals("function.grassrootsFacing")))
        .filter(question -> !question.fieldId().startsWith("explanation."))
        .filter(question -> !question.fieldId().startsWith("undertaking."))
        .count();
  }

  @Test
  void wholePath_draftToNumber_launchBuildJoinsTheRecord() throws Exception {
    UUID id = steps.inNationalReview(draft());
    assertThat(state(id)).isEqualTo("NATIONAL_REVIEW");
    steps.judgeAll(id);
    FilingNumber number = steps.accept(id);
    assertThat(records.find(number.toString())).isPresent();
    assertThat(state(id)).isEqualTo("ACCEPTED");

    steps.stage.as(steps.handler);
    UUID silent = steps.stage.plant(steps.stage.facts(), steps.handler);
    launchBuilds.handIn(id, version(id), silent);
    assertThat(cases.file(id).launchBuilds())
        .singleElement()
        .extracting(LaunchBuild::outcome)
        .isEqualTo(LaunchBuild.Outcome.DIFFERENT);
    UUID showing =
        steps.stage.plant(
            steps.stage.facts("主办单位：" + steps.stage.name, "备案编号：" + number), steps.handler);
    launchBuilds.handIn(id, version(id), showing);
    assertThat(cases.file(id).launchBuilds())
        .extracting(LaunchBuild::outcome)
        .contains(LaunchBuild.Outcome.ACCEPTED);
    assertThat(records.find(number.toString()).orElseThrow().numberSeenOn()).isPresent();
    assertThat(shown(silent)).isEqualTo(Outcome.VIOLATION);
    assertThat(shown(showing)).isEqualTo(Outcome.PASS);
  }

  /** Whether the latest test of a package sees the number (DISP-202). */
  private Outcome shown(UUID packageId) {
    return tests
        .latest(packageId)
        .orElseThrow()
        .result()
        .finding("DISP-202")
        .orElseThrow()
        .outcome();
  }

  @Test
  void supplement_gapsToldOnce_laterListHoldsOnlyWhatTheAnswerLeft() throws Exception {
    UUID id = steps.ready();
    steps.submit(id);
    var gap =
        List.of(new CompletenessReview.Ticked(Question.once("security.testReport"), "请补充立项依据文号"));
    steps.stage.as(steps.firstSeat);
    List<CompletenessReview.Ticked> twice = List.of(gap.get(0), gap.get(0));
    assertThat(completeness.vote(id, version(id), Opinion.ASK_SUPPLEMENT, twice, "")).isFalse();
    steps.stage.as(steps.secondSeat);
    assertThat(completeness.vote(id, version(id), Opinion.ASK_SUPPLEMENT, gap, "")).isTrue();
    assertThat(state(id)).isEqualTo("SUPPLEMENT_DUE");
    steps.stage.as(steps.handler);
    steps.save(id, Map.of(Question.once("security.testReport"), "云水〔2025〕18 号"));
    steps.stage.as(steps.approver);
    submission.signAndSend(id, version(id));
    assertThat(state(id)).isEqualTo("COMPLETENESS_REVIEW");

    steps.stage.as(steps.firstSeat);
    var late =
        List.of(new CompletenessReview.Ticked(Question.once("operation.builder"), "请写明承建单位"));
    assertThatThrownBy(() -> completeness.vote(id, version(id), Opinion.ASK_SUPPLEMENT, late, ""))
        .isInstanceOf(CommandRefusedException.class);
    assertThat(completeness.vote(id, version(id), Opinion.ASK_SUPPLEMENT, gap, "")).isFalse();
  }

  @Test
  void supplement_leftAsItWas_isNotSentBack_untilItIsSaidWhy() throws Exception {
    UUID id = steps.ready();
    steps.submit(id);
    Question builder = Question.once("operation.builder");
    var gap = List.of(new CompletenessReview.Ticked(builder, "请写明承建单位全称"));
    for (String seat : List.of(steps.firstSeat, steps.secondSeat)) {
      steps.stage.as(seat);
      completeness.vote(id, version(id), Opinion.ASK_SUPPLEMENT, gap, "");
    }
    assertThat(steps.file(id).openDemands()).extracting(Gap::question).containsExactly(builder);
    steps.stage.as(steps.handler);
    assertThatThrownBy(() -> drafts.handToApprover(id, version(id)))
        .isInstanceOf(CommandRefusedException.class)
        .hasMessageContaining("demandOpen");
    drafts.save(id, Map.of(builder, EnteredAnswer.said(steps.file(id).value("operation.builder"))));
    steps.stage.as(steps.approver);
    assertThatThrownBy(() -> submission.signAndSend(id, version(id)))
        .as("the same answer said once more is no change")
        .isInstanceOf(CommandRefusedException.class)
        .hasMessageContaining("demandOpen");
    steps.stage.as(steps.handler);
    String before = steps.file(id).value("operation.builder");
    drafts.save(id, Map.of(builder, EnteredAnswer.said("另一家单位")));
    assertThat(steps.file(id).openDemands()).isEmpty();
    drafts.save(id, Map.of(builder, EnteredAnswer.said(before)));
    assertThat(steps.file(id).openDemands()).as("changed and changed back").hasSize(1);
    drafts.keep(id, Map.of(builder, " 由本单位自行建设 ", Question.once("app.name"), "没人问"));
    assertThat(steps.file(id).openDemands()).isEmpty();
    drafts.keep(id, Map.of(builder, " "));
    assertThat(steps.file(id).openDemands()).as("taken back").hasSize(1);
    drafts.keep(id, Map.of(builder, "由本单位自行建设"));
    steps.stage.as(steps.approver);
    submission.signAndSend(id, version(id));
    assertThat(state(id)).isEqualTo("COMPLETENESS_REVIEW");
    assertThat(steps.file(id).gaps()).extracting(Gap::kept).containsExactly("由本单位自行建设");
  }

  @Test
  void otherUnit_isToldTheSame_whateverTheStateAndVersion() throws Exception {
    Stage other = new Stage(server, "PREFECTURE", "LOCAL");
    String stranger = other.own(Role.HANDLER);
    String strangersApprover = other.own(Role.APPROVER);
    UUID draft = steps.ready();
    UUID sent = steps.ready();
    steps.submit(sent);
    for (UUID id : List.of(draft, sent)) {
      for (int version : List.of(version(id), 0)) {
        steps.stage.as(stranger);
        assertThatThrownBy(() -> drafts.save(id, Map.of()))
            .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> drafts.handToApprover(id, version))
            .isInstanceOf(AccessDeniedException.class);
        steps.stage.as(strangersApprover);
        assertThatThrownBy(() -> submission.signAndSend(id, version))
            .isInstanceOf(AccessDeniedException.class);
        assertThatThrownBy(() -> submission.withdraw(id, version, ""))
            .isInstanceOf(AccessDeniedException.class);
      }
    }
    steps.stage.as(steps.firstSeat);
    for (int version : List.of(version(draft), 0)) {
      assertThatThrownBy(() -> completeness.vote(draft, version, Opinion.COMPLETE, List.of(), ""))
          .as("a draft is its sponsor's own")
          .isInstanceOf(AccessDeniedException.class);
    }
  }

  @Test
  void name_longerThanTheLedgerTakes_isToldAtItsField_andStopsAnAcceptance() throws Exception {
    steps.stage.as(steps.handler);
    UUID typed = drafts.createWithoutPackage(ApplicationKind.EXISTING, AppForm.WEB);
    drafts.save(typed, Map.of(Question.once("app.name"), EnteredAnswer.said("名".repeat(30_000))));
    assertThat(steps.file(typed).wrong(Question.once("app.name")))
        .contains(Completeness.Why.TOO_LONG);
    assertThat(
            WebSession.of(server, url(""), steps.handler)
                .page("/applications/" + typed + "/topics/APP"))
        .contains("最多 200 个字");

    UUID old = steps.inNationalReview(draft());
    steps.judgeAll(old);
    jdbc.sql("update application set app_name = repeat('名', 30000) where id = ?")
        .param(old)
        .update();
    assertThatThrownBy(() -> steps.accept(old))
        .isInstanceOf(CommandRefusedException.class)
        .hasMessageContaining("entryTooLong");
    jdbc.sql("update application set app_name = repeat('名', 20000) where id = ?")
        .param(old)
        .update();
    assertThat(steps.accept(old)).isNotNull();
  }

  @Test
  void signature_ofTheHandler_isRefused() throws Exception {
    UUID id = draft();
    steps.fill(id);
    assertThatThrownBy(() -> submission.signAndSend(id, version(id)))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void case_ofAnotherProvince_isNotToBeReadOrDecided() throws Exception {
    UUID id = steps.ready();
    steps.submit(id);
    steps.stage.as(steps.stage.official(Role.COMPLETENESS_REVIEWER, "320000"));
    assertThatThrownBy(() -> cases.file(id)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> completeness.vote(id, version(id), Opinion.COMPLETE, List.of(), ""))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(server.getBean(Worklist.class).find("application", id)).isEmpty();
  }

  @Test
  void county_withoutException_isToldTheWaysOut() throws Exception {
    Stage stage = new Stage(server, "COUNTY", "LOCAL");
    String handler = stage.own(Role.HANDLER);
    UUID packageId = stage.plant(stage.facts(), handler);
    stage.as(handler);
    UUID id = drafts.create(ApplicationKind.EXISTING, List.of(packageId));
    assertThat(submission.rulings(cases.file(id)))
        .filteredOn(ruling -> !ruling.allowed())
        .flatExtracting(ruling -> ruling.waysOut())
        .isNotEmpty();
  }

  @Test
  void accept_bySeveralAtTheSameMoment_happensOnce() throws Exception {
    UUID id = steps.inNationalReview(draft());
    steps.judgeAll(id);
    steps.hand(id);
    int version = version(id);
    String first = steps.stage.official(Role.SIGNER, "100000");
    String second = steps.stage.official(Role.SIGNER, "100000");
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<String>> both =
          List.of(
              () -> accept(first, id, version, together),
              () -> accept(second, id, version, together));
      List<String> outcomes = new java.util.ArrayList<>();
      for (Future<String> one : threads.invokeAll(both, 30, TimeUnit.SECONDS)) {
        outcomes.add(one.get());
      }
      assertThat(outcomes).containsExactlyInAnyOrder("accepted", "stale");
    } finally {
      threads.shutdownNow();
    }
    assertThat(
            jdbc.sql("select count(*) from filing_record where application_id = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isEqualTo(1);
  }

  private String accept(String login, UUID id, int version, CyclicBarrier together)
      throws Exception {
    steps.stage.as(login);
    together.await(10, TimeUnit.SECONDS);
    try {
      national.accept(id, version);
      return "accepted";
    } catch (StalePageException stale) {
      return "stale";
    }
  }
}
