package cn.beian.server.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Role;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.supervision.FindingResolution.Outcome;
import cn.beian.server.supervision.SameFindings.Chosen;
import cn.beian.server.supervision.SameFindings.Done;
import cn.beian.server.supervision.SameFindings.Result;
import java.util.ArrayList;
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
    assertThat(same.of(first, 1, Optional.empty()).cases())
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

  /** The case of the page, opened after hundreds of others, stands first; all others follow. */
  @Test
  void moreCasesThanAPageHolds_areReachedPageByPage_andTheOwnIsAlwaysThere() throws Exception {
    UUID own = opened();
    steps.stage.as(supervisor);
    int before = same.of(own, 1, Optional.empty()).cases().size();
    jdbc.sql(
            """
            with made as (
              insert into supervision_case (id, version, origin, reference, state, number,
                  application_id, organization_id, division, app_name, round, opened_at)
              select gen_random_uuid(), 1, origin, reference, state, number || '-' || i,
                  application_id, organization_id, division, app_name || i, round,
                  opened_at - make_interval(days => 1, secs => i)
                from supervision_case, generate_series(1, 450) i where id = :own
              returning id)
            insert into supervision_finding
              (case_id, place, package_id, test_id, rule_id, before, after)
            select made.id, f.place, f.package_id, f.test_id, f.rule_id, f.before, f.after
              from made, supervision_finding f where f.case_id = :own and f.place = 1
            """)
        .param("own", own)
        .update();
    assertThat(same.of(own, 1, Optional.empty()).cases()).as("not digested").hasSize(before);
    server.getBean(EvidenceDigests.class).fill();
    List<UUID> seen = new ArrayList<>();
    Optional<UUID> after = Optional.empty();
    int pages = 0;
    do {
      SameFindings.Found found = same.of(own, 1, after);
      found.cases().forEach(one -> seen.add(one.chosen().caseId()));
      after = found.next();
      pages++;
    } while (after.isPresent());
    assertThat(pages).isEqualTo(3);
    assertThat(seen).startsWith(own).doesNotHaveDuplicates().hasSize(450 + before);
    UUID last = seen.get(seen.size() - 1);
    WebSession page = WebSession.of(server, url(""), supervisor);
    String path = "/supervision/" + own + "/same/1";
    assertThat(page.page(path)).contains("更晚的案件", "after=" + seen.get(200));
    assertThat(page.page(path + "?after=" + seen.get(400)))
        .contains(last.toString())
        .doesNotContain("更晚的案件");
    assertThat(same.dismiss(own, 1, List.of(new Chosen(last, 7, 1)), "不是"))
        .extracting(Done::result)
        .containsExactly(Result.MOVED_ON);
    for (String made : List.of("supervision_finding where case_id", "supervision_case where id")) {
      jdbc.sql(
              "delete from "
                  + made
                  + " in (select id from supervision_case where number like :made)")
          .param("made", file(own).supervised().number() + "-%")
          .update();
    }
  }
}
