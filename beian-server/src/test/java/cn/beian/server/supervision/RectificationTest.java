package cn.beian.server.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.states.RecordState;
import cn.beian.filing.states.SupervisionState;
import cn.beian.server.Visitor;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.supervision.FindingResolution.Outcome;
import cn.beian.server.supervision.SponsorAnswer.Kind;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionTemplate;

/** Rectification is ordered by a supervisor, told in the record, and ended by a person. */
@Tag("once")
class RectificationTest extends SupervisedApp {
  @Test
  void order_putsTheRecordUnderRectification_untilALaterVersionShowsItMended() throws Exception {
    UUID id = opened();
    answer(id, Kind.MEND, "下一版去掉");
    steps.stage.as(supervisor);
    assertThat(problems(() -> decisions.order(id, at(id), Optional.of(today()), " ")))
        .containsExactly("supervision.problem.by", "supervision.problem.noDemand");
    LocalDate by = today().plusDays(30);
    decisions.order(id, at(id), Optional.of(by), "去掉活跃率排名和时长统计");
    assertThat(new Visitor(url("")).get("/records/" + number).body()).contains("整改中");
    assertThat(record().state()).isEqualTo(RecordState.RECTIFYING);
    assertThat(record().revisions()).hasSize(2);
    assertThat(record().number()).isEqualTo(number);
    assertThat(file(id).supervised().dueOn()).contains(by);

    answer(id, Kind.MENDED, "第二版已去掉");
    assertThat(file(id).supervised().proposedForClosing()).isFalse();
    filed("今日水情");
    steps.stage.as(supervisor);
    await().until(() -> gone(id) == 2);
    assertThat(file(id).supervised().proposedForClosing()).isTrue();
    assertThat(visitor(supervisor, "zh").get("/work?procedure=supervision").body())
        .contains("建议结案");
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
  void order_isAboutWhatIsNotSettled_andAsksNothingElse() throws Exception {
    UUID id = opened();
    answer(id, Kind.EXPLAIN, "防汛值守需要，只排河段");
    steps.stage.as(supervisor);
    decisions.settle(
        id,
        at(id),
        List.of(new SupervisorDecisions.Entered(1, Optional.of(Outcome.EXPLAINED), "核对过材料和界面")));
    order(id);

    String page = visitor(steps.handler, "zh").get("/supervision/" + id).body();
    assertThat(page)
        .contains("共 1 项发现", "核对过材料和界面", "name=\"kind-2\"")
        .doesNotContain("name=\"kind-1\"", "??");
    assertThat(visitor(steps.approver, "zh").get("/supervision/" + id + "/notices/3").body())
        .contains("FORM-109", "怎么改", "可以撤销备案", "有不同意见")
        .contains(file(id).findings().get(1).finding().rule().basis().get(0).article())
        .doesNotContain("FORM-104", "??");
    answer(id, Kind.MENDED, "第二版已去掉");
    steps.stage.as(supervisor);
    assertThat(file(id).findings().get(0).answers()).as("not asked again").hasSize(1);
    assertThat(file(id).findings().get(1).answers()).hasSize(2);
    decisions.settle(id, at(id), List.of(new SupervisorDecisions.Entered(1, Optional.empty(), "")));
    assertThat(file(id).asked()).as("what was ordered stays").hasSize(1);
  }

  @Test
  void mended_thatComesBackInALaterVersion_isOpenAgain() throws Exception {
    UUID id = opened();
    filed("今日水情");
    SupervisionSteps.lookAgain(server, id);
    settle(id, Outcome.MENDED);
    filed("日活跃率排名");
    SupervisionSteps.lookAgain(server, id);
    steps.stage.as(supervisor);
    assertThat(file(id).unsettled())
        .extracting(one -> one.finding().rule().id())
        .containsExactly("FORM-109");
    assertThat(problems(() -> decisions.close(id, at(id))))
        .containsExactly("supervision.problem.unsettled");
  }

  @Test
  void laterVersion_whoseFactsAreGone_showsNothing() throws Exception {
    UUID id = opened();
    UUID later = filed("今日水情");
    misplaceFacts(later);
    SupervisionSteps.lookAgain(server, id);
    assertThat(gone(id)).isZero();
    misplaceFacts(later);
  }

  /** Names facts that are not held; a second time, those that are. */
  private void misplaceFacts(UUID later) {
    jdbc.sql(
            "update inspection set facts_digest = reverse(facts_digest) where sha256 in (select p.sha256"
                + " from package_upload p join application_package a on a.package_id = p.id"
                + " where a.application_id = ?)")
        .param(later)
        .update();
  }

  @Test
  void silence_isNoShelter_butOnlyOnceTheLimitHasPassed() throws Exception {
    UUID id = opened();
    steps.stage.as(steps.handler);
    answers.save(
        id,
        at(id),
        List.of(
            new SponsorAnswers.Entered(
                1, Optional.of(Kind.EXPLAIN), "只写了一半", "", Optional.empty())));
    LocalDate today = today();
    steps.stage.as(supervisor);
    assertThat(file(id).findings().get(0).answers()).as("a draft is its unit's own").isEmpty();
    assertThat(problems(() -> decisions.order(id, at(id), Optional.of(today.plusDays(9)), "改")))
        .containsExactly("supervision.problem.notLate");
    jdbc.sql("update supervision_case set due_on = ? where id = ?")
        .params(today.minusDays(2), id)
        .update();
    assertThat(problems(() -> decisions.order(id, at(id), Optional.of(today.plusDays(9)), "改")))
        .as("a copy for lists gives no right")
        .containsExactly("supervision.problem.notLate");
    jdbc.sql("update supervision_case set due_on = ? where id = ?")
        .params(today.plusDays(2), id)
        .update();
    jdbc.sql("update supervision_event set at = at - interval '40 days' where case_id = ?")
        .param(id)
        .update();
    assertThat(file(id).late(today)).isTrue();
    assertThat(visitor(supervisor, "zh").get("/supervision/" + id + "/order").body())
        .contains("期限已过", "时限未核实");
    decisions.order(id, at(id), Optional.of(today.plusDays(9)), "改");
    assertThat(file(id).supervised().state()).isEqualTo(SupervisionState.RECTIFICATION_DUE);
    assertThat(file(id).findings().get(0).answers()).isEmpty();
    assertThat(visitor(steps.handler, "zh").get("/supervision/" + id).body())
        .contains("的草稿，没有送出")
        .doesNotContain("的答复</summary>");
    assertThat(problems(() -> decisions.order(id, at(id), Optional.of(today.plusDays(20)), "改")))
        .containsExactly("supervision.problem.notLate");
    jdbc.sql("update supervision_case set due_on = ? where id = ?")
        .params(today.minusDays(1), id)
        .update();
    decisions.order(id, at(id), Optional.of(today.plusDays(20)), "再改");
    assertThat(file(id).supervised().dueOn()).contains(today.plusDays(20));
    assertThat(record().revisions()).as("under rectification already").hasSize(2);
  }

  @Test
  void twoOrders_recordIsInForceOnlyAfterTheLast() throws Exception {
    UUID first = ordered();
    answer(first, Kind.MENDED, "已改");
    steps.stage.as(supervisor);
    order(first);
    assertThat(record().revisions()).as("one order more is no other state").hasSize(2);
    jdbc.sql("update supervision_case set reference = '99' where id = ?").param(first).update();
    UUID second = ordered();
    assertThat(record().revisions()).hasSize(2);
    settle(first, Outcome.DISMISSED);
    decisions.close(first, at(first));
    assertThat(record().state()).isEqualTo(RecordState.RECTIFYING);
    settle(second, Outcome.DISMISSED);
    decisions.close(second, at(second));
    assertThat(record().state()).isEqualTo(RecordState.FILED);
    assertThat(record().revisions())
        .as("nothing was rectified")
        .extracting(PublicRecord.Revision::event)
        .containsExactly("FILED", "RECTIFYING", "ORDER_LIFTED");
    assertThat(new Visitor(url("")).get("/records/" + number).body())
        .contains("整改要求已解除")
        .doesNotContain("整改完成", "??");
  }

  @Test
  void twoOrderedCases_closedAtTheSameMoment_leaveTheRecordInForce() throws Exception {
    UUID first = ordered();
    jdbc.sql("update supervision_case set reference = '99' where id = ?").param(first).update();
    UUID second = ordered();
    settle(first, Outcome.DISMISSED);
    settle(second, Outcome.DISMISSED);
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> closing =
          Objects.requireNonNull(
              server
                  .getBean(TransactionTemplate.class)
                  .execute(status -> closeBoth(first, second, other)));
      closing.get(30, TimeUnit.SECONDS);
    } finally {
      other.shutdownNow();
    }
    assertThat(record().state()).isEqualTo(RecordState.FILED);
    assertThat(record().revisions()).hasSize(3);
  }

  /** The second begins before the first is committed, and waits for it or is done by then. */
  private Future<?> closeBoth(UUID first, UUID second, ExecutorService other) {
    int mine = jdbc.sql("select pg_backend_pid()").query(Integer.class).single();
    decisions.close(first, at(first));
    Future<?> closing =
        other.submit(
            () -> {
              steps.stage.as(supervisor);
              decisions.close(second, at(second));
            });
    await()
        .until(
            () ->
                closing.isDone()
                    || jdbc.sql(
                            "select count(*) > 0 from pg_stat_activity where ? = any(pg_blocking_pids(pid))")
                        .param(mine)
                        .query(Boolean.class)
                        .single());
    return closing;
  }

  private UUID ordered() {
    UUID id = opened();
    answer(id, Kind.MEND, "下一版去掉");
    steps.stage.as(supervisor);
    order(id);
    return id;
  }

  private void order(UUID id) {
    LocalDate by = today().plusDays(30);
    decisions.order(id, at(id), Optional.of(by), "去掉活跃率排名和时长统计");
  }
}
