package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.beian.facts.FactSet;
import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.rules.Verdict;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.Cases;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.PasswordHashes;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.Records;
import cn.beian.server.retests.Changed;
import cn.beian.server.retests.RetestResult;
import cn.beian.server.retests.RetestRun;
import cn.beian.server.retests.RetestSteps;
import cn.beian.server.retests.Retests;
import cn.beian.server.rulebooks.RulebookDrafts;
import cn.beian.server.rulebooks.RulebookVersion;
import cn.beian.server.rulebooks.RulebookZip;
import cn.beian.server.testing.Standing;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A new rulebook is tried on what is filed, and changes no filing by itself. */
@Tag("once")
class RulebookRetestTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private RulebookDrafts drafts;
  @Autowired private Retests retests;
  @Autowired private Clock clock;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  private String page(String login, String path, String language) throws Exception {
    jdbc.sql("update user_account set password_hash = ? where login = ?")
        .params(PasswordHashes.of(KNOWN_PASSWORD), login)
        .update();
    return new Visitor(url("")).logIn(login, KNOWN_PASSWORD, language).get(path).body();
  }

  private static void assertChanges(List<RetestResult> results, FilingNumber number) {
    assertThat(results)
        .filteredOn(one -> one.number().equals(number.toString()))
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.after()).contains(Verdict.BLOCKED);
              assertThat(one.changes())
                  .containsExactly(new Changed("FORM-102", Standing.EXPLAIN, Standing.BLOCKS));
            });
  }

  private UUID testOfRecord(UUID application) {
    return jdbc.sql(
            "select test_id from application_package where application_id = ? and part = 'REVIEW'")
        .param(application)
        .query(UUID.class)
        .single();
  }

  private List<UUID> cases(UUID application) {
    return jdbc.sql("select id from supervision_case where application_id = ?")
        .param(application)
        .query(UUID.class)
        .list();
  }

  @Test
  void newRulebook_isTriedBeforeItIsSigned_andOpensCasesWhenItBegins() throws Exception {
    FactSet withPoints = steps.stage.facts("每日登录可获得积分");
    UUID points = steps.inNationalReview(steps.draft(steps.stage.plant(withPoints, steps.handler)));
    steps.judgeAll(points);
    FilingNumber number = steps.accept(points);
    FilingSteps others = new FilingSteps(server);
    UUID plain =
        others.inNationalReview(
            others.draft(others.stage.plant(others.stage.facts("今日水情"), others.handler)));
    others.judgeAll(plain);
    FilingNumber unchanged = others.accept(plain);
    CaseFile before = fileOf(points);
    UUID testBefore = testOfRecord(points);

    String administrator = steps.stage.official(Role.RULEBOOK_ADMINISTRATOR, "100000");
    steps.stage.as(administrator);
    byte[] zip =
        RulebookZip.with(
            "FORM-102.yaml",
            Map.of("usual: explain", "usual: block", "effect: explain", "effect: block"));
    String version = drafts.draft(new ByteArrayInputStream(zip), "积分一律阻断");
    LocalDate tomorrow = OfficialTime.dayOf(clock.instant()).plusDays(1);
    steps.stage.as(steps.signer);
    assertThat(
            catchThrowableOfType(RejectedInput.class, () -> retests.publish(version, tomorrow))
                .problems())
        .extracting(Problem::key)
        .containsExactly("rulebooks.previewFirst");

    steps.stage.as(administrator);
    RetestRun preview = RetestSteps.ended(server, retests.preview(version).id());
    assertThat(preview.done()).isEqualTo(preview.total()).isGreaterThanOrEqualTo(2);
    assertChanges(retests.results(preview), number);
    assertThat(retests.results(preview))
        .extracting(RetestResult::number)
        .doesNotContain(unchanged.toString());
    assertThat(page(administrator, "/rulebooks/drafts/" + version, "zh"))
        .contains("积分一律阻断", number.toString(), "积分功能", "需要说明", "有阻断项", "重新试测")
        .contains("处理方式（阻断、说明或建议）有改动")
        .doesNotContain("每日登录可获得积分"); // what an app shows is no business of his
    assertThat(page(steps.signer, "/rulebooks/drafts/" + version, "en"))
        .contains("Points for activity", "to be explained", "something blocks", "Sign as the next")
        .doesNotContain("??");

    assertThat(cases(points)).as("a preview opens nothing").isEmpty();
    steps.stage.as(steps.signer);
    RulebookVersion signed = retests.publish(version, tomorrow);
    RetestRun run = RetestSteps.inForce(server, signed.number());
    assertThat(RetestSteps.inForce(server, signed.number()).id()).isEqualTo(run.id());
    assertThat(page(steps.reviewer, "/retests", "zh"))
        .contains(number.toString(), "监督案件：待主办单位答复", "/supervision/" + cases(points).get(0));
    steps.stage.as(steps.reviewer);
    assertChanges(retests.results(run, 1), number);
    List<UUID> opened = cases(points);
    RetestSteps.again(server, run);
    assertThat(cases(points)).as("none twice").isEqualTo(opened).hasSize(1);
    assertThat(cases(plain)).isEmpty();
    assertResultsArePaged(run, "/retests?version=" + signed.number());

    assertThat(fileOf(points).application()).isEqualTo(before.application());
    assertThat(fileOf(points).findings()).isEqualTo(before.findings());
    assertThat(testOfRecord(points)).isEqualTo(testBefore);
    assertThat(server.getBean(Records.class).find(number.toString()).orElseThrow().revisions())
        .hasSize(1);
  }

  private void assertResultsArePaged(RetestRun run, String address) throws Exception {
    steps.stage.as(steps.reviewer);
    RetestSteps.leave(server, run, 53 - retests.found().get(0).results());
    assertThat(retests.found().get(0).results()).isEqualTo(53);
    assertThat(retests.results(run, 1))
        .hasSize(50)
        .doesNotContainAnyElementsOf(retests.results(run, 2));
    RetestResult last = retests.results(run, 2).get(2);
    assertThat(page(steps.reviewer, address, "en"))
        .contains("Page 1 of 2", "53 judged differently", address + "&amp;page=2")
        .contains("Judged more severely, but there is no case")
        .doesNotContain(last.number() + " ");
    assertThat(page(steps.reviewer, address + "&page=2", "zh"))
        .contains("第 2 页", last.number() + " ", "page=1\"")
        .doesNotContain("??");
    assertThat(page(steps.reviewer, address + "&page=999", "en")).contains("Page 2 of 2");
    String elsewhere = steps.stage.official(Role.SUPERVISOR, "650000");
    assertThat(page(elsewhere, address, "en"))
        .doesNotContain(last.number(), "53 judged differently");
  }

  @Test
  void run_thatAKilledServerLeft_goesOnWhereItStood() throws Exception {
    for (int i = 0; i < 2; i++) {
      FilingSteps one = new FilingSteps(server);
      UUID id =
          one.inNationalReview(
              one.draft(one.stage.plant(one.stage.facts("每日登录可获得积分"), one.handler)));
      one.judgeAll(id);
      one.accept(id);
    }
    String administrator = steps.stage.official(Role.RULEBOOK_ADMINISTRATOR, "100000");
    steps.stage.as(administrator);
    byte[] zip =
        RulebookZip.with(
            "FORM-102.yaml",
            Map.of(
                "usual: explain", "usual: block",
                "effect: explain", "effect: block",
                "积分功能,", "积分功能（续）,"));
    RetestRun whole =
        RetestSteps.ended(
            server, retests.preview(drafts.draft(new ByteArrayInputStream(zip), "")).id());
    List<RetestResult> results = retests.results(whole);
    UUID half =
        jdbc.sql(
                "select id from application where state = 'ACCEPTED' and number is not null and exists"
                    + " (select 1 from application_package p where p.application_id = application.id)"
                    + " order by id offset ? limit 1")
            .param(whole.total() / 2)
            .query(UUID.class)
            .single();
    jdbc.sql("update retest_run set ended_at = null, last_done = ? where id = ?")
        .params(half, whole.id())
        .update();
    jdbc.sql("delete from retest_result where run_id = ? and application_id > ?")
        .params(whole.id(), half)
        .update();
    assertThat(retests.results(whole)).hasSizeLessThan(results.size());
    assertThat(RetestSteps.resumed(server, whole)).isEqualTo(results);
  }

  @Test
  void filedApp_thatCannotBeLoaded_isNotedAsUntested_andStopsNothing() throws Exception {
    UUID broken =
        steps.inNationalReview(steps.draft(steps.stage.plant(steps.stage.facts(), steps.handler)));
    steps.judgeAll(broken);
    String number = steps.accept(broken).toString();
    UUID lost = UUID.randomUUID();
    UUID filed =
        jdbc.sql("select package_id from application_package where application_id = ?")
            .param(broken)
            .query(UUID.class)
            .single();
    String change = "update application_package set package_id = ? where application_id = ?";
    jdbc.sql(change).params(lost, broken).update();
    try {
      steps.stage.as(steps.stage.official(Role.RULEBOOK_ADMINISTRATOR, "100000"));
      byte[] zip = RulebookZip.with("FORM-102.yaml", Map.of("积分功能,", "积分功能（其三）,"));
      RetestRun run =
          RetestSteps.ended(
              server, retests.preview(drafts.draft(new ByteArrayInputStream(zip), "")).id());
      assertThat(run.done()).isEqualTo(run.total());
      assertThat(retests.results(run))
          .filteredOn(one -> one.number().equals(number))
          .singleElement()
          .satisfies(one -> assertThat(one.untested()).isTrue())
          .satisfies(one -> assertThat(one.packageId()).isEqualTo(lost));
    } finally {
      jdbc.sql(change).params(filed, broken).update();
    }
  }

  private CaseFile fileOf(UUID id) {
    steps.stage.as(steps.reviewer);
    return server.getBean(Cases.class).file(id);
  }
}
