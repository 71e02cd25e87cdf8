package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.filing.form.Question;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.drafting.DraftPackages;
import cn.beian.server.filings.filed.ReadPackages;
import cn.beian.server.filings.store.ApplicationStore;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.testing.Inspections;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.ios.IosSamples;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.support.TransactionTemplate;

/** A package stays in force until another was read that may take its place, whatever happens. */
class PackageReplacementTest extends ServerTest {
  @Autowired private ApplicationContext server;
  @Autowired private Inspections inspections;
  @Autowired private ReadPackages readPackages;
  @Autowired private ApplicationStore store;
  @Autowired private TransactionTemplate transaction;
  @Autowired private DraftPackages packages;
  private final String name = "cn.gov.r" + Unique.word();
  private final TestSigner signer = TestSigner.named("CN=Demo");
  private FilingSteps steps;
  private WebSession handler;
  private UUID id = UUID.randomUUID();
  private String page = "";

  /** A draft that holds a good Android package and a good one of iOS, in this order. */
  @BeforeEach
  void draft() throws Exception {
    steps = new FilingSteps(server);
    handler = WebSession.of(server, url(""), steps.handler);
    id = steps.draft();
    page = "/applications/" + id;
    add("river.apk", android(name, "清溪水情", "1.0"));
    add("river.ipa", ios("第一版"));
    assertThat(names()).containsExactly("river.apk", "river.ipa");
    assertThat(steps.file(id).application().appName()).isEqualTo("清溪水情");
  }

  private byte[] android(String name, String label, String version) throws Exception {
    return new ApkBytes(name)
        .label("x", label)
        .file("assets/version.txt", version.getBytes(StandardCharsets.UTF_8))
        .mainActivity("cn.gov.A")
        .unsigned();
  }

  private byte[] ios(String label) {
    return IosSamples.ipa()
        .info("CFBundleIdentifier", name)
        .info("CFBundleDisplayName", label)
        .zip(signer)
        .toBytes();
  }

  private byte[] noPackage() {
    return ("no package " + id).getBytes(StandardCharsets.UTF_8);
  }

  private void add(String fileName, byte[] file) throws Exception {
    assertThat(handler.postFile(page + "/packages", Map.of(), fileName, file).statusCode())
        .isEqualTo(200);
    settled();
  }

  private HttpResponse<String> replace(String old, String fileName, byte[] file) throws Exception {
    return handler.postFile(
        page + "/packages", Map.of("replaces", held(old).toString()), fileName, file);
  }

  private void settled() {
    await()
        .pollInSameThread()
        .until(
            () ->
                steps.file(id).packages().stream()
                    .noneMatch(one -> one.reading() || one.beingReplaced()));
  }

  private List<String> names() {
    return steps.file(id).packages().stream().map(one -> one.stored().fileName()).toList();
  }

  private CasePackage at(String fileName) {
    return steps.file(id).packages().stream()
        .filter(one -> one.stored().fileName().equals(fileName))
        .findFirst()
        .orElseThrow();
  }

  private UUID held(String fileName) {
    return at(fileName).submitted().packageId();
  }

  private static String sha256(byte[] file) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(file));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Reading of these bytes goes on for as long as a test wants. */
  private void hold(byte[] file) {
    jdbc.sql(
            "insert into inspection (sha256, app_id, status, requested_at)"
                + " values (:sha256, '', 'RUNNING', now())")
        .param("sha256", sha256(file))
        .update();
  }

  /** They are read after all. */
  private void release(byte[] file) {
    transaction.executeWithoutResult(
        one -> {
          ended(file, "FAILED", "WORKER_FAILED");
          assertThat(inspections.readAnew(sha256(file), "")).isTrue();
        });
  }

  private void ended(byte[] file, String status, String failure) {
    jdbc.sql(
            "update inspection set status = :status, failure = :failure, ended_at = now()"
                + " where sha256 = :sha256")
        .param("status", status)
        .param("failure", failure)
        .param("sha256", sha256(file))
        .update();
  }

  private UUID waiting() {
    return jdbc.sql("select package_id from package_replacement where application_id = ?")
        .param(id)
        .query(UUID.class)
        .single();
  }

  @Test
  void unreadableFile_isTakenOutAgain_andTheFormerOneHoldsAllTheWhile() throws Exception {
    UUID test = at("river.apk").submitted().testId().orElseThrow();
    byte[] file = noPackage();
    hold(file);
    assertThat(replace("river.apk", "broken.apk", file).body())
        .contains("“broken.apk”正在读取，读完就换下“river.apk”；在此之前，“river.apk”仍然有效。")
        .contains("<progress", "hx-get=\"" + page + "/packages?asked=1\"");
    assertThat(names()).containsExactly("river.apk", "river.ipa");
    release(file);
    settled();
    assertThat(names()).containsExactly("river.apk", "river.ipa");
    assertThat(at("river.apk").submitted().testId()).contains(test);
    assertThat(steps.file(id).application().appName()).isEqualTo("清溪水情");
    assertThat(handler.page(page))
        .contains("“broken.apk”没有换上：这是一个文本文件，不是安装包", "“river.apk”仍然有效。", "知道了");
    handler.post(page + "/packages/" + waiting() + "/removal", Map.of());
    assertThat(handler.page(page)).doesNotContain("broken.apk");
    assertThat(names()).containsExactly("river.apk", "river.ipa");
  }

  @Test
  void fileThatIsKnownToBeUnreadable_isRefusedAtOnce() throws Exception {
    replace("river.apk", "broken.apk", noPackage());
    settled();
    HttpResponse<String> again = replace("river.apk", "broken.apk", noPackage());
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains("这是一个文本文件，不是安装包");
    assertThat(names()).containsExactly("river.apk", "river.ipa");
  }

  @Test
  void programThatDiesOverIt_costsNothing() throws Exception {
    byte[] file = android(name, "清溪水情", "2.0");
    hold(file);
    replace("river.apk", "heavy.apk", file);
    UUID heavy = waiting();
    for (String failure : List.of("TOO_MUCH_MEMORY", "LIMIT")) {
      fails(file, failure, heavy);
    }
    assertThat(names()).containsExactly("river.apk", "river.ipa");
    assertThat(handler.page(page)).contains("“heavy.apk”没有换上：读取所需内存超过上限");
  }

  private void fails(byte[] file, String failure, UUID packageId) {
    ended(file, "FAILED", failure);
    readPackages.goOn(packageId);
  }

  @Test
  void packageOfAnotherPlatform_neverTakesThePlace_whetherReadNowOrBefore() throws Exception {
    byte[] file = ios("第二版");
    hold(file);
    replace("river.apk", "wrong.ipa", file);
    release(file);
    settled();
    assertThat(names()).containsExactly("river.apk", "river.ipa");
    assertThat(handler.page(page)).contains("“wrong.ipa”是iOS的软件包，“river.apk”是安卓的，只能换成同一平台的");
    HttpResponse<String> again = replace("river.apk", "wrong.ipa", file);
    assertThat(again.statusCode()).isEqualTo(422);
    assertThat(again.body()).contains("只能换成同一平台的");
    assertThat(names()).containsExactly("river.apk", "river.ipa");
  }

  @Test
  void packageOfAnotherName_thatCannotStandBesideTheRest_isTakenOutAgain() throws Exception {
    UUID source = steps.stage.plant(new AppFacts(name).format("aab").facts(), steps.handler);
    handlerAdds(source);
    byte[] lake = android(name + ".lake", "清溪湖泊", "1.0");
    hold(lake);
    replace("river.apk", "lake.apk", lake);
    release(lake);
    settled();
    assertThat(names()).contains("river.apk", "river.ipa").doesNotContain("lake.apk");
    assertThat(handler.page(page)).contains("“lake.apk”没有换上");
  }

  private void handlerAdds(UUID packageId) {
    steps.stage.as(steps.handler);
    packages.add(id, packageId);
  }

  @Test
  void newerVersion_takesThePlace_withItsOrder_itsName_andWhatWasSaid() throws Exception {
    Question icon = new Question("app.icon", held("river.apk").toString());
    steps.stage.as(steps.handler);
    steps.save(id, Map.of(icon, "蓝色水滴"));
    replace("river.apk", "river-2.apk", android(name, "清溪水情二", "2.0"));
    settled();
    assertThat(names()).containsExactly("river-2.apk", "river.ipa");
    CasePackage now = at("river-2.apk");
    assertThat(now.test()).isPresent();
    assertThat(now.submitted().identity()).isEqualTo(name);
    assertThat(steps.file(id).application().appName()).isEqualTo("清溪水情二");
    Question same = new Question("app.icon", now.submitted().packageId().toString());
    assertThat(steps.file(id).answers().get(same))
        .extracting(one -> one.answer().value())
        .isEqualTo("蓝色水滴");
    assertThat(steps.file(id).answers()).doesNotContainKey(icon);
    assertThat(handler.page(page)).contains("已换上“river-2.apk”。").doesNotContain("没有换上");
  }

  @Test
  void formerVersion_comesBackAsWell() throws Exception {
    replace("river.apk", "river-2.apk", android(name, "清溪水情", "2.0"));
    settled();
    replace("river-2.apk", "river.apk", android(name, "清溪水情", "1.0"));
    settled();
    assertThat(names()).containsExactly("river.apk", "river.ipa");
    assertThat(at("river.apk").test()).isPresent();
  }

  @Test
  void secondReplacement_takesTheFirstOnesPlace_andEachPlaceWaitsForItself() throws Exception {
    byte[] first = noPackage();
    byte[] second = android(name, "清溪水情", "3.0");
    byte[] other = ios("第二版");
    for (byte[] file : List.of(first, second, other)) {
      hold(file);
    }
    replace("river.apk", "first.apk", first);
    replace("river.ipa", "other.ipa", other);
    HttpResponse<String> shown = replace("river.apk", "second.apk", second);
    assertThat(shown.body())
        .contains("“second.apk”正在读取", "“other.ipa”正在读取")
        .doesNotContain("first.apk");
    for (byte[] file : List.of(first, second, other)) {
      release(file);
    }
    settled();
    assertThat(names()).containsExactly("second.apk", "other.ipa");
  }

  @Test
  void meanwhile_nothingIsSent_andTheFormerOneIsNotRemoved_untilItIsCancelled() throws Exception {
    byte[] file = android(name, "清溪水情", "2.0");
    hold(file);
    replace("river.apk", "river-2.apk", file);
    String waits = "“river-2.apk”正在读取，读完才知道能不能换下“river.apk”";
    assertThat(handler.page(page + "/check")).contains(waits);
    int version = steps.file(id).application().version();
    assertThat(handler.post(page + "/ready", Map.of("version", String.valueOf(version))).body())
        .contains(waits);
    String removal = page + "/packages/" + held("river.apk") + "/removal";
    assertThat(handler.post(removal, Map.of()).body()).contains("请先取消更换");
    assertThat(names()).containsExactly("river.apk", "river.ipa");

    handler.post(page + "/packages/" + waiting() + "/removal", Map.of());
    assertThat(handler.page(page)).contains("已取消更换：“river-2.apk”没有换上").doesNotContain("正在读取");
    release(file);
    await().until(() -> inspections.find(uploaded("river-2.apk")).orElseThrow().ended());
    readPackages.goOn(uploaded("river-2.apk"));
    assertThat(names()).containsExactly("river.apk", "river.ipa");
  }

  private UUID uploaded(String fileName) {
    return jdbc.sql(
            "select id from package_upload where file_name = ? order by uploaded_at desc limit 1")
        .param(fileName)
        .query(UUID.class)
        .single();
  }

  @Test
  void serverThatEndsBetweenReadingAndReplacing_goesOnWhenItStarts() throws Exception {
    UUID by = steps.stage.plant(new AppFacts(name).version("2", "2.0").facts(), steps.handler);
    String sha256 =
        jdbc.sql("select sha256 from package_upload where id = ?")
            .param(by)
            .query(String.class)
            .single();
    String reading = "update inspection set status = ? where sha256 = ?";
    jdbc.sql(reading).params("RUNNING", sha256).update();
    steps.stage.as(steps.handler);
    packages.replace(id, held("river.apk"), by);
    jdbc.sql(reading).params("READ", sha256).update();
    assertThat(names()).containsExactly("river.apk", "river.ipa");
    assertThat(store.packagesLeft()).contains(by);
    readPackages.goOn(by);
    assertThat(steps.file(id).packages())
        .hasSize(2)
        .first()
        .extracting(one -> one.submitted().packageId())
        .isEqualTo(by);
    assertThat(store.packagesLeft()).doesNotContain(by);
  }

  @Test
  void removing_isAskedFirst_andNamesWhatGoes() throws Exception {
    String removal = page + "/packages/" + held("river.apk") + "/removal";
    assertThat(handler.page(page)).contains("href=\"" + removal + "\"");
    assertThat(handler.page(removal)).contains("“river.apk”将从申请里移除。", "确认移除", name, "其他软件包都保留");
    assertThat(names()).containsExactly("river.apk", "river.ipa");
    handler.post(removal, Map.of());
    assertThat(names()).containsExactly("river.ipa");
    assertThat(handler.page(removal)).contains("river.ipa").doesNotContain("确认移除");
  }

  @Test
  void removingThePackageThatNamesTheApplication_saysBeforeWhatItWillBeCalled() throws Exception {
    String of = page + "/packages/";
    assertThat(handler.page(of + held("river.apk") + "/removal"))
        .contains("应用名称“清溪水情”来自这个软件包；移除后改用“river.ipa”里的名称“示例政务”。");
    String ipa = of + held("river.ipa") + "/removal";
    assertThat(handler.page(ipa)).doesNotContain("应用名称“");
    handler.post(of + held("river.apk") + "/removal", Map.of());
    assertThat(steps.file(id).application().appName()).isEqualTo("示例政务");
    assertThat(handler.page(ipa)).contains("应用名称“示例政务”来自这个软件包；移除后须您自己填写。");
  }
}
