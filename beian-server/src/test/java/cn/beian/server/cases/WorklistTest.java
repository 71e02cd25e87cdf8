package cn.beian.server.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.filing.numbers.CreditCode;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.WorkFilter.View;
import cn.beian.server.filings.review.SigningHandover;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Organization;
import cn.beian.server.identity.Organizations;
import cn.beian.server.identity.Organizations.NewOrganization;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Whose turn it is, from a draft to what is done. */
class WorklistTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private Worklist worklist;
  @Autowired private MissingWorkItems missing;
  private FilingSteps steps;

  @BeforeEach
  void stage() {
    steps = new FilingSteps(server);
  }

  /** In which list of his a person finds a case; empty where he finds it in none. */
  private Optional<View> where(String login, UUID id) {
    steps.as(login);
    List<View> found = new java.util.ArrayList<>();
    for (View view : View.values()) {
      WorkFilter filter = WorkFilter.of(view).finding(steps.stage.name);
      if (worklist.page(filter, 1).stream().anyMatch(one -> one.caseId().equals(id))) {
        found.add(view);
      }
    }
    assertThat(found).hasSizeLessThan(2);
    return found.stream().findFirst();
  }

  private List<String> turnOf(UUID id) {
    List<String> turn =
        List.of(
                steps.handler,
                steps.approver,
                steps.firstSeat,
                steps.secondSeat,
                steps.reviewer,
                steps.signer)
            .stream()
            .filter(login -> where(login, id).equals(Optional.of(View.MINE)))
            .toList();
    return turn;
  }

  @Test
  void case_isAlwaysSomebodysTurn_untilItIsDone() throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    String colleague = steps.stage.own(Role.HANDLER);
    assertThat(turnOf(id)).containsExactly(steps.handler);
    assertThat(where(colleague, id)).contains(View.WAITING);
    assertThat(where(steps.approver, id)).contains(View.WAITING);
    assertThat(where(steps.firstSeat, id)).isEmpty();

    steps.ready(id);
    assertThat(turnOf(id)).containsExactly(steps.approver);
    assertThat(where(steps.signer, id)).isEmpty();

    steps.submit(id);
    assertThat(turnOf(id)).containsExactly(steps.firstSeat, steps.secondSeat);
    assertThat(where(steps.handler, id)).contains(View.WAITING);
    String elsewhere = steps.stage.official(Role.COMPLETENESS_REVIEWER, "650000");
    assertThat(where(elsewhere, id)).isEmpty();

    steps.vote(id, steps.firstSeat);
    assertThat(turnOf(id)).containsExactly(steps.secondSeat);
    assertThat(where(steps.firstSeat, id)).contains(View.WAITING);

    steps.vote(id, steps.secondSeat);
    assertThat(turnOf(id)).containsExactly(steps.reviewer);

    steps.accepted(id);
    assertThat(turnOf(id)).as("the build that goes online").containsExactly(steps.handler);
    assertThat(where(steps.firstSeat, id)).contains(View.WAITING);
  }

  @Test
  void withdrawnDraft_isDone_andNoOfficialEverSawIt() throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    steps.as(steps.handler);
    server
        .getBean(cn.beian.server.filings.drafting.Submission.class)
        .withdraw(id, steps.version(id), "");
    assertThat(where(steps.handler, id)).contains(View.DONE);
    assertThat(where(steps.firstSeat, id)).isEmpty();
  }

  @Test
  void claimedCase_standsInOneListOfTheOffice_untilItIsLetGo() throws Exception {
    UUID id =
        steps.complete(
            steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler))));
    String colleague = steps.stage.official(Role.NATIONAL_REVIEWER, "100000");
    jdbc.sql(
            """
            update user_account set organization_id = (select organization_id from user_account
              where login = :reviewer) where login = :colleague
            """)
        .param("reviewer", steps.reviewer)
        .param("colleague", colleague)
        .update();
    WorkClaims claims = server.getBean(WorkClaims.class);
    steps.as(steps.reviewer);
    assertThat(claims.claim("application", id)).isTrue();
    assertThat(where(steps.reviewer, id)).contains(View.MINE);
    assertThat(where(colleague, id)).contains(View.WAITING);
    assertThat(claims.claim("application", id)).as("somebody was quicker").isFalse();
    steps.as(steps.reviewer);
    assertThat(claims.hand("application", id, steps.stage.id(steps.signer))).isFalse();
    assertThat(claims.hand("application", id, steps.stage.id(colleague))).isTrue();
    assertThat(where(colleague, id)).contains(View.MINE);
    assertThat(where(steps.reviewer, id)).contains(View.WAITING);
    steps.as(colleague);
    assertThat(claims.release("application", id)).isTrue();
    assertThat(where(steps.reviewer, id)).contains(View.MINE);
    steps.as(steps.handler);
    assertThat(claims.claim("application", id)).isFalse();
  }

  @Test
  void reviewedCase_isTheSigners_andTheReviewersAgainWhereHeGivesItBack() throws Exception {
    UUID id =
        steps.complete(
            steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler))));
    steps.judgeAll(id);
    SigningHandover signing = server.getBean(SigningHandover.class);
    signing.hand(id, steps.version(id), SigningHandover.Proposal.ACCEPTANCE, "");
    assertThat(turnOf(id)).containsExactly(steps.signer);
    steps.as(steps.signer);
    int version = steps.version(id);
    assertThatThrownBy(() -> signing.back(id, version, " "))
        .isInstanceOf(CommandRefusedException.class);
    signing.back(id, version, "请再核对第二项");
    assertThat(turnOf(id)).containsExactly(steps.reviewer);
    steps.as(steps.reviewer);
    assertThat(signing.last(steps.file(id)).orElseThrow().remark()).isEqualTo("请再核对第二项");
    signing.hand(id, steps.version(id), SigningHandover.Proposal.REFUSAL, "说明不成立");
    assertThat(turnOf(id)).containsExactly(steps.signer);
  }

  @Test
  void list_isFilteredAndTakenAway_asItIsRead() throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.app().facts(), steps.handler));
    jdbc.sql("update application set app_name = '=HYPERLINK(1)' where id = :id")
        .param("id", id)
        .update();
    jdbc.sql("update work_item set derivation = 0 where case_id = :id").param("id", id).update();
    missing.complete();
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/work?q=HYPER"))
        .contains(id.toString(), "work.csv?view=mine&amp;q=HYPER");
    assertThat(handler.page("/work?q=%25")).doesNotContain(id.toString());
    assertThat(handler.page("/work?view=odd&due=odd&page=-1&region=x'&state=ODD&procedure=odd"))
        .contains("待办");
    assertThat(handler.get("/work.csv?q=HYPER").body()).contains("'=HYPERLINK(1)", "草稿");
    byte[] sheet = handler.bytes("/work.xlsx?q=HYPER");
    try (ReadableWorkbook workbook = new ReadableWorkbook(new ByteArrayInputStream(sheet))) {
      assertThat(workbook.getFirstSheet().read()).hasSize(2);
      assertThat(workbook.getFirstSheet().read().get(1).getCellText(0)).isEqualTo("=HYPERLINK(1)");
    }
  }

  @Test
  void case_isFoundByAnyPartOfItsNames_andByTheNameThatItsUnitHasNow() throws Exception {
    UUID id = steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler));
    jdbc.sql("update work_item set app_name = '智慧ＡＢ%河长_制' where case_id = :id")
        .param("id", id)
        .update();
    for (String text : List.of("河", "慧ab%河", "AB％", "长_", steps.stage.name.substring(2))) {
      assertThat(found(text)).as(text).contains(id);
    }
    for (String text : List.of("长%制", "河制", "智_", "龘")) {
      assertThat(found(text)).as(text).doesNotContain(id);
    }
    String code = "11330100MB" + String.format("%07d", System.nanoTime() % 10_000_000);
    Organization before = server.getBean(Identity.class).organization(steps.stage.unit);
    server
        .getBean(Organizations.class)
        .correct(
            before.id(),
            new NewOrganization(
                "河务" + before.name(),
                code + CreditCode.checkCharacter(code),
                before.level(),
                before.kind(),
                before.division(),
                null,
                before.route()));
    assertThat(found("河务" + before.name())).contains(id);
    assertThat(worklist.find("application", id).orElseThrow().sponsor())
        .isEqualTo("河务" + before.name());
    steps.ready(id);
    assertThat(found("河务")).contains(id);
  }

  private List<UUID> found(String text) {
    steps.as(steps.handler);
    List<UUID> found = new java.util.ArrayList<>();
    for (View view : View.values()) {
      WorkFilter filter = WorkFilter.of(view).finding(text);
      List<WorkItem> rows = worklist.page(filter, 1);
      assertThat(worklist.count(filter)).isEqualTo(rows.size());
      rows.forEach(one -> found.add(one.caseId()));
    }
    return found;
  }

  /** Rows of cases of a division, due one a day from 2020 on, for one seat. */
  private void rows(int many, String division) {
    jdbc.sql(
            """
            insert into work_item (procedure_name, case_id, derivation, app_name, organization_id,
              division, kind, state, round, since, due_on, due_verified, due_provisional, opened_at)
            select 'application', gen_random_uuid(), :derivation, '多', :unit, :division, 'EXISTING',
              'COMPLETENESS_REVIEW', 1, now(), date '2020-01-01' + n / 10, false, false, now()
            from generate_series(1, :many) n
            """)
        .param("derivation", WorkItems.DERIVATION)
        .param("unit", steps.stage.unit)
        .param("division", division)
        .param("many", many)
        .update();
    jdbc.sql(
            """
            insert into work_turn (procedure_name, case_id, role)
            select procedure_name, case_id, 'COMPLETENESS_REVIEWER' from work_item w
            where organization_id = :unit
              and not exists (select 1 from work_turn t where t.case_id = w.case_id)
            """)
        .param("unit", steps.stage.unit)
        .update();
  }

  @Test
  void thousandsOfAnotherProvince_hideNothing_andEachCaseHasItsNeighbours() {
    rows(2_100, "650100");
    rows(123, "540102");
    steps.as(steps.stage.official(Role.COMPLETENESS_REVIEWER, "540000"));
    WorkFilter mine = WorkFilter.of(View.MINE);
    assertThat(worklist.count(mine)).isEqualTo(123);
    List<WorkItem> all = new java.util.ArrayList<>();
    for (int page = 1; page <= 3; page++) {
      all.addAll(worklist.page(mine, page));
    }
    assertThat(all).hasSize(123).doesNotHaveDuplicates();
    assertThat(all).extracting(one -> one.dueOn().orElseThrow()).isSorted();
    for (int i = 0; i < all.size(); i++) {
      assertThat(worklist.beside(all.get(i), true).map(Worklist.Neighbour::caseId))
          .isEqualTo(i == 0 ? Optional.empty() : Optional.of(all.get(i - 1).caseId()));
      assertThat(worklist.beside(all.get(i), false).map(Worklist.Neighbour::caseId))
          .isEqualTo(i == 122 ? Optional.empty() : Optional.of(all.get(i + 1).caseId()));
    }
    assertThat(worklist.first(all.get(0).caseId()).orElseThrow().caseId())
        .isEqualTo(all.get(1).caseId());
    jdbc.sql(
            "delete from work_turn where case_id in (select case_id from work_item where app_name = '多')")
        .update();
    jdbc.sql("delete from work_item where app_name = '多'").update();
  }

  /** What an upgrade finds is as what the acts have made. */
  @Test
  void rowsThatAreMissing_areMadeAsTheyWere() throws Exception {
    UUID id = steps.send(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    steps.vote(id, steps.firstSeat);
    String before = row(id);
    jdbc.sql("delete from work_turn where case_id = :id").param("id", id).update();
    jdbc.sql("delete from work_item where case_id = :id").param("id", id).update();
    missing.complete();
    assertThat(row(id)).isEqualTo(before).contains("GOVERNMENT_SERVICE_REVIEWER");
  }

  private String row(UUID id) {
    return jdbc.sql(
            """
            select concat_ws(' ', w.app_name, w.number, w.state, w.kind, w.round, w.due_on,
              w.opened_at, w.closed_at, (select string_agg(t.role, ',' order by t.role)
                from work_turn t where t.case_id = w.case_id)) from work_item w
            where w.case_id = :id
            """)
        .param("id", id)
        .query(String.class)
        .single();
  }
}
