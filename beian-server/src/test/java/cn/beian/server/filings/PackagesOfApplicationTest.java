package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.form.Question;
import cn.beian.filing.numbers.FilingNumber;
import cn.beian.filing.policies.AppForm;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.cases.CommandRefusedException;
import cn.beian.server.filings.casefile.CaseFile;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.drafting.Drafts;
import cn.beian.server.filings.review.NationalReview;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.records.PublicRecord;
import cn.beian.server.records.Records;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** Several packages of one application, and what one number covers (regulation §5). */
class PackagesOfApplicationTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private DraftPackages packages;
  @Autowired private NationalReview national;
  @Autowired private Records records;
  private FilingSteps steps;

  @BeforeEach
  void people() {
    steps = new FilingSteps(server);
  }

  private UUID plant(AppFacts app) throws Exception {
    return steps.stage.plant(app.facts(), steps.handler);
  }

  private static void refused(
      String code, org.assertj.core.api.ThrowableAssert.ThrowingCallable act) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            CommandRefusedException.class,
            refused ->
                assertThat(refused.problems())
                    .extracting(FilingProblem::code)
                    .containsExactly(code));
  }

  @Test
  void platforms_ofOneApp_answerTogetherAndShareNumber() throws Exception {
    UUID id = steps.draft(plant(steps.stage.app()));
    AppFacts harmony = steps.stage.app().format("hap").screen("Alarm", "水位告警");
    packages.add(id, plant(harmony));

    CaseFile file = steps.file(id);
    assertThat(file.packages()).hasSize(2);
    assertThat(file.conflict()).isEmpty();
    assertThat(file.value("app.platforms").lines()).containsExactly("android", "harmony");
    assertThat(file.answers().entrySet())
        .filteredOn(entry -> entry.getKey().fieldId().equals("function.description"))
        .extracting(entry -> entry.getValue().answer().value())
        .containsExactlyInAnyOrder("今日水位", "水位告警");

    steps.inNationalReview(id);
    steps.judgeAll(id);
    FilingNumber number = steps.accept(id);
    assertThat(records.find(number.toString()).orElseThrow().builds())
        .extracting(PublicRecord.Build::platform)
        .containsExactlyInAnyOrder("android", "harmony");
  }

  @Test
  void miniProgram_besideApp_isRefusedAndNothingAdded() throws Exception {
    UUID id = steps.draft(plant(steps.stage.app()));
    UUID mini = plant(new AppFacts("wx0123456789abcdef").format("wechat-source"));
    refused("packages.MIXED_FORMS", () -> packages.add(id, mini));
    UUID other = plant(new AppFacts(steps.stage.packageName + ".lake"));
    refused("packages.SEVERAL_APPS_ON_ONE_PLATFORM", () -> packages.add(id, other));
    assertThat(steps.file(id).packages()).hasSize(1);
  }

  @Test
  void anotherBuild_ofAnAppThatStandsThere_isRefused_andTakesItsPlaceWhereSoAsked()
      throws Exception {
    UUID first = plant(steps.stage.app());
    UUID id = steps.draft(first);
    UUID second = plant(steps.stage.app().version("2", "2.0"));
    refused("sameAppThere", () -> packages.add(id, second));
    assertThat(steps.file(id).packages()).hasSize(1);
    packages.replace(id, first, second);
    assertThat(steps.file(id).packages())
        .extracting(one -> one.submitted().packageId())
        .containsExactly(second);
  }

  @Test
  void packagesReadLater_thatCannotStay_areToldOnThePage_andKeepOutNoOther() throws Exception {
    UUID first = plant(steps.stage.app());
    UUID id = steps.draft(first);
    UUID mini = plant(new AppFacts("wx0123456789abcdef").format("wechat-source"));
    UUID second = plant(steps.stage.app().version("2", "2.0"));
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    for (UUID one : List.of(mini, second)) {
      reading(one, "RUNNING");
      packages.add(id, one);
    }
    assertThat(handler.page("/applications/" + id)).doesNotContain("各有各的编号", "只能留一个");
    for (UUID one : List.of(mini, second)) {
      reading(one, "READ");
      packages.catchUp(id);
    }
    assertThat(handler.page("/applications/" + id)).contains("各有各的编号", "只能留一个");

    packages.add(id, plant(steps.stage.app().format("hap")));
    packages.remove(id, mini);
    assertThat(handler.page("/applications/" + id)).contains("只能留一个").doesNotContain("各有各的编号");
    packages.remove(id, first);
    assertThat(steps.file(id).packageProblems()).isEmpty();
    assertThat(steps.file(id).packages()).hasSize(2);
  }

  private void reading(UUID packageId, String status) {
    jdbc.sql(
            """
            update inspection i set status = :status from package_upload p
              where p.id = :id and i.sha256 = p.sha256 and i.app_id = p.app_id
            """)
        .param("status", status)
        .param("id", packageId)
        .update();
  }

  @Test
  void packages_mixedFromTheStart_cannotBeSent() throws Exception {
    UUID mini = plant(new AppFacts("wx0123456789abcdef").format("wechat-source"));
    UUID id = steps.draft(plant(steps.stage.app()), mini);
    steps.fill(id);
    refused(
        "packages.MIXED_FORMS",
        () -> server.getBean(Drafts.class).handToApprover(id, steps.version(id)));
    packages.remove(id, mini);
    steps.fill(id);
    server.getBean(Drafts.class).handToApprover(id, steps.version(id));
  }

  @Test
  void package_replacedAfterReturn_isTestedAndAnswersAnew() throws Exception {
    UUID old = plant(steps.stage.app().screen("Points", "积分商城"));
    UUID id = steps.inNationalReview(steps.draft(old));
    steps.stage.as(steps.reviewer);
    national.sendBack(id, steps.version(id), "请去掉积分商城");
    steps.stage.as(steps.handler);
    UUID mended = plant(steps.stage.app());
    packages.replace(id, old, mended);

    CaseFile file = steps.file(id);
    assertThat(file.packages())
        .extracting(one -> one.submitted().packageId())
        .containsExactly(mended);
    assertThat(file.packages().get(0).test()).isPresent();
    assertThat(file.answers()).containsKey(new Question("app.version", mended.toString()));
    assertThat(file.answers()).doesNotContainKey(new Question("app.version", old.toString()));
    steps.fill(id);
    steps.submit(id);
    assertThat(steps.file(id).application().state().name()).isEqualTo("NATIONAL_REVIEW");
  }

  @Test
  void lastPackage_removed_leavesWhatHumansTest_andOneAddedAgainDoesNot() throws Exception {
    UUID one = plant(steps.stage.app());
    UUID id = steps.draft(one);
    packages.remove(id, one);
    assertThat(steps.file(id).application().form()).isEqualTo(AppForm.WEB);
    assertThat(steps.file(id).value("app.kind")).isEqualTo("OTHER");
    packages.add(id, one);
    assertThat(steps.file(id).application().form()).isEqualTo(AppForm.APP);
    assertThat(steps.file(id).value("app.kind")).isEqualTo("APP");
    assertThat(steps.file(id).application().appName()).isEqualTo("清溪水情");
  }

  @Test
  void samePackage_twice_isToldOnThePageAndNotDuplicated() throws Exception {
    UUID id = steps.draft();
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    byte[] bytes = unreadable("a" + id);
    String path = "/applications/" + id + "/packages";
    assertThat(handler.postFile(path, Map.of(), "river.apk", bytes).body()).contains("river.apk");
    var again = handler.postFile(path, Map.of(), "river-copy.apk", bytes);
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains("没有重复加入").contains("river");
    assertThat(steps.file(id).packages()).hasSize(1);
    UUID there = steps.file(id).packages().get(0).submitted().packageId();
    assertThat(handler.post(path + "/" + there + "/removal", Map.of()).body())
        .containsOnlyOnce("river.apk")
        .contains("已移除“river.apk”。");
  }

  @Test
  void history_namesTheFilesOfPackages_andOfNoOther() throws Exception {
    UUID id = steps.draft();
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    String path = "/applications/" + id + "/packages";
    handler.postFile(path, Map.of(), "one.apk", unreadable("one " + id));
    UUID one = steps.file(id).packages().get(0).submitted().packageId();
    await().pollInSameThread().until(() -> !steps.file(id).packages().get(0).reading()); // in vain
    handler.postFile(path, Map.of("replaces", one.toString()), "two.apk", unreadable("two " + id));
    UUID two = steps.file(id).packages().get(0).submitted().packageId();
    handler.post(path + "/" + two + "/removal", Map.of());
    handler.post(path + "/" + one + "/removal", Map.of());
    String history = "(?s)%s</span> <span class=\"small break\">%s</span>";
    steps.ready(id);
    steps.submit(id);
    assertThat(handler.page("/applications/" + id))
        .containsPattern(history.formatted("放入软件包", "one.apk"))
        .containsPattern(history.formatted("更换软件包", "two.apk"))
        .containsPattern(history.formatted("移除软件包", "two.apk"))
        .doesNotContainPattern(history.formatted("移除软件包", "one.apk"));
    assertThat(WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + id))
        .as("what was tried in the draft is the sponsor's own")
        .contains("签署并提交省级审核")
        .doesNotContain("one.apk", "two.apk", "放入软件包", "更换软件包", "开始填写", "交审批人签署");
  }

  @Test
  void duplicate_ofFiledApp_isShownBeforeSending() throws Exception {
    UUID filed = steps.inNationalReview(steps.draft(plant(steps.stage.app())));
    steps.judgeAll(filed);
    FilingNumber number = steps.accept(filed);
    UUID id = steps.draft(plant(steps.stage.app()));
    String page =
        WebSession.of(server, url(""), steps.handler).page("/applications/" + id + "/check");
    assertThat(page)
        .contains("备案名录中已有同一包名的应用")
        .contains("href=\"/records/" + number + "\"")
        .contains("清溪水情");
    assertThat(steps.file(id).application().state().name()).isEqualTo("DRAFT");
  }

  @Test
  void stampedUndertaking_namesThePackagesOfItsDay_andIsAskedAnewWhenTheyChange() throws Exception {
    UUID old = plant(steps.stage.app());
    UUID id = steps.ready(steps.draft(old));
    Question copy = Question.once("undertaking.stampedCopy");
    assertThat(steps.file(id).answers()).containsKey(copy);
    steps.stage.as(steps.handler);
    packages.replace(id, old, plant(steps.stage.app()));

    assertThat(steps.file(id).answers()).doesNotContainKey(copy);
    assertThat(steps.file(id).stampedCopyAwaited()).isTrue();
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    String topic = "/applications/" + id + "/topics/UNDERTAKING";
    assertThat(handler.page(topic)).contains("写的是另一个软件包", "重新打印");
    assertThat(handler.page("/applications/" + id)).contains("写的是另一个软件包");
    steps.fill(id);
    assertThat(handler.page(topic)).doesNotContain("写的是另一个软件包");
    steps.ready(id);
    steps.submit(id);
  }

  @Test
  void package_replaced_leavesNoAnswerBehind_andWhatWasTypedGoesWithIt() throws Exception {
    UUID old = plant(steps.stage.app().withoutVersionAndIcon().screen("Points", "积分商城"));
    UUID id = steps.draft(old);
    steps.stage.as(steps.handler);
    steps.save(
        id,
        Map.of(
            new Question("app.version", old.toString()), "1.0（手写）",
            new Question("app.icon", old.toString()), "蓝色水滴",
            new Question("function.grassrootsFacing", item(id, "积分商城")), "no"));
    UUID by = plant(steps.stage.app().withoutVersionAndIcon());
    String points = item(id, "积分商城");
    packages.replace(id, old, by);

    CaseFile file = steps.file(id);
    assertThat(file.answers().keySet())
        .extracting(Question::item)
        .doesNotContain(old.toString(), points);
    assertThat(file.answers()).doesNotContainKey(new Question("app.version", by.toString()));
    assertThat(file.missing())
        .anyMatch(gap -> gap.question().equals(new Question("app.version", by.toString())));
    assertThat(file.answers().get(new Question("app.icon", by.toString())))
        .extracting(one -> one.answer().value())
        .isEqualTo("蓝色水滴");
  }

  @Test
  void function_confirmedOfAPackageThatIsReplaced_isAskedAgain() throws Exception {
    UUID old = plant(steps.stage.app().screen("Points", "积分商城"));
    UUID id = steps.ready(steps.draft(old));
    Question points = new Question("function.description", item(id, "积分商城"));
    Question today = new Question("function.description", item(id, "今日水位"));
    steps.stage.as(steps.handler);
    packages.replace(id, old, plant(steps.stage.app()));
    assertThat(steps.file(id).proposals())
        .extracting(CaseFile.Entry::question)
        .contains(points)
        .doesNotContain(today);
  }

  @Test
  void inputsThatSayNothingOfThemselves_areToldByTheirKind_inWords() throws Exception {
    UUID id = steps.draft(plant(steps.stage.app().asks("radio")));
    assertThat(steps.file(id).value("data.asked")).isEqualTo("radio");
    assertThat(WebSession.of(server, url(""), steps.handler).page("/applications/" + id + "/check"))
        .contains(">单选<")
        .doesNotContain(">radio<");
  }

  @Test
  void miniProgram_hasNoIconInside_andIsNotSaidToHaveOne() throws Exception {
    UUID mini = plant(new AppFacts("wx0123456789abcdef").format("wechat-source"));
    UUID id = steps.draft(mini);
    Question icon = new Question("app.icon", mini.toString());
    assertThat(steps.file(id).missing()).noneMatch(gap -> gap.question().equals(icon));
    assertThat(WebSession.of(server, url(""), steps.handler).page("/applications/" + id + "/check"))
        .contains("由小程序平台保管")
        .doesNotContain("包内图标");
  }

  /** What may be a package of a kind that nobody knows. */
  private static byte[] unreadable(String what) {
    return ("\0\1\2" + what).getBytes(StandardCharsets.UTF_8);
  }

  private String item(UUID id, String label) {
    return steps.file(id).answers().values().stream()
        .filter(one -> one.question().fieldId().equals("function.description"))
        .filter(one -> one.answer().value().equals(label))
        .map(one -> one.question().item())
        .findFirst()
        .orElseThrow();
  }
}
