package cn.beian.server.filings;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.states.ApplicationKind;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.WebSession;
import cn.beian.server.filings.casefile.CasePackage;
import cn.beian.server.filings.changes.AppChanges;
import cn.beian.server.filings.filed.FiledApps;
import cn.beian.server.filings.filed.LaunchBuilds;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.fixtures.FilingSteps;
import cn.beian.server.fixtures.Unique;
import cn.beian.server.records.Records;
import cn.beian.testkit.ApkBytes;
import cn.beian.testkit.TestSigner;
import cn.beian.testkit.harmony.HapSamples;
import cn.beian.testkit.ios.IosSamples;
import cn.beian.testkit.ios.IpaBytes;
import cn.beian.testkit.ios.PlistBytes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/** A sponsor with three builds of one service files once. */
class ThreePlatformsTest extends ServerTest {
  @TempDir private Path folder;
  @Autowired private ApplicationContext server;
  private FilingSteps steps;
  private final String name = "cn.gov.a" + Unique.word();
  private final TestSigner signer = TestSigner.named("CN=Demo");
  private UUID draft = UUID.randomUUID();

  @BeforeEach
  void threeBuilds() throws Exception {
    steps = new FilingSteps(server);
    draft =
        steps.draft(
            plant("a.apk", android("")),
            plant("a.ipa", ios("1.0", "签到")),
            plant("a.hap", HapSamples.hap()));
  }

  private byte[] android(String other) throws Exception {
    return new ApkBytes(name)
        .label("x", "示例政务<b>")
        .file("assets/note.txt", other.getBytes(StandardCharsets.UTF_8))
        .permission("android.permission.READ_CONTACTS")
        .mainActivity("cn.gov.A")
        .unsigned();
  }

  private byte[] ios(String version, String... texts) {
    IpaBytes app =
        IosSamples.ipa()
            .info("CFBundleIdentifier", name)
            .info("CFBundleShortVersionString", version);
    for (int i = 0; i < texts.length; i++) {
      app.file(
          "zh-Hans.lproj/More" + i + ".strings",
          PlistBytes.binary(Map.of("b" + i + ".normalTitle", texts[i])));
    }
    return app.zip(signer).toBytes();
  }

  @Test
  void builds_standSideBySide_forTheUnit_andForWhoeverReviews() throws Exception {
    String path = "/applications/" + draft;
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page(path)).contains(path + "/platforms");
    assertThat(handler.page(path + "/platforms"))
        .contains("安卓", "iOS", "鸿蒙", "通讯录", "示例政务&lt;b&gt;")
        .doesNotContain("没有发现不同", "可能不是同一服务") // two have one identifier, two one name
        .doesNotContain("示例政务<b>");
    String page = handler.page(path + "/platforms");
    int rows = page.split("<th scope=\"row\" class=\"break\"").length - 1;
    int open = 3; // as one is not all read
    assertThat(page)
        .as("name and version differ, a row each")
        .contains("有 " + (rows - open + 2) + " 处", "有 " + open + " 处因为");
    String other = FilingSteps.ofMinistry(server).handler;
    assertThat(WebSession.of(server, url(""), other).get(path + "/platforms").statusCode())
        .isEqualTo(403);
    steps.inNationalReview(steps.ready(draft));
    WebSession reviewer = WebSession.of(server, url(""), steps.reviewer);
    assertThat(reviewer.page("/cases/" + draft)).contains("/cases/" + draft + "/platforms");
    assertThat(reviewer.page("/cases/" + draft + "/platforms")).contains("通讯录");
  }

  @Test
  void twoBuildsOfOnePlatform_areHeadedAsPackages_notAsVersionsOfTheSystem() throws Exception {
    UUID first = steps.stage.plant(steps.stage.app().format("hap").facts(), steps.handler);
    UUID other = steps.stage.plant(new AppFacts(name + ".b").format("hap").facts(), steps.handler);
    String page =
        WebSession.of(server, url(""), steps.handler)
            .page("/applications/" + steps.draft(first, other) + "/platforms");
    assertThat(page).contains("鸿蒙（第 1 个软件包）", "鸿蒙（第 2 个软件包）");
  }

  @Test
  void packagesThatAreReadAnew_areNotComparedMeanwhile() throws Exception {
    jdbc.sql(
            """
            update inspection set status = 'QUEUED' where sha256 in (select u.sha256
              from package_upload u join application_package p on p.package_id = u.id
              where p.application_id = ?)
            """)
        .param(draft)
        .update();
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/applications/" + draft + "/platforms")).contains("不足两个");
  }

  @Test
  void onePackage_hasNothingBesideIt() throws Exception {
    UUID alone = steps.draft(plant("b.apk", new ApkBytes(name + ".b").unsigned()));
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/applications/" + alone)).doesNotContain("/platforms");
    assertThat(handler.page("/applications/" + alone + "/platforms")).contains("不足两个");
  }

  private UUID plant(String name, byte[] bytes) throws Exception {
    Path file = Files.write(folder.resolve(name), bytes);
    return steps.stage.plant(
        PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard()), steps.handler);
  }

  @Test
  void oneApplication_holdsThem_asksOnce_andTheRecordIsFoundByEachName() throws Exception {
    assertThat(steps.file(draft).value("app.platforms").split("\n"))
        .containsExactlyInAnyOrder("android", "ios", "harmony");
    assertThat(steps.file(draft).conflict()).isEmpty();
    assertThat(steps.file(draft).packages())
        .hasSize(3)
        .noneMatch(CasePackage::reading)
        .allMatch(one -> one.test().isPresent());
    String number = steps.accepted(steps.inNationalReview(steps.ready(draft))).toString();
    assertThat(server.getBean(Records.class).find(number).orElseThrow().builds()).hasSize(3);
    for (String asked :
        List.of(
            "platform=android&packageId=" + name,
            "platform=ios&packageId=" + name,
            "platform=harmony&packageId=" + HapSamples.BUNDLE)) {
      assertThat(new Visitor(url("")).get("/lookup?" + asked).body()).as(asked).contains(number);
    }
  }

  @Test
  void findingsOfSeveralPackages_sayOfWhichTheyAre() throws Exception {
    assertThat(WebSession.of(server, url(""), steps.handler).page("/applications/" + draft))
        .containsPattern("(?s)/rules/SEC-\\d+\">[^<]+</a> <span class=\"muted break\">(iOS|鸿蒙|安卓)");
    steps.inNationalReview(steps.ready(draft));
    assertThat(WebSession.of(server, url(""), steps.reviewer).page("/cases/" + draft))
        .containsPattern("(iOS|鸿蒙|安卓) · </span>");
  }

  @Test
  void ruleFoundInSeveralPackages_isOneLine_andTheCountIsThatOfTheLines() throws Exception {
    String page = WebSession.of(server, url(""), steps.handler).page("/applications/" + draft);
    String column = page.substring(page.lastIndexOf("<aside>"), page.lastIndexOf("另有 "));
    List<String> rules =
        Pattern.compile("/rules/([A-Z]+-\\d+)")
            .matcher(column)
            .results()
            .map(r -> r.group(1))
            .toList();
    assertThat(rules).isNotEmpty().doesNotHaveDuplicates();
    assertThat(column).containsPattern("break\">(安卓|iOS|鸿蒙)、");
    int blocking = column.split("class=\"st stop\"", -1).length - 1;
    int explained = column.split("class=\"st warn\"", -1).length - 1;
    assertThat(page).contains("有 " + (blocking + explained) + " 项会使备案不能通过");
  }

  @Test
  void province_readsWhereEachRuleWasFound_andWhatIsAdvised_byPlatform() throws Exception {
    steps.ready(draft);
    steps.submit(draft);
    String page = WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + draft);
    String column = page.substring(page.indexOf("<section id=\"findings\""));
    String findings = column.substring(0, column.indexOf("</section>"));
    assertThat(findings)
        .contains("<details><summary>", "class=\"code\"", "查看规则", "href=\"/rules/")
        .containsPattern("另有 \\d+ 项建议")
        .containsPattern("<strong class=\"break\">(iOS|鸿蒙|安卓)</strong>");
    String packages = column.substring(column.indexOf("</section>"));
    assertThat(packages).containsPattern("class=\"small muted\">(iOS|鸿蒙|安卓)</span>");
  }

  @Test
  void findings_forTheProvince_afterSending_andWhatStops_sayOfWhichPackageTheyAre()
      throws Exception {
    steps.ready(draft);
    steps.submit(draft);
    String build = "</(a|span)> <span class=\"muted break\">(iOS|鸿蒙|安卓)";
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    String signed = handler.page("/applications/" + draft);
    assertThat(signed.substring(signed.indexOf("id=\"signed-result\""))).containsPattern(build);
    assertThat(WebSession.of(server, url(""), steps.firstSeat).page("/cases/" + draft))
        .containsPattern(build);
    steps.complete(draft);
    String stops = WebSession.of(server, url(""), steps.reviewer).page("/cases/" + draft);
    assertThat(stops.substring(stops.indexOf("项妨碍通过")))
        .containsPattern("<li>[^<]+（(iOS|鸿蒙|安卓)）：[^<]+</li>");
  }

  @Test
  void signedFindings_sayOfWhichPackageTheyAre_whenItWasTestedAgain() throws Exception {
    steps.ready(draft);
    steps.submit(draft);
    jdbc.sql("update application_package set test_id = null where application_id = ?")
        .param(draft)
        .update();
    String signed = WebSession.of(server, url(""), steps.handler).page("/applications/" + draft);
    assertThat(signed.substring(signed.indexOf("id=\"signed-result\"")))
        .containsPattern("</a> <span class=\"muted break\">[^<]+</span>");
  }

  @Test
  void whatWasRead_andAnotherPackage_areSaidByPlatform() throws Exception {
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/applications/" + draft))
        .containsPattern("版本号?</span><span class=\"small\">（安卓）")
        .containsPattern("版本号?</span><span class=\"small\">（iOS）")
        .containsPattern("版本号?</span><span class=\"small\">（鸿蒙）");
    assertThat(handler.page("/applications/" + draft + "/check"))
        .containsPattern("换一个软件包（[^）]*(安卓|iOS|鸿蒙)[^）]*）");
  }

  @Test
  void whatWasRead_ofOnePackage_needsNoPlatform() throws Exception {
    UUID alone = steps.draft(plant("b.apk", new ApkBytes(name + ".b").unsigned()));
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/applications/" + alone)).doesNotContain("（安卓）");
    assertThat(handler.page("/applications/" + alone + "/check"))
        .contains("换一个软件包")
        .doesNotContain("换一个软件包（");
  }

  @Test
  void launchBuild_isComparedWithTheReviewedOneOfItsPlatform_whereAllHaveOneName()
      throws Exception {
    String number = steps.accepted(steps.inNationalReview(steps.ready(draft))).toString();
    steps.as(steps.handler);
    assertThat(server.getBean(FiledApps.class).of(draft).packages())
        .as("each platform is tested again by a new rulebook")
        .hasSize(3);
    assertThat(launched(plant("launch.ipa", ios("1.0", "签到", steps.stage.name, "备案编号：" + number))))
        .isEqualTo("ACCEPTED ");
    assertThat(launched(plant("launch.apk", android("1"))))
        .isEqualTo("DIFFERENT SPONSOR_NOT_SHOWN\nNUMBER_NOT_SHOWN");
    assertThat(server.getBean(Records.class).find(number).orElseThrow().numberSeenOn())
        .as("two platforms do not show it yet")
        .isEmpty();
    assertThat(WebSession.of(server, url(""), steps.handler).page("/applications/" + draft))
        .contains("还没有交的：安卓、鸿蒙")
        .doesNotContain("备案完成");
  }

  private String launched(UUID build) {
    server.getBean(LaunchBuilds.class).handIn(draft, steps.version(draft), build);
    return jdbc.sql("select outcome || ' ' || detail from launch_build where package_id = ?")
        .param(build)
        .query(String.class)
        .single();
  }

  @Test
  void newVersion_isComparedWithAndTakesThePlaceOfTheOneOfItsPlatform() throws Exception {
    String number = steps.accepted(steps.inNationalReview(steps.ready(draft))).toString();
    UUID app = server.getBean(Records.class).find(number).orElseThrow().appId();
    UUID version = plant("b.ipa", ios("1.1", "签到", "新的一行"));
    WebSession handler = WebSession.of(server, url(""), steps.handler);
    assertThat(handler.page("/apps/" + app + "/change?package=" + version))
        .contains("1.1", number + "，1.0。", "无需办理");
    steps.as(steps.handler);
    UUID change =
        server
            .getBean(AppChanges.class)
            .begin(app, ApplicationKind.CHANGE, Optional.of(version), "");
    assertThat(steps.file(change).packages().stream().map(CasePackage::platform))
        .containsExactlyInAnyOrder("android", "ios", "harmony");
  }
}
