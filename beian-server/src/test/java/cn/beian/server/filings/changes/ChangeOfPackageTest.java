package cn.beian.server.filings.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.form.Question;
import cn.beian.filing.states.ApplicationState;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.filed.LaunchBuilds;
import cn.beian.server.filings.filed.ReadPackages;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.RecordCheck;
import cn.beian.server.records.Records;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * A change of information that brings another package: what an attacker who knows the roles would
 * do with it, and what the seats of the province may end themselves.
 */
class ChangeOfPackageTest extends ServerTest {
  private static final String CHECK_IN = "FORM-101";

  @Autowired private ApplicationContext server;
  @Autowired private Records records;
  @Autowired private ReadPackages readPackages;
  @Autowired private DataSource dataSource;
  @Autowired private PublicLedger ledger;
  private FilingSteps steps;
  private String number;
  private UUID app;

  @BeforeEach
  void filedApp() throws Exception {
    steps = new FilingSteps(server);
    UUID filed = steps.draft(plant(steps.stage.app()));
    number = steps.accepted(steps.inNationalReview(filed)).toString();
    app = record().appId();
    steps.as(steps.handler);
  }

  private UUID plant(AppFacts facts) throws Exception {
    return steps.stage.plant(facts.facts(), steps.handler);
  }

  private PublicRecord record() {
    return records.find(number).orElseThrow();
  }

  private List<String> events() {
    return record().revisions().stream().map(PublicRecord.Revision::event).toList();
  }

  /** A change of information that is begun without a package. */
  private UUID begun() throws Exception {
    HttpResponse<String> answer =
        WebSession.of(server, url(""), steps.handler)
            .post("/apps/" + app + "/changes", Map.of("kind", "CHANGE"));
    String to = answer.uri().getPath();
    assertThat(to).as(answer.body()).startsWith("/applications/");
    return UUID.fromString(to.substring(to.lastIndexOf('/') + 1));
  }

  /** It takes another package, and is sent. */
  private UUID sentWith(UUID added) throws Exception {
    UUID id = begun();
    UUID old = steps.file(id).packages().get(0).submitted().packageId();
    steps.as(steps.handler);
    server.getBean(DraftPackages.class).replace(id, old, added);
    readPackages.goOn(added);
    Map<Question, String> said = new HashMap<>();
    said.put(Question.once("operation.operator"), "云州市大数据中心");
    said.put(Question.once("change.objection"), "只改了几处文字");
    steps.as(steps.handler);
    steps.save(id, said);
    steps.submit(steps.ready(id));
    return id;
  }

  private HttpResponse<String> press(UUID id, String seat) throws Exception {
    return WebSession.of(server, url(""), seat)
        .post(
            "/cases/" + id + "/votes",
            Map.of("version", String.valueOf(steps.version(id)), "opinion", "COMPLETE"));
  }

  private UUID bothPressComplete(UUID id) throws Exception {
    assertThat(press(id, steps.firstSeat).statusCode()).isEqualTo(200);
    assertThat(press(id, steps.secondSeat).statusCode()).isEqualTo(200);
    return id;
  }

  private void askSupplement(UUID id, String seat) throws Exception {
    Map<String, String> list = Map.of("gap", "change.what", "demand:change.what", "请写明改了什么");
    Map<String, String> form = new HashMap<>(list);
    form.put("version", String.valueOf(steps.version(id)));
    form.put("opinion", "ASK_SUPPLEMENT");
    WebSession web = WebSession.of(server, url(""), seat);
    web.post("/cases/" + id + "/votes/withdrawal", form); // of a seat that has voted
    form.put("version", String.valueOf(steps.version(id)));
    assertThat(web.post("/cases/" + id + "/votes", form).statusCode()).isEqualTo(200);
  }

  private ApplicationState state(UUID id) {
    steps.as(steps.handler);
    return steps.file(id).application().state();
  }

  private String sha256(UUID packageId) {
    return jdbc.sql("select sha256 from package_upload where id = ?")
        .param(packageId)
        .query(String.class)
        .single();
  }

  private String store(UUID packageId) throws Exception {
    return new Visitor(url(""))
        .send(
            "GET",
            "/api/v1/lookup?sha256=" + sha256(packageId),
            Map.of("Accept", "application/json"),
            new byte[0])
        .body();
  }

  private void clean() {
    assertThat(RecordCheck.run(dataSource, ledger, read -> {}).faults())
        .filteredOn(fault -> fault.number().equals(number))
        .isEmpty();
  }

  /** Forced check-in, a ranking, and another sponsor on its screens. */
  private AppFacts forbidden() {
    return steps
        .stage
        .app()
        .version("9.9.9", "999")
        .compulsoryCheckIn()
        .screen("Ranking", "积分排行榜")
        .text("主办单位：云州某某科技有限公司");
  }

  @Test
  void whatTheLawForbids_doesNotEnterTheRegister_whenBothSeatsPressComplete() throws Exception {
    UUID bad = plant(forbidden());
    PublicRecord before = record();
    UUID id = sentWith(bad);
    String page = WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + id);
    assertThat(page)
        .as("comparison and verdict stand at the button")
        .contains("不能由两部门会审办结", "建议按重大功能变更", "材料完备，转国家审核")
        .doesNotContain("材料完备，同意变更");

    bothPressComplete(id);
    assertThat(state(id)).isEqualTo(ApplicationState.NATIONAL_REVIEW);
    assertThat(events()).containsExactly("FILED");
    assertThat(record().builds()).isEqualTo(before.builds());
    assertThat(store(bad)).contains("\"status\":\"UNKNOWN\"").doesNotContain(number);

    assertThatThrownBy(() -> steps.accept(id))
        .as("it stands under what stops any filing")
        .isInstanceOf(CommandRefusedException.class)
        .hasMessageContaining("stop.");
    steps.as(steps.reviewer);
    assertThat(steps.file(id).stops()).anyMatch(stop -> stop.finding().ruleId().equals(CHECK_IN));
    assertThat(events()).containsExactly("FILED");
    clean();
  }

  @Test
  void versionWithAnOpenFinding_goesToTheNation_whichTestsIt() throws Exception {
    // the same findings as in the filed version, dismissed there and judged by nobody here
    UUID next = plant(steps.stage.app().version("3.2.2", "322"));
    UUID id = bothPressComplete(sentWith(next));
    assertThat(state(id)).isEqualTo(ApplicationState.NATIONAL_REVIEW);
    assertThat(events()).containsExactly("FILED");
    assertThat(WebSession.of(server, url(""), steps.reviewer).page("/cases/" + id))
        .contains("标明主办（使用）单位");

    PublicRecord before = record();
    assertThat(steps.accepted(id).toString()).isEqualTo(number);
    assertThat(events()).containsExactly("FILED", "CHANGED_TESTED");
    assertThat(record().summary().testDigests()).isNotEqualTo(before.summary().testDigests());
    assertThat(store(next)).contains("\"status\":\"FILED_THIS_BUILD\"", "\"tested\":true");
    assertThat(new Visitor(url("")).get("/records/" + number).body())
        .contains("变更备案（经国家审核和检测）", "检测的是版本 3.2.2。")
        .doesNotContain("没有重新检测", "此前版本的检测结论");
    clean();
  }

  @Test
  void soundVersionThatIsNoMajorChange_endsAtTheSeats_andIsNowhereToldAsTested() throws Exception {
    UUID next = plant(sound());
    UUID id = sentWith(next);
    assertThat(WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + id))
        .contains("材料完备，同意变更", "可由两部门会审办结", "该版本未经国家技术检测", "系统比对的结果")
        .doesNotContain("不能由两部门会审办结");
    bothPressComplete(id);
    assertThat(state(id)).isEqualTo(ApplicationState.ACCEPTED);
    assertThat(events()).containsExactly("FILED", "CHANGED");
    assertThat(store(next))
        .contains("\"status\":\"FILED_UNTESTED\"", "\"build\":\"UNTESTED\"", "\"tested\":false");
    Visitor anybody = new Visitor(url(""));
    assertThat(anybody.get("/lookup?sha256=" + sha256(next)).body())
        .contains("已登记，但没有检测")
        .doesNotContain("是备案的安装包", "备案前送审的包");
    assertThat(anybody.get("/records/" + number).body())
        .contains("版本 3.2.2 是之后按变更备案登记的，没有重新检测。")
        .containsPattern("(?s)<details><summary>此前版本的检测结论（不是现登记版本的）</summary>.*检测的是版本 3.2.1。");
    clean();
  }

  @Test
  void launchBuildOfAnUntestedVersion_isNotToldAsTested() throws Exception {
    bothPressComplete(sentWith(plant(sound())));
    UUID id = record().applicationId();
    UUID launch = plant(sound().text("备案编号：" + number));
    steps.as(steps.handler);
    server.getBean(LaunchBuilds.class).handIn(id, steps.version(id), launch);
    assertThat(events()).containsExactly("FILED", "CHANGED", "LAUNCH_BUILD");
    assertThat(store(launch))
        .contains("\"status\":\"FILED_UNTESTED\"", "\"showsNumber\":true", "\"tested\":false");
  }

  private AppFacts sound() {
    return steps.stage.app().version("3.2.2", "322").sound(steps.stage.name);
  }

  @Test
  void packageThatCannotBeCompared_goesToTheNation() throws Exception {
    UUID next = plant(steps.stage.app().version("3.2.2", "322"));
    UUID id = sentWith(next);
    steps.as(steps.firstSeat);
    jdbc.sql(
            """
            update inspection set status = 'QUEUED' where sha256 in (
              select u.sha256 from package_upload u
                join application_package p on p.package_id = u.id
                join application a on a.changes_id = p.application_id where a.id = ?)
            """)
        .param(id)
        .update();
    assertThat(WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + id))
        .contains("不能由两部门会审办结", "未能与已备案的版本比对");
    bothPressComplete(id);
    assertThat(state(id)).isEqualTo(ApplicationState.NATIONAL_REVIEW);
    assertThat(events()).containsExactly("FILED");
  }

  @Test
  void packageOfWhichNotAllWasRead_goesToTheNation() throws Exception {
    UUID id =
        bothPressComplete(sentWith(plant(steps.stage.app().version("3.2.2", "322").halfRead())));
    assertThat(state(id)).isEqualTo(ApplicationState.NATIONAL_REVIEW);
    assertThat(events()).containsExactly("FILED");
  }

  @Test
  void packageThatIsExchangedAfterASeatLooked_isNotEndedByWhatItSaw() throws Exception {
    UUID id = sentWith(plant(steps.stage.app().version("3.2.2", "322")));
    int seen = steps.version(id);
    press(id, steps.firstSeat);
    UUID bad = plant(forbidden());
    UUID now = steps.file(id).packages().get(0).submitted().packageId();
    steps.as(steps.handler);
    assertThatThrownBy(() -> server.getBean(DraftPackages.class).replace(id, now, bad))
        .as("while it is looked at nothing is exchanged")
        .isInstanceOf(CommandRefusedException.class);

    askSupplement(id, steps.firstSeat);
    askSupplement(id, steps.secondSeat);
    steps.as(steps.handler);
    server.getBean(DraftPackages.class).replace(id, now, bad);
    readPackages.goOn(bad);
    steps.as(steps.handler);
    steps.save(
        id,
        Map.of(
            Question.once("change.what"), "改了文字",
            Question.once("change.objection"), "只改了几处文字"));
    steps.submit(steps.ready(id));
    HttpResponse<String> stale =
        WebSession.of(server, url(""), steps.secondSeat)
            .post(
                "/cases/" + id + "/votes",
                Map.of("version", String.valueOf(seen), "opinion", "COMPLETE"));
    assertThat(stale.statusCode()).isEqualTo(409);
    assertThat(events()).containsExactly("FILED");
    bothPressComplete(id);
    assertThat(state(id)).isEqualTo(ApplicationState.NATIONAL_REVIEW);
    assertThat(events()).containsExactly("FILED");
  }
}
