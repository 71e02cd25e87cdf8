package cn.beian.server.filings.changes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.form.Question;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.policies.PackageSet;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.RecordState;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.casefile.FiledVersions;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.filed.ReadPackages;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.ledger.PublicLedger;
import cn.beian.server.records.FilingLookup;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.RecordCheck;
import cn.beian.server.records.Records;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A filed app is changed: from its page to the next revision of its number. */
class AppChangesTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private Records records;
  @Autowired private ReadPackages readPackages;
  @Autowired private FiledVersions versions;
  @Autowired private FilingLookup lookup;
  @Autowired private DataSource dataSource;
  @Autowired private PublicLedger ledger;
  private FilingSteps steps;
  private UUID filed;
  private String number;
  private UUID app;

  @BeforeEach
  void filedApp() throws Exception {
    steps = new FilingSteps(server);
    filed = steps.draft(plant(steps.stage.app()));
    number = steps.accepted(steps.inNationalReview(filed)).toString();
    app = record().appId();
    steps.as(steps.handler);
  }

  private UUID plant(AppFacts facts) throws Exception {
    UUID id = steps.stage.plant(facts.facts(), steps.handler);
    return id;
  }

  private PublicRecord record() {
    return records.find(number).orElseThrow();
  }

  private List<String> events() {
    return record().revisions().stream().map(PublicRecord.Revision::event).toList();
  }

  private HttpResponse<String> begin(Map<String, String> form) throws Exception {
    return WebSession.of(server, url(""), steps.handler).post("/apps/" + app + "/changes", form);
  }

  private UUID begun(Map<String, String> form) throws Exception {
    HttpResponse<String> answer = begin(form);
    String to = answer.uri().getPath();
    assertThat(to).as(answer.body()).startsWith("/applications/");
    return UUID.fromString(to.substring(to.lastIndexOf('/') + 1));
  }

  /** Another operator, so that something is changed. */
  private UUID changed(UUID id) {
    steps.as(steps.handler);
    steps.save(id, Map.of(Question.once("operation.operator"), "云州市大数据中心"));
    return id;
  }

  private void refused(Map<String, String> form, String sentence) throws Exception {
    int before = applications();
    HttpResponse<String> answer = begin(form);
    assertThat(answer.statusCode()).isEqualTo(422);
    assertThat(answer.body()).contains(sentence);
    assertThat(applications()).isEqualTo(before);
  }

  private int applications() {
    return jdbc.sql("select count(*) from application where organization_id = ?")
        .param(steps.stage.unit)
        .query(Integer.class)
        .single();
  }

  private void clean() {
    assertThat(RecordCheck.run(dataSource, ledger, read -> {}).faults())
        .filteredOn(fault -> fault.number().equals(number))
        .isEmpty();
  }

  @Test
  void shutDown_thatIsAnnouncedMeanwhile_leavesNoChangeBehind() throws Exception {
    CompletableFuture<Integer> begun = new CompletableFuture<>();
    server
        .getBean(TransactionTemplate.class)
        .executeWithoutResult(
            open -> {
              records.changeState(number, RecordState.SHUTTING_DOWN);
              begun.completeAsync(this::beginning);
              await().until(this::somebodyWaits);
            });
    assertThat(begun.join()).isEqualTo(422);
    assertThat(events()).containsExactly("FILED", "SHUTTING_DOWN");
  }

  private int beginning() {
    try {
      return begin(Map.of("kind", "CHANGE")).statusCode();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private boolean somebodyWaits() {
    return jdbc.sql("select count(*) from pg_locks where not granted").query(Integer.class).single()
        > 0;
  }

  @Test
  void information_isChangedWithoutATest_andBecomesTheNextRevision() throws Exception {
    UUID id = begun(Map.of("kind", "CHANGE"));
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/applications/" + id))
        .contains("材料完备即办结，编号不变")
        .doesNotContain("国家网信办审核与检测", "获得编号");
    assertThat(handler.page("/endings/new?number=" + number)).contains("变更办结或撤回以后才能公告");
    steps.as(steps.handler);
    CaseFile draft = steps.file(id);
    assertThat(draft.missing())
        .as("nothing is asked again that did not change")
        .extracting(gap -> gap.field().id())
        .containsExactlyInAnyOrder("change.what", "change.reason");
    Map<Question, String> typed = new HashMap<>();
    typed.put(Question.once("operation.operator"), "云州市大数据中心");
    typed.put(Question.once("change.what"), "运营单位变更");
    typed.put(Question.once("change.reason"), "机构调整");
    steps.save(id, typed);
    PublicRecord before = record();
    steps.submit(steps.ready(id));

    String page = WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + id);
    assertThat(page).contains("材料完备，同意变更").doesNotContain("转国家审核");
    String operation =
        WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + id + "?topic=OPERATION");
    assertThat(operation).contains("云州市大数据中心", "已备案", "与已备案内容不同");

    steps.complete(id);
    assertThat(steps.file(id).application().state()).isEqualTo(ApplicationState.ACCEPTED);
    assertThat(steps.file(id).application().number()).contains(number);
    assertThat(record().applicationId()).isEqualTo(id);
    assertThat(events()).containsExactly("FILED", "CHANGED");
    assertThat(record().builds()).isEqualTo(before.builds());
    assertThat(record().summary()).isEqualTo(before.summary());
    assertThat(record().filedOn()).isEqualTo(before.filedOn());
    assertThat(WebSession.of(server, url(""), steps.handler).page("/apps/" + app))
        .contains("变更备案", "申请变更");
    clean();
  }

  @Test
  void majorChange_isReviewedAndTested_andReplacesThePackages() throws Exception {
    PublicRecord before = record();
    UUID next = plant(steps.stage.app().version("4.0.0", "400").screen("Daily", "每日填报"));
    readPackages.goOn(next);
    String proposal =
        WebSession.of(server, url(""), steps.handler)
            .page("/apps/" + app + "/change?package=" + next);
    assertThat(proposal).contains("按重大功能变更申请", "4.0.0");

    UUID id = begun(Map.of("kind", "MAJOR_CHANGE", "package", next.toString()));
    steps.as(steps.handler);
    steps.save(id, Map.of(Question.once("change.plannedOn"), "2027-06-01"));
    assertThat(WebSession.of(server, url(""), steps.handler).page("/applications/" + id))
        .contains("计划 2027年6月1日（星期二） 变更，须在");
    steps.submit(steps.ready(id));
    steps.complete(id);
    assertThat(steps.file(id).application().state()).isEqualTo(ApplicationState.NATIONAL_REVIEW);
    assertThat(steps.accepted(id).toString()).isEqualTo(number);

    assertThat(events()).containsExactly("FILED", "CHANGED_MAJOR");
    assertThat(record().builds())
        .extracting(PublicRecord.Build::versionName)
        .containsExactly("4.0.0");
    assertThat(record().summary().testDigests())
        .isNotEqualTo(before.summary().testDigests())
        .isNotEmpty();
    assertThat(
            versions.of(
                steps.stage.unit,
                new PackageSet.Member(AppForm.APP, "android", steps.stage.packageName)))
        .hasValueSatisfying(last -> assertThat(last.packageId()).isEqualTo(next));
    String old = before.builds().get(0).sha256();
    FilingLookup.Answer answer =
        lookup.ask(new FilingLookup.Question("", old, "", "", before.builds().get(0).signer()));
    assertThat(answer.status())
        .as("an earlier version is no longer the filed one")
        .isEqualTo(FilingLookup.Status.FILED_OTHER_BUILD);
    clean();
  }

  @Test
  void information_afterMajorChange_keepsWhatWasTestedLast() throws Exception {
    majorChange_isReviewedAndTested_andReplacesThePackages();
    PublicRecord before = record();
    UUID id = changed(begun(Map.of("kind", "CHANGE")));
    steps.complete(steps.send(id));
    assertThat(events()).containsExactly("FILED", "CHANGED_MAJOR", "CHANGED");
    assertThat(record().summary()).isEqualTo(before.summary());
    assertThat(record().builds()).isEqualTo(before.builds());
    clean();
  }

  @Test
  void lesserChangeThanProposed_isBegunWithAReason_thatTheReviewerReads() throws Exception {
    UUID more =
        plant(steps.stage.app().version("4.0.0", "400").compulsoryCheckIn().screen("Daily", "打卡"));
    readPackages.goOn(more);
    Map<String, String> form = new HashMap<>(Map.of("kind", "CHANGE", "package", more.toString()));
    refused(form, "请用一句话说明理由");
    form.put("objection", "只是文字调整");
    UUID id = begun(form);
    steps.as(steps.handler);
    steps.send(id);
    assertThat(
            WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + id + "?topic=CHANGE"))
        .contains("只是文字调整");
  }

  @Test
  void versionThatWasNotAllRead_isNoLesserAndNoMajorChange_andTheSponsorChooses() throws Exception {
    UUID next = plant(steps.stage.app().version("4.0.0", "400").halfRead());
    readPackages.goOn(next);
    assertThat(page("/apps/" + app + "/change?package=" + next))
        .contains("从软件包不能断定，由审核人员决定", "请按新版本的实际情况选择", "申请重大功能变更", "申请变更备案")
        .doesNotContain("无需办理", "我认为不是重大功能变更");
    begun(Map.of("kind", "CHANGE", "package", next.toString()));
  }

  @Test
  void reviewerAsksForAMajorChange_inOneSentence() throws Exception {
    UUID id = changed(begun(Map.of("kind", "CHANGE")));
    steps.as(steps.handler);
    steps.send(id);
    WebSession seat = WebSession.of(server, url(""), steps.firstSeat);
    seat.post("/cases/" + id + "/marks", Map.of("ask", "change.what"));
    assertThat(seat.page("/cases/" + id)).contains("属于重大功能变更");
    seat.post(
        "/cases/" + id + "/marks",
        Map.of("use", "change.what", "sentence:change.what", "MAJOR_CHANGE"));
    assertThat(seat.page("/cases/" + id)).contains("请改按重大功能变更申请");
  }

  @Test
  void change_thatIsAskedToBeMajor_goesOnAsOne() throws Exception {
    UUID id = begun(Map.of("kind", "CHANGE"));
    jdbc.sql("update application set state = 'SUPPLEMENT_DUE' where id = ?").param(id).update();
    HttpResponse<String> answer =
        WebSession.of(server, url(""), steps.handler)
            .post(
                "/applications/" + id + "/major-change",
                Map.of("version", String.valueOf(steps.version(id))));
    assertThat(answer.uri().getPath()).isEqualTo("/applications/" + id);
    steps.as(steps.handler);
    assertThat(steps.file(id).application().kind()).isEqualTo(ApplicationKind.MAJOR_CHANGE);
    assertThat(steps.file(id).missing())
        .extracting(gap -> gap.field().id())
        .contains("change.plannedOn", "acceptance.opinion");
  }

  @Test
  void whatIsNoChangeOfThisApp_isRefusedWithASentence() throws Exception {
    refused(Map.of("kind", "INITIAL"), "这里只能办理变更备案");
    UUID older = plant(steps.stage.app().version("1.0.0", "100"));
    refused(Map.of("kind", "CHANGE", "package", older.toString()), "比已备案的版本（3.2.1）旧");
    UUID other = plant(new AppFacts("cn.gov.other." + steps.stage.packageName));
    refused(Map.of("kind", "MAJOR_CHANGE", "package", other.toString()), "不是这个应用的");
    refused(Map.of("kind", "MAJOR_CHANGE"), "请先上传新版本的软件包");
    refused(Map.of("kind", "CHANGE", "package", UUID.randomUUID().toString()), "软件包");
    assertThat(begin(Map.of("kind", "NO_SUCH_KIND")).statusCode()).isEqualTo(400);
    HttpResponse<String> elsewhere =
        WebSession.of(server, url(""), steps.handler)
            .post("/applications", Map.of("kind", "CHANGE", "form", "WEB"));
    assertThat(elsewhere.statusCode()).isEqualTo(422);
    assertThat(elsewhere.body()).contains("变更要从应用自己的页面开始");

    begun(Map.of("kind", "CHANGE"));
    refused(Map.of("kind", "CHANGE"), "有一件变更还没有办结");
  }

  @Test
  void changeThatChangesNothing_isNotSent() throws Exception {
    UUID id = begun(Map.of("kind", "CHANGE"));
    steps.as(steps.handler);
    steps.fill(id);
    WebSession web = WebSession.of(server, url(""), steps.handler);
    String nothing = "要变更的内容还一处都没有改";
    assertThat(web.page("/applications/" + id + "/check")).contains(nothing);
    Map<String, String> form = Map.of("version", String.valueOf(steps.version(id)));
    HttpResponse<String> refused = web.post("/applications/" + id + "/ready", form);
    assertThat(refused.statusCode()).isEqualTo(422);
    assertThat(refused.body()).contains(nothing);
    assertThat(steps.file(id).application().ready()).isFalse();
    HttpResponse<String> signed =
        WebSession.of(server, url(""), steps.approver)
            .post(
                "/applications/" + id + "/submission",
                Map.of("version", String.valueOf(steps.version(id))));
    assertThat(signed.statusCode()).isEqualTo(422);
    assertThat(steps.file(id).application().state()).isEqualTo(ApplicationState.DRAFT);

    changed(id);
    assertThat(web.page("/applications/" + id + "/check")).doesNotContain(nothing);
    form = Map.of("version", String.valueOf(steps.version(id)));
    assertThat(web.post("/applications/" + id + "/ready", form).statusCode()).isEqualTo(200);
  }

  @Test
  void lesserChangeWithANewVersion_isNotToldAsTested() throws Exception {
    assertThat(page("/records/" + number)).contains("检测的是版本 3.2.1。").doesNotContain("没有重新检测");
    UUID next = plant(steps.stage.app().version("3.2.2", "322").sound(steps.stage.name));
    readPackages.goOn(next);
    UUID id = begun(Map.of("kind", "CHANGE", "package", next.toString(), "objection", "只修改了文字"));
    steps.as(steps.handler);
    steps.submit(steps.ready(id));
    String seat = WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + id);
    assertThat(seat).contains("材料完备，同意变更");
    steps.complete(id);
    assertThat(page("/records/" + number))
        .contains("检测的是版本 3.2.1。", "版本 3.2.2 是之后按变更备案登记的，没有重新检测。");
  }

  @Test
  void packageExchangedInTheDraft_isComparedAndObjectedTo_asIfItHadBegunTheChange()
      throws Exception {
    UUID id = changed(begun(Map.of("kind", "CHANGE")));
    UUID old = steps.file(id).packages().get(0).submitted().packageId();
    UUID next = plant(steps.stage.app().version("", "").screen("Daily", "每日填报"));
    exchange(id, old, next);
    assertThat(page("/applications/" + id)).contains("系统比对的结果", "建议按重大功能变更");
    assertThat(page("/applications/" + id + "/topics/CHANGE"))
        .contains("系统比对的结果", "name=\"a:change.objection\"", "每日填报");
    assertThat(page("/applications/" + id + "/check")).contains("为什么不是重大功能变更");
    WebSession web = WebSession.of(server, url(""), steps.handler);
    Map<String, String> form = Map.of("version", String.valueOf(steps.version(id)));
    assertThat(web.post("/applications/" + id + "/ready", form).statusCode()).isEqualTo(422);

    exchange(id, next, old);
    assertThat(page("/applications/" + id + "/topics/CHANGE"))
        .as("he changed his mind")
        .doesNotContain("系统比对的结果", "change.objection", "每日填报");
    exchange(id, old, next);
    steps.save(id, Map.of(Question.once("change.objection"), "这一页只给内部测试用"));
    steps.submit(steps.ready(id));
    assertThat(WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + id))
        .contains("这一页只给内部测试用");
    String before = record().builds().get(0).sha256();
    steps.complete(id);
    assertThat(steps.file(id).application().state())
        .as("what is proposed as a major change is decided by the nation")
        .isEqualTo(ApplicationState.NATIONAL_REVIEW);
    steps.accepted(id);
    assertThat(page("/lookup?sha256=" + before))
        .as("what people have on their phones")
        .contains("应用已备案", "登记过的版本", number)
        .doesNotContain("没有备案的政务应用");
    assertThat(page("/records/" + number))
        .contains("变更备案（经国家审核和检测）")
        .doesNotContain("按变更备案登记的版本（没有检测）", "没有重新检测");
  }

  private void exchange(UUID id, UUID old, UUID by) {
    steps.as(steps.handler);
    server.getBean(DraftPackages.class).replace(id, old, by);
    readPackages.goOn(by);
  }

  private String page(String path) throws Exception {
    return WebSession.of(server, url(""), steps.handler).page(path);
  }

  @Test
  void informationOfAMinistry_isLookedAtAndSignedByTwoOfTheNation() throws Exception {
    steps = FilingSteps.ofMinistry(server);
    filed = steps.draft(plant(steps.stage.app()));
    number = steps.accepted(steps.send(filed)).toString();
    app = record().appId();
    UUID id = changed(begun(Map.of("kind", "CHANGE")));
    steps.send(id);
    assertThat(steps.file(id).application().state()).isEqualTo(ApplicationState.NATIONAL_REVIEW);
    assertThat(WebSession.of(server, url(""), steps.reviewer).page("/cases/" + id))
        .contains("与已备案内容不同", "云州市大数据中心");
    assertThat(
            WebSession.of(server, url(""), steps.signer)
                .page("/cases/" + id + "/decision?act=acceptance"))
        .contains("备案记录将按这次变更修订，编号不变");
    assertThat(steps.accept(id).toString()).isEqualTo(number);
    assertThat(events()).containsExactly("FILED", "CHANGED");
    clean();
  }

  @Test
  void appOfAnotherUnit_isNotChanged() throws Exception {
    FilingSteps others = new FilingSteps(server);
    HttpResponse<String> answer =
        WebSession.of(server, url(""), others.handler)
            .post("/apps/" + app + "/changes", Map.of("kind", "CHANGE"));
    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(
            WebSession.of(server, url(""), others.handler)
                .get("/apps/" + app + "/change")
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void recordThatEnded_isNotChanged_oneThatIsRectifiedIs() throws Exception {
    UUID running = changed(begun(Map.of("kind", "CHANGE")));
    steps.as(steps.signer);
    records.changeState(number, RecordState.RECTIFYING);
    steps.complete(steps.send(running));
    assertThat(record().state()).isEqualTo(RecordState.RECTIFYING);
    assertThat(events()).containsExactly("FILED", "RECTIFYING", "CHANGED");

    records.changeState(number, RecordState.REVOKED);
    refused(Map.of("kind", "CHANGE"), "备案已经撤销，不能变更");
    assertThat(WebSession.of(server, url(""), steps.handler).page("/apps/" + app + "/change"))
        .contains("备案已经撤销，不能变更");
    clean();
  }
}
