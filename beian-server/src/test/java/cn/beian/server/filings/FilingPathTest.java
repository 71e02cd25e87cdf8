package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.facts.FactSet;
import cn.beian.filing.Role;
import cn.beian.filing.form.Answer;
import cn.beian.filing.form.Completeness;
import cn.beian.filing.form.FieldType;
import cn.beian.filing.form.Origin;
import cn.beian.filing.form.Question;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.review.JointDecision.Opinion;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.server.ServerTest;
import cn.beian.server.intake.Attachment;
import cn.beian.server.intake.Intake;
import cn.beian.server.records.Records;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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
  @Autowired private Intake intake;

  private record Cast(
      Stage stage, String handler, String approver, String seatOne, String seatTwo) {}

  private Cast cast() {
    Stage stage = new Stage(server, "PREFECTURE", "LOCAL");
    return new Cast(
        stage,
        stage.own(Role.HANDLER),
        stage.own(Role.APPROVER),
        stage.official(Role.COMPLETENESS_REVIEWER, "330000"),
        stage.official(Role.GOVERNMENT_SERVICE_REVIEWER, "330000"));
  }

  private UUID draft(Cast cast, FactSet facts) throws Exception {
    UUID packageId = cast.stage.plant(facts, cast.handler);
    cast.stage.as(cast.handler);
    return drafts.create(ApplicationKind.EXISTING, List.of(packageId));
  }

  /** Types and attaches what is missing; gives the number of answers that were typed. */
  private long fill(Cast cast, UUID id) throws Exception {
    cast.stage.as(cast.handler);
    attachAll(cast, id);
    Map<Question, String> typed = Stage.typed(cases.file(id));
    drafts.save(id, version(id), typed);
    return cases.file(id).answers().values().stream()
        .map(StoredAnswer::answer)
        .filter(answer -> answer.origin() == Origin.SPONSOR)
        .filter(answer -> !answer.evidence().equals("app.audience"))
        .count();
  }

  private void attachAll(Cast cast, UUID id) throws Exception {
    for (Completeness.Gap gap : cases.file(id).completeness().gaps()) {
      if (gap.field().type() == FieldType.DOCUMENT) {
        Attachment file = pdf(cast);
        drafts.attach(id, gap.question(), List.of(), file);
      }
    }
    List<Question> acceptance =
        cases.file(id).completeness().gaps().stream()
            .map(Completeness.Gap::question)
            .filter(
                q ->
                    q.fieldId().startsWith("acceptance.")
                        || q.fieldId().equals("security.mlpsLevel"))
            .toList();
    drafts.attach(id, acceptance.get(0), acceptance, pdf(cast));
  }

  private Attachment pdf(Cast cast) throws Exception {
    byte[] bytes = "%PDF-1.7\n%%EOF\n".getBytes(StandardCharsets.US_ASCII);
    return intake.takeAttachment(
        new ByteArrayInputStream(bytes), "验收报告.pdf", cast.stage.unit, cast.stage.id(cast.handler));
  }

  private int version(UUID id) {
    return jdbc.sql("select version from application where id = ?")
        .param(id)
        .query(Integer.class)
        .single();
  }

  private String state(UUID id) {
    return jdbc.sql("select state from application where id = ?")
        .param(id)
        .query(String.class)
        .single();
  }

  private UUID submitted(Cast cast, FactSet facts) throws Exception {
    UUID id = draft(cast, facts);
    fill(cast, id);
    drafts.handToApprover(id, version(id));
    cast.stage.as(cast.approver);
    submission.signAndSend(id, version(id));
    return id;
  }

  private UUID inNationalReview(Cast cast, FactSet facts) throws Exception {
    UUID id = submitted(cast, facts);
    cast.stage.as(cast.seatOne);
    completeness.vote(id, version(id), Opinion.COMPLETE, List.of(), "");
    cast.stage.as(cast.seatTwo);
    assertThat(completeness.vote(id, version(id), Opinion.COMPLETE, List.of(), "")).isTrue();
    return id;
  }

  private void judgeAll(Cast cast, UUID id) {
    cast.stage.as(cast.stage.official(Role.NATIONAL_REVIEWER, "100000"));
    for (CaseFinding one : cases.file(id).open()) {
      national.judge(
          id,
          version(id),
          one.testId(),
          one.finding().ruleId(),
          Judgement.Outcome.DISMISSED,
          "已核对");
    }
  }

  @Test
  void existingApp_ordinary_needsAtMostTwelveTypedFields() throws Exception {
    Cast cast = cast();
    UUID id = draft(cast, cast.stage.facts());
    long typed = fill(cast, id);
    assertThat(typed).isLessThanOrEqualTo(12);
    CaseFile file = cases.file(id);
    assertThat(file.missing()).isEmpty();
    assertThat(file.application().appName()).isEqualTo("清溪巡河");
    assertThat(file.plain().get(Question.once("operation.domains")))
        .extracting(Answer::origin, Answer::value)
        .containsExactly(Origin.PACKAGE, "river.yunzhou.gov.cn");
  }

  @Test
  void wholePath_draftToNumber_launchBuildJoinsTheRecord() throws Exception {
    Cast cast = cast();
    UUID id = inNationalReview(cast, cast.stage.facts());
    assertThat(state(id)).isEqualTo("NATIONAL_REVIEW");
    judgeAll(cast, id);
    cast.stage.as(cast.stage.official(Role.SIGNER, "100000"));
    FilingNumber number = national.accept(id, version(id));
    assertThat(records.find(number.toString())).isPresent();
    assertThat(state(id)).isEqualTo("ACCEPTED");

    cast.stage.as(cast.handler);
    UUID silent = cast.stage.plant(cast.stage.facts(), cast.handler);
    launchBuilds.handIn(id, version(id), silent);
    assertThat(cases.file(id).launchBuilds())
        .singleElement()
        .extracting(LaunchBuild::outcome)
        .isEqualTo(LaunchBuild.Outcome.DIFFERENT);
    UUID showing =
        cast.stage.plant(
            cast.stage.facts("主办单位：" + cast.stage.name, "备案编号：" + number), cast.handler);
    launchBuilds.handIn(id, version(id), showing);
    assertThat(cases.file(id).launchBuilds())
        .extracting(LaunchBuild::outcome)
        .contains(LaunchBuild.Outcome.ACCEPTED);
    assertThat(records.find(number.toString()).orElseThrow().numberSeenOn()).isPresent();
  }

  @Test
  void supplement_gapsToldOnce_laterListHoldsOnlyWhatTheAnswerLeft() throws Exception {
    Cast cast = cast();
    UUID id = submitted(cast, cast.stage.facts());
    var gap = List.of(new CompletenessReview.Ticked(Question.once("approval.basis"), "请补充立项依据文号"));
    cast.stage.as(cast.seatOne);
    assertThat(completeness.vote(id, version(id), Opinion.ASK_SUPPLEMENT, gap, "")).isFalse();
    cast.stage.as(cast.seatTwo);
    assertThat(completeness.vote(id, version(id), Opinion.ASK_SUPPLEMENT, gap, "")).isTrue();
    assertThat(state(id)).isEqualTo("SUPPLEMENT_DUE");
    cast.stage.as(cast.handler);
    drafts.save(id, version(id), Map.of(Question.once("approval.basis"), "云水〔2025〕18 号"));
    cast.stage.as(cast.approver);
    submission.signAndSend(id, version(id));
    assertThat(state(id)).isEqualTo("COMPLETENESS_REVIEW");

    cast.stage.as(cast.seatOne);
    var late =
        List.of(new CompletenessReview.Ticked(Question.once("operation.builder"), "请写明承建单位"));
    assertThatThrownBy(() -> completeness.vote(id, version(id), Opinion.ASK_SUPPLEMENT, late, ""))
        .isInstanceOf(CommandRefusedException.class);
    assertThat(completeness.vote(id, version(id), Opinion.ASK_SUPPLEMENT, gap, "")).isFalse();
  }

  @Test
  void signature_ofTheHandler_isRefused() throws Exception {
    Cast cast = cast();
    UUID id = draft(cast, cast.stage.facts());
    fill(cast, id);
    assertThatThrownBy(() -> submission.signAndSend(id, version(id)))
        .isInstanceOf(AccessDeniedException.class);
  }

  @Test
  void case_ofAnotherProvince_isNotToBeReadOrDecided() throws Exception {
    Cast cast = cast();
    UUID id = submitted(cast, cast.stage.facts());
    cast.stage.as(cast.stage.official(Role.COMPLETENESS_REVIEWER, "320000"));
    assertThatThrownBy(() -> cases.file(id)).isInstanceOf(AccessDeniedException.class);
    assertThatThrownBy(() -> completeness.vote(id, version(id), Opinion.COMPLETE, List.of(), ""))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(cases.queue()).noneMatch(row -> row.application().id().equals(id));
  }

  @Test
  void county_withoutException_isToldTheWaysOut() throws Exception {
    Stage stage = new Stage(server, "COUNTY", "LOCAL");
    Cast cast = new Cast(stage, stage.own(Role.HANDLER), stage.own(Role.APPROVER), "", "");
    UUID id = draft(cast, stage.facts());
    assertThat(submission.rulings(cases.file(id)))
        .filteredOn(ruling -> !ruling.allowed())
        .flatExtracting(ruling -> ruling.waysOut())
        .isNotEmpty();
  }

  @Test
  void accept_bySeveralAtTheSameMoment_happensOnce() throws Exception {
    Cast cast = cast();
    UUID id = inNationalReview(cast, cast.stage.facts());
    judgeAll(cast, id);
    int version = version(id);
    String first = cast.stage.official(Role.SIGNER, "100000");
    String second = cast.stage.official(Role.SIGNER, "100000");
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<String>> both =
          List.of(
              () -> accept(cast, first, id, version, together),
              () -> accept(cast, second, id, version, together));
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

  private String accept(Cast cast, String login, UUID id, int version, CyclicBarrier together)
      throws Exception {
    cast.stage.as(login);
    together.await(10, TimeUnit.SECONDS);
    try {
      national.accept(id, version);
      return "accepted";
    } catch (StalePageException stale) {
      return "stale";
    }
  }
}
