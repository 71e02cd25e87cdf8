package cn.beian.server.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.states.RecordState;
import cn.beian.filing.states.SupervisionState;
import cn.beian.server.Visitor;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.fixtures.HolidaySteps;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.supervision.FindingResolution.Outcome;
import cn.beian.server.supervision.SponsorAnswer.Kind;
import cn.beian.server.testing.Standing;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.transaction.support.TransactionTemplate;

/** A case of supervision from its notice to its end; no filing changes by itself. */
@Tag("once")
class SupervisionTest extends SupervisedApp {
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
        .contains("这一项不改不能通过")
        .doesNotContain("??", "已核对"); // the reviewer’s reason is for officials
    assertThat(visitor(supervisor, "en").get("/supervision/" + id).body())
        .contains("Dismissed in a review", "Reason: 已核对")
        .doesNotContain("??");
    assertThat(visitor(steps.handler, "en").get("/supervision/" + id + "/notices/1").body())
        .contains("Notice of findings", "Time online, of study or of use is counted")
        .contains("it cannot pass as it is", "a supervisor may order rectification")
        .contains(file.findings().get(0).finding().rule().basis().get(0).article())
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
    assertThat(problems(() -> answers.send(id, shown - 1))).containsExactly("cases.problem.stale");
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
        .extracting(CaseStep::name)
        .containsExactly("NOTIFY", "ANSWER", "CLOSE");
    assertThat(record().state()).isEqualTo(RecordState.FILED);
    assertThat(record().revisions()).hasSize(1);
    assertThat(
            jdbc.sql(
                    "select action from audit_entry where subject = ?"
                        + " and action not like '%.standing' order by id")
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
    assertThat(visitor(supervisor, "en").get("/work?view=done&procedure=supervision").body())
        .contains(number, "Closed")
        .doesNotContain("??");
    assertThat(visitor(steps.approver, "zh").get("/supervision/" + id + "/notices/3").body())
        .contains("结案通知书", "核对过材料和界面", "说明成立")
        .doesNotContain("??");
    for (int place = 1; place <= 3; place += 2) {
      var paper =
          visitor(steps.approver, "en").get("/supervision/" + id + "/notices/" + place + "/pdf");
      assertThat(paper.statusCode()).isEqualTo(200);
      assertThat(paper.body()).startsWith("%PDF-");
    }
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
  }

  @Test
  void whoPrepared_isOfferedNoDecision() throws Exception {
    UUID id = opened();
    jdbc.sql(
            "update user_account set roles = '{APPROVER,SUPERVISOR}', region = '330000' where login = ?")
        .param(steps.approver)
        .update();
    assertThat(visitor(steps.approver, "zh").get("/supervision/" + id).body())
        .contains("核对并送出答复")
        .doesNotContain("id=\"settlements\"");
    assertThat(visitor(supervisor, "zh").get("/supervision/" + id).body())
        .contains("id=\"settlements\"");
  }

  @Test
  void whoWroteSomeOfIt_sendsNothing_whoeverSavesAfterwards() {
    UUID id = opened();
    jdbc.sql("update user_account set roles = '{HANDLER,APPROVER}' where login = ?")
        .param(steps.approver)
        .update();
    steps.stage.as(steps.approver);
    explain(id, "说明", "说明");
    int shown = at(id);
    steps.stage.as(steps.handler);
    explain(id, "说明", "说明");
    assertThat(at(id)).as("nothing was changed").isEqualTo(shown);
    assertThat(file(id).findings())
        .allSatisfy(
            one ->
                assertThat(one.lastAnswer().orElseThrow().answeredBy())
                    .isEqualTo(steps.stage.id(steps.approver)));
    explain(id, "另写的说明", "另写的说明");
    steps.stage.as(steps.approver);
    assertThat(problems(() -> answers.send(id, at(id))))
        .containsExactly("supervision.problem.signOwn");
    assertThat(details(id, "supervision.prepare")).containsExactly("1, 2", "1, 2");
  }

  @Test
  void decision_staysHisWhoMadeIt_andTheTrailSaysWhatBecameOfIt() {
    UUID id = opened();
    settle(id, Outcome.DISMISSED);
    int shown = at(id);
    String first = supervisor;
    supervisor = steps.stage.official(Role.SUPERVISOR, "330000");
    settle(id, Outcome.DISMISSED);
    assertThat(at(id)).as("nothing was changed").isEqualTo(shown);
    decisions.settle(id, shown, List.of(new SupervisorDecisions.Entered(2, Optional.empty(), "")));
    assertThat(file(id).findings().get(0).settlement().orElseThrow().settledBy())
        .isEqualTo(steps.stage.id(first));
    assertThat(details(id, "supervision.settle"))
        .containsExactly("1 DISMISSED, 2 DISMISSED", "2 open again");
  }

  private List<String> details(UUID id, String action) {
    return jdbc.sql("select detail from audit_entry where subject = ? and action = ? order by id")
        .params("supervision:" + id, action)
        .query(String.class)
        .list();
  }

  @Test
  void case_whoseRetestFallsBack_isNotThere() {
    List<UUID> tests = new java.util.ArrayList<>(); // of this transaction: jobs make others
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            status -> {
              opened();
              String made = "select id from test_run where xmin = pg_current_xact_id()::xid";
              tests.addAll(jdbc.sql(made).query(UUID.class).list());
              status.setRollbackOnly();
            });
    assertThat(tests).isNotEmpty();
    assertThat(count("supervision_case where application_id = '" + application + "'")).isZero();
    assertThat(
            jdbc.sql("select count(*) from test_run where id = any(:tests)")
                .param("tests", tests.toArray(UUID[]::new))
                .query(Integer.class)
                .single())
        .isZero();
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

  @Test
  void list_isThatOfTheWorklist_keptToUnitAndRegion() throws Exception {
    UUID id = opened();
    assertThat(visitor(steps.handler, "en").get("/supervision?closed=true").headers().map())
        .extractingByKey("location")
        .asString()
        .contains("/work?view=done&procedure=supervision");
    assertThat(visitor(steps.handler, "en").get("/work?procedure=supervision").body())
        .contains(id.toString());
    String elsewhere = steps.stage.official(Role.SUPERVISOR, "650000");
    for (String view : new String[] {"mine", "waiting", "done"}) {
      assertThat(visitor(elsewhere, "en").get("/work?procedure=supervision&view=" + view).body())
          .doesNotContain(id.toString());
    }
  }

  @Test
  void noticeOfHolidays_movesTheDayInListsToo_asTheCaseHasIt() throws Exception {
    UUID id = opened();
    steps.stage.as(supervisor);
    LocalDate before = file(id).supervised().dueOn().orElseThrow();
    jdbc.sql("update supervision_event set at = ? where case_id = ? and cause = 'NOTIFY'")
        .params(OffsetDateTime.of(2026, 12, 25, 2, 0, 0, 0, ZoneOffset.UTC), id)
        .update();
    try {
      HolidaySteps.enter(server, steps.stage, 2027, "测试", "2027-01-04 元旦");
      steps.stage.as(supervisor);
      await()
          .pollInSameThread()
          .until(() -> !file(id).supervised().dueOn().equals(Optional.of(before)));
      SupervisionFile file = file(id);
      assertThat(file.supervised().dueOn()).isEqualTo(file.limit().map(Deadline::dueDate));
      assertThat(visitor(supervisor, "zh").get("/supervision/" + id).body())
          .contains("按放假安排重新计算期限", "：" + before + " → ")
          .doesNotContain("??");
    } finally {
      jdbc.sql("delete from holiday_day where year = 2027").update();
      jdbc.sql("delete from holiday_notice where year = 2027").update();
      jdbc.sql("delete from holiday_notice_request where year = 2027").update();
    }
  }
}
