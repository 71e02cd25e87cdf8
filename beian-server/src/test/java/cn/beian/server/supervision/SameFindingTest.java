package cn.beian.server.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.supervision.FindingResolution.Outcome;
import cn.beian.server.supervision.SameFindings.Chosen;
import cn.beian.server.supervision.SameFindings.Done;
import cn.beian.server.supervision.SameFindings.Result;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** One finding in the cases of several units. */
class SameFindingTest extends SupervisedApp {
  @Autowired private SameFindings same;

  private UUID ofAnotherUnit(String... texts) throws Exception {
    FilingSteps other = new FilingSteps(server);
    UUID filed =
        other.inNationalReview(
            other.draft(other.stage.plant(other.stage.facts(texts), other.handler)));
    other.accepted(filed);
    return SupervisionSteps.open(server, version, filed).orElseThrow();
  }

  private Chosen chosen(UUID id) {
    return new Chosen(id, at(id), 1);
  }

  private Optional<Outcome> outcome(UUID id) {
    return file(id).findings().get(0).settlement().map(FindingResolution::outcome);
  }

  @Test
  void sameFinding_isDismissedInTheCasesThatWereChosen_andInNoOther() throws Exception {
    UUID first = opened();
    UUID second = ofAnotherUnit("日活跃率排名", "累计学习时长：120 分钟");
    UUID moved = ofAnotherUnit("日活跃率排名", "累计学习时长：120 分钟");
    UUID left = ofAnotherUnit("日活跃率排名", "累计学习时长：120 分钟");
    UUID otherwise = ofAnotherUnit("日活跃率排名榜单第一", "累计学习时长：9 分钟");
    steps.stage.as(supervisor);
    assertThat(same.of(first, 1).cases())
        .extracting(one -> one.chosen().caseId())
        .contains(first, second, moved, left)
        .doesNotContain(otherwise);
    Chosen stale = chosen(moved);
    decisions.settle(
        moved,
        at(moved),
        List.of(new SupervisorDecisions.Entered(2, Optional.of(Outcome.DISMISSED), "另一项先处理")));
    UUID crafted = UUID.randomUUID();
    List<Done> done =
        same.dismiss(
            first,
            1,
            List.of(
                chosen(first),
                chosen(second),
                stale,
                chosen(otherwise),
                new Chosen(crafted, 1, 1),
                chosen(first)),
            "排名的是河段，不是人");
    assertThat(done)
        .extracting(Done::result)
        .containsExactly(
            Result.SETTLED, Result.SETTLED, Result.MOVED_ON, Result.NOT_SAME, Result.NOT_SAME);
    assertThat(outcome(first)).contains(Outcome.DISMISSED);
    assertThat(outcome(second)).contains(Outcome.DISMISSED);
    assertThat(outcome(moved)).isEmpty();
    assertThat(outcome(left)).isEmpty();
    assertThat(outcome(otherwise)).isEmpty();
    assertThat(
            jdbc.sql(
                    "select count(*) from audit_entry where action = 'supervision.settle'"
                        + " and subject in (:first, :second)")
                .param("first", "supervision:" + first)
                .param("second", "supervision:" + second)
                .query(Integer.class)
                .single())
        .isEqualTo(2);
  }

  @Test
  void choice_isConfirmed_andForNobodyElse() throws Exception {
    UUID first = opened();
    UUID second = ofAnotherUnit("日活跃率排名", "累计学习时长：120 分钟");
    WebSession page = WebSession.of(server, url(""), supervisor);
    String path = "/supervision/" + first + "/same/1";
    assertThat(page.page("/supervision/" + first)).contains(path);
    assertThat(page.page(path)).contains(first.toString(), second.toString());
    assertThat(page.post(path + "/check", Map.of("reason", " ")).body()).contains("请选择案件", "请写明理由");
    Map<String, String> one =
        Map.of("case", second + "." + at(second) + ".1", "reason", "<b>不是</b>排名");
    assertThat(page.post(path + "/check", one).body())
        .contains("将在 1 个案件里认定", "&lt;b&gt;不是&lt;/b&gt;排名")
        .doesNotContain("<b>不是");
    steps.stage.as(supervisor);
    assertThat(outcome(second)).as("asked only").isEmpty();
    assertThat(page.post(path, one).body()).contains("1 个案件中处理了 1 个", "已认定");
    assertThat(page.post(path, one).body()).as("sent again").contains("1 个案件中处理了 0 个");
    String elsewhere = steps.stage.official(Role.SUPERVISOR, "650000");
    assertThat(WebSession.of(server, url(""), elsewhere).get(path).statusCode()).isEqualTo(403);
    assertThat(WebSession.of(server, url(""), steps.handler).post(path, one).statusCode())
        .isEqualTo(403);
  }
}
