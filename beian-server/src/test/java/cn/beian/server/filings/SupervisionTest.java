package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.states.RecordState;
import cn.beian.filing.states.SupervisionState;
import cn.beian.server.RejectedInput;
import cn.beian.server.RejectedInput.Problem;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import cn.beian.server.rulebooks.RulebookSteps;
import cn.beian.server.supervision.Settlement.Outcome;
import cn.beian.server.supervision.SponsorAnswer.Kind;
import cn.beian.server.supervision.SponsorAnswers;
import cn.beian.server.supervision.SupervisionCases;
import cn.beian.server.supervision.SupervisionFile;
import cn.beian.server.supervision.SupervisionSteps;
import cn.beian.server.supervision.SupervisorDecisions;
import cn.beian.server.testing.Standing;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.transaction.support.TransactionTemplate;

/** A case of supervision from its notice to its end; the filing changes by a person's act alone. */
class SupervisionTest extends ServerTest {
  private static final LocalDate SOON = LocalDate.of(2027, 3, 31);

  @Autowired private ApplicationContext server;
  @Autowired private SupervisionCases cases;
  @Autowired private SponsorAnswers answers;
  @Autowired private SupervisorDecisions decisions;
  @Autowired private Records records;
  @Autowired private PasswordEncoder passwords;
  private FilingSteps steps;
  private String supervisor = "";
  private int version;
  private UUID application = new UUID(0, 0);
  private String number = "";

  @BeforeEach
  void filedAppAndStricterRules() throws Exception {
    steps = new FilingSteps(server);
    supervisor = steps.stage.official(Role.SUPERVISOR, "330000");
    version =
        RulebookSteps.strictVersion(
            server,
            steps.stage::as,
            steps.stage.official(Role.RULEBOOK_ADMINISTRATOR, "100000"),
            steps.signer);
    application = filed("日活跃率排名", "累计学习时长：120 分钟");
  }

  private UUID filed(String... texts) throws Exception {
    UUID id =
        steps.inNationalReview(
            steps.draft(steps.stage.plant(steps.stage.facts(texts), steps.handler)));
    FilingNumber filed = steps.accepted(id);
    if (number.isEmpty()) {
      number = filed.toString();
    }
    return id;
  }

  private UUID opened() {
    return SupervisionSteps.open(server, version, application).orElseThrow();
  }

  private SupervisionFile file(UUID id) {
    return cases.file(id);
  }

  private int at(UUID id) {
    return jdbc.sql("select version from supervision_case where id = ?")
        .param(id)
        .query(Integer.class)
        .single();
  }

  private void answer(UUID id, Kind kind, String text) {
    steps.stage.as(steps.handler);
    answers.save(
        id,
        at(id),
        file(id).findings().stream()
            .map(
                one ->
                    new SponsorAnswers.Entered(
                        one.place(),
                        Optional.of(kind),
                        text,
                        kind == Kind.EXPLAIN ? "防汛条例第九条" : "",
                        kind == Kind.MEND ? Optional.of(SOON) : Optional.empty()))
            .toList());
    steps.stage.as(steps.approver);
    answers.send(id, at(id));
  }

  private void settle(UUID id, Outcome outcome) {
    steps.stage.as(supervisor);
    decisions.settle(
        id,
        at(id),
        file(id).findings().stream()
            .map(
                one ->
                    new SupervisorDecisions.Entered(one.place(), Optional.of(outcome), "核对过材料和界面"))
            .toList());
  }

  private static List<String> problems(ThrowingCallable act) {
    return catchThrowableOfType(RejectedInput.class, act).problems().stream()
        .map(Problem::key)
        .toList();
  }

  private int gone(UUID id) {
    return jdbc.sql(
            "select count(*) from supervision_finding where case_id = ? and gone_in is not null")
        .param(id)
        .query(Integer.class)
        .single();
  }

  private PublicRecord record() {
    return records.find(number).orElseThrow();
  }

  private Visitor visitor(String login, String language) throws Exception {
    jdbc.sql("update user_account set password_hash = ? where login = ?")
        .params(Objects.requireNonNull(passwords.encode(KNOWN_PASSWORD)), login)
        .update();
    return new Visitor(url("")).logIn(login, KNOWN_PASSWORD, language);
  }

  @Test
  void case_opensOnce_tellsEverything_andLeavesTheFilingAsItIs() throws Exception {
    PublicRecord before = record();
    UUID test = steps.file(application).packages().get(0).test().orElseThrow().id();
    UUID id = opened();
    assertThat(SupervisionSteps.open(server, version, application)).isEmpty();

    steps.stage.as(steps.handler);
    SupervisionFile file = file(id);
    assertThat(file.supervised().state()).isEqualTo(SupervisionState.OPEN);
    assertThat(file.limit().orElseThrow().verified()).isFalse();
    assertThat(file.findings())
        .extracting(one -> one.finding().rule().id())
        .containsExactly("FORM-104", "FORM-109");
    assertThat(file.findings())
        .allSatisfy(
            one -> {
              assertThat(one.before()).isEqualTo(Standing.EXPLAIN);
              assertThat(one.after()).isEqualTo(Standing.BLOCKS);
              assertThat(one.change()).isPresent();
              assertThat(one.dismissal().orElseThrow().number()).isEqualTo(number);
              assertThat(one.settlement()).as("never applied by itself").isEmpty();
            });
    assertThat(record()).isEqualTo(before);
    assertThat(steps.file(application).packages().get(0).test().orElseThrow().id())
        .as("the test of record")
        .isEqualTo(test);

    Visitor handler = visitor(steps.handler, "zh");
    assertThat(handler.get("/").body()).contains("/supervision/" + id);
    assertThat(handler.get("/supervision/" + id).body())
        .contains("日活跃率排名", "也不得以学习时长作为考核依据", "审核时曾以相同证据排除", "时限未核实")
        .contains("按规定办理") // what was explained at filing stands in the field
        .contains("3.2.1") // nor is the version asked for
        .doesNotContain("??", "已核对"); // the reviewer’s reason is for officials
    assertThat(visitor(supervisor, "en").get("/supervision/" + id).body())
        .contains("Dismissed in a review", "Reason: 已核对")
        .doesNotContain("??");
    assertThat(visitor(steps.handler, "en").get("/supervision/" + id + "/notices/1").body())
        .contains("Notice of findings", "Time online, of study or of use is counted")
        .doesNotContain("??");
    String portal = new Visitor(url("")).get("/records/" + number).body();
    assertThat(portal).doesNotContain("监督", "活跃率", "RECTIFYING");
  }

  @Test
  void explained_settledAndClosed_recordStaysAsItWas() throws Exception {
    UUID id = opened();
    steps.stage.as(steps.approver);
    int shown = at(id);
    assertThat(problems(() -> answers.send(id, shown)))
        .containsExactly("supervision.missing.kind", "supervision.missing.kind");
    assertThat(problems(() -> answers.send(id, shown - 1)))
        .containsExactly("supervision.problem.stale");
    answer(id, Kind.EXPLAIN, "防汛值守需要，只排河段");
    assertThat(problems(() -> answers.send(id, at(id))))
        .containsExactly("supervision.problem.state");

    steps.stage.as(supervisor);
    assertThat(problems(() -> decisions.close(id, at(id))))
        .containsExactly("supervision.problem.unsettled");
    assertThat(
            problems(
                () ->
                    decisions.settle(
                        id,
                        at(id),
                        List.of(
                            new SupervisorDecisions.Entered(1, Optional.of(Outcome.MENDED), "已看"),
                            new SupervisorDecisions.Entered(2, Optional.empty(), "没有结论")))))
        .containsExactly("supervision.problem.notMended", "supervision.problem.noOutcome");
    settle(id, Outcome.EXPLAINED);
    decisions.close(id, at(id));

    assertThat(file(id).supervised().state()).isEqualTo(SupervisionState.CLOSED);
    assertThat(file(id).steps())
        .extracting(step -> step.cause().name())
        .containsExactly("NOTIFY", "ANSWER", "CLOSE");
    assertThat(record().state()).isEqualTo(RecordState.FILED);
    assertThat(record().revisions()).hasSize(1);
    assertThat(
            jdbc.sql("select action from audit_entry where subject = ? order by id")
                .param("supervision:" + id)
                .query(String.class)
                .list())
        .containsExactly(
            "supervision.open",
            "supervision.NOTIFY",
            "supervision.prepare",
            "supervision.ANSWER",
            "supervision.settle",
            "supervision.CLOSE");
    assertThat(visitor(supervisor, "en").get("/supervision?closed=true").body())
        .contains(number, "Closed")
        .doesNotContain("??");
    assertThat(visitor(steps.approver, "zh").get("/supervision/" + id + "/notices/3").body())
        .contains("结案通知书", "核对过材料和界面", "说明成立")
        .doesNotContain("??");
  }

  @Test
  void order_putsTheRecordUnderRectification_untilALaterVersionShowsItMended() throws Exception {
    UUID id = opened();
    answer(id, Kind.MEND, "下一版去掉");
    steps.stage.as(supervisor);
    assertThat(
            problems(() -> decisions.order(id, at(id), Optional.of(LocalDate.of(2026, 1, 1)), " ")))
        .containsExactly("supervision.problem.by", "supervision.problem.noDemand");
    LocalDate by = LocalDate.now(server.getBean(Clock.class)).plusDays(30);
    decisions.order(id, at(id), Optional.of(by), "去掉活跃率排名和时长统计");
    assertThat(new Visitor(url("")).get("/records/" + number).body()).contains("整改中");
    assertThat(record().state()).isEqualTo(RecordState.RECTIFYING);
    assertThat(record().revisions()).hasSize(2);
    assertThat(record().number()).isEqualTo(number);
    assertThat(file(id).supervised().dueOn()).contains(by);

    answer(id, Kind.MENDED, "第二版已去掉");
    assertThat(file(id).proposedForClosing()).isFalse();
    filed("今日水情");
    steps.stage.as(supervisor);
    await().atMost(Duration.ofSeconds(30)).until(() -> gone(id) == 2);
    assertThat(file(id).proposedForClosing()).isTrue();
    assertThat(file(id).supervised().closed()).as("proposed, not closed").isFalse();
    assertThat(visitor(supervisor, "zh").get("/supervision/" + id).body())
        .contains("建议结案", "下一版去掉", "第二版已去掉")
        .doesNotContain("??");
    settle(id, Outcome.MENDED);
    decisions.close(id, at(id));
    assertThat(record().state()).isEqualTo(RecordState.FILED);
    assertThat(record().revisions())
        .extracting(PublicRecord.Revision::event)
        .containsExactly("FILED", "RECTIFYING", "RECTIFIED");
  }

  @Test
  void silence_isNoShelter_butOnlyOnceTheLimitHasPassed() {
    UUID id = opened();
    steps.stage.as(steps.handler);
    answers.save(
        id,
        at(id),
        List.of(
            new SponsorAnswers.Entered(
                1, Optional.of(Kind.EXPLAIN), "只写了一半", "", Optional.empty())));
    LocalDate today = LocalDate.now(server.getBean(Clock.class));
    steps.stage.as(supervisor);
    assertThat(file(id).findings().get(0).answers()).as("a draft is its unit's own").isEmpty();
    assertThat(problems(() -> decisions.order(id, at(id), Optional.of(today.plusDays(9)), "改")))
        .containsExactly("supervision.problem.notLate");
    jdbc.sql("update supervision_case set due_on = ? where id = ?")
        .params(today.minusDays(2), id)
        .update();
    decisions.order(id, at(id), Optional.of(today.plusDays(9)), "改");
    assertThat(file(id).supervised().state()).isEqualTo(SupervisionState.RECTIFICATION_DUE);
    assertThat(file(id).findings().get(0).answers()).isEmpty();
  }

  @Test
  void whoPrepared_orIsFromElsewhere_decidesNothing() {
    UUID id = opened();
    steps.stage.as(steps.stage.official(Role.SUPERVISOR, "350000"));
    assertThat(catchThrowableOfType(AccessDeniedException.class, () -> file(id))).isNotNull();
    assertThat(catchThrowableOfType(AccessDeniedException.class, () -> decisions.close(id, at(id))))
        .isNotNull();
    jdbc.sql(
            "update user_account set roles = '{HANDLER,APPROVER,SUPERVISOR}', region = '330000' where login in (?, ?)")
        .params(steps.handler, steps.approver)
        .update();
    for (String preparer : List.of(steps.handler, steps.approver)) {
      steps.stage.as(preparer);
      assertThat(problems(() -> decisions.close(id, at(id))))
          .containsExactly("supervision.problem.prepared");
    }
    steps.stage.as(steps.approver);
    answers.save(
        id,
        at(id),
        file(id).findings().stream()
            .map(
                one ->
                    new SponsorAnswers.Entered(
                        one.place(), Optional.of(Kind.EXPLAIN), "说明", "依据", Optional.empty()))
            .toList());
    assertThat(problems(() -> answers.send(id, at(id))))
        .containsExactly("supervision.problem.signOwn");
  }

  @Test
  void form_thatCannotBeTaken_keepsWhatWasTyped() throws Exception {
    UUID id = opened();
    Visitor handler = visitor(steps.handler, "zh");
    String page = handler.get("/supervision/" + id).body();
    assertThat(page).contains("name=\"text-1\"");
    String answer =
        handler
            .post(
                "/supervision/" + id + "/answers",
                Map.of("version", "0", "kind-1", "MEND", "text-1", "下周改", "by-1", "2027-02-30"))
            .body();
    assertThat(answer).contains("FORM-104：改正期限要写成年-月-日", "下周改");
    answer =
        handler
            .post(
                "/supervision/" + id + "/answers",
                Map.of("version", "0", "kind-1", "MEND", "text-1", "下周改"))
            .body();
    assertThat(answer).contains("没有保存", "下周改");
    assertThat(
            jdbc.sql("select count(*) from supervision_answer where case_id = ?")
                .param(id)
                .query(Integer.class)
                .single())
        .isZero();
  }

  @Test
  void case_whoseRetestFallsBack_isNotThere() {
    int tests = count("test_run");
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              opened();
              status.setRollbackOnly();
            });
    assertThat(count("supervision_case where application_id = '" + application + "'")).isZero();
    assertThat(count("test_run")).isEqualTo(tests);
    assertThat(opened()).isNotNull();
  }

  private int count(String rows) {
    return jdbc.sql("select count(*) from " + rows).query(Integer.class).single();
  }

  @Test
  void unchangedApp_opensNoCase() throws Exception {
    UUID plain = filed("今日水情");
    assertThat(SupervisionSteps.open(server, version, plain)).isEmpty();
  }
}
