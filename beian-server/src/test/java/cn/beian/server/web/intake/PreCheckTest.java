package cn.beian.server.web.intake;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactSet;
import cn.beian.report.Report;
import cn.beian.report.Reports;
import cn.beian.report.TextStyle;
import cn.beian.rules.Context;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import cn.beian.server.ServerTest;
import cn.beian.server.Visitor;
import cn.beian.server.fixtures.AppFacts;
import cn.beian.server.platform.BeianSettings;
import cn.beian.server.platform.InProcessRateLimiters;
import cn.beian.server.testing.PreCheck;
import cn.beian.server.testing.PreCheckSettings;
import cn.beian.server.testing.TestRuns;
import cn.beian.testkit.miniprogram.MiniProgramFiles;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockMultipartFile;
import org.springframework.ui.ExtendedModelMap;
import org.springframework.ui.Model;
import org.springframework.util.unit.DataSize;

class PreCheckTest extends ServerTest {
  @Autowired private TestRuns tests;
  @Autowired private MessageSource messages;
  @Autowired private PreCheck preCheck;
  @Autowired private Clock clock;
  @Autowired private BeianSettings settings;

  private static byte[] checkIn() throws IOException {
    return MiniProgramFiles.atRoot()
        .page(
            "pages/today",
            "<button bindtap=\"sign\">每日打卡</button><text>本月未打卡将通报</text>",
            "Page({ sign() { wx.request({ url: 'https://a.example.cn/sign', method: 'POST' }) } })",
            "{}")
        .zip();
  }

  private Visitor stranger(String language) throws Exception {
    Visitor stranger = new Visitor(url(""));
    stranger.get("/pre-check?lang=" + language);
    return stranger;
  }

  private String sentence(String key, String language) {
    return Objects.requireNonNull(
        messages.getMessage(key, new Object[] {100}, Locale.forLanguageTag(language)));
  }

  private List<Object> traces() throws IOException {
    try (Stream<Path> files = Files.list(settings.dataDir().resolve("pre-check"))) {
      return Stream.concat(
              Stream.<Object>of(
                  jdbc.sql("select count(*) from package_upload").query(Long.class).single(),
                  jdbc.sql("select count(*) from inspection").query(Long.class).single(),
                  jdbc.sql("select count(*) from test_run").query(Long.class).single()),
              files)
          .toList();
    }
  }

  @ParameterizedTest
  @CsvSource({"zh, 打卡", "en, Check-in"})
  void package_ofAnybody_isTestedAndForgotten(String language, String found) throws Exception {
    List<Object> before = traces();
    HttpResponse<String> page =
        stranger(language).upload("/pre-check", Map.of(), "源码.zip", checkIn());
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("FORM-101", found, "每日打卡", "源码.zip");
    assertThat(traces()).isEqualTo(before);
  }

  @ParameterizedTest
  @CsvSource({
    "PDF, application/pdf, %PDF-",
    "HTML, text/html, FORM-101",
    "XLSX, application/vnd.openxmlformats-officedocument.spreadsheetml.sheet, PK",
    "CSV, 'text/csv;charset=UTF-8', 'FORM-101,打卡'",
    "SARIF, application/sarif+json, FORM-101",
    "JSON, application/json, FORM-101"
  })
  void report_asFile_isGivenToTakeAway(String form, String type, String content) throws Exception {
    HttpResponse<String> report =
        stranger("zh").upload("/pre-check", Map.of("form", form), "a.zip", checkIn());
    assertThat(report.headers().firstValue("Content-Type").orElse("")).startsWith(type);
    assertThat(report.headers().firstValue("Content-Disposition").orElse(""))
        .isEqualTo("attachment; filename=\"beian-report." + form.toLowerCase(Locale.ROOT) + "\"");
    assertThat(report.body()).contains(content);
  }

  @Test
  void table_ofFindings_holdsPlaceAndRemedy_andNoFormula() throws Exception {
    byte[] hostile =
        MiniProgramFiles.atRoot()
            .page(
                "pages/today", "<button bindtap=\"a\">=HYPERLINK(1)每日打卡</button>", "Page({})", "{}")
            .zip();
    String csv =
        stranger("en").upload("/pre-check", Map.of("form", "CSV"), "a.zip", hostile).body();
    assertThat(csv.lines().findFirst().orElse(""))
        .isEqualTo(
            "\uFEFFRule,Title,Verdict,Grade of evidence,Why,Screen,Place,Text found there,How to fix"
                + " it,Legal basis");
    assertThat(csv.lines().filter(line -> line.startsWith("FORM-101")))
        .isNotEmpty()
        .allSatisfy(
            line ->
                assertThat(line)
                    .contains("pages/today,pages/today.wxml:1", "'=HYPERLINK(1)每日打卡")
                    .doesNotContain(",=HYPERLINK"));
  }

  @ParameterizedTest
  @CsvSource({"zh", "en"})
  void picture_calledApk_isToldAsThat(String language) throws Exception {
    byte[] picture = "\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1);
    HttpResponse<String> page =
        stranger(language).upload("/pre-check", Map.of("form", "PDF"), "a.apk", picture);
    assertThat(page.body()).contains(sentence("testing.failure.PICTURE", language));
    page = stranger(language).upload("/pre-check", Map.of(), "a.apk", new byte[0]);
    assertThat(page.body()).contains(sentence("intake.refused.EMPTY", language));
  }

  /** Files of the example of README, which it shows as blocked. */
  private static byte[] patrol() throws IOException {
    Path example = Path.of(System.getProperty("beian.root", ".."), "docs", "examples", "patrol");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(example)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        zip.putNextEntry(new ZipEntry(example.relativize(file).toString()));
        zip.write(Files.readAllBytes(file));
      }
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @CsvSource({
    "zh, 项会阻断, 机关工作人员, 基层单位和人员用，",
    "en, findings block, staff of public bodies, Used by "
  })
  void exampleOfReadme_withoutAnyAnswer_isBlockedAsReadmeShows_andSaysForWhomItWasJudged(
      String language, String blocked, String users, String judged) throws Exception {
    HttpResponse<String> page =
        stranger(language).upload("/pre-check", Map.of(), "patrol.zip", patrol());
    assertThat(text(result(page)))
        .contains(blocked, "FORM-101", "FORM-105", "FORM-116")
        .contains(users, judged);
    assertThat(page.body().getBytes(StandardCharsets.UTF_8).length).isLessThan(200_000);
  }

  private static String result(HttpResponse<String> page) {
    return page.body().substring(0, page.body().indexOf("id=\"again\""));
  }

  /** What a person reads. */
  private static String text(String html) {
    return html.replaceAll("<[^>]*>", "").replaceAll("\\s*\n\\s*", "");
  }

  /** The address under which a result is kept. */
  private static String kept(HttpResponse<String> page) {
    Matcher found = Pattern.compile("/pre-check/[0-9a-f]{32}").matcher(page.body());
    assertThat(found.find()).isTrue();
    return found.group();
  }

  @Test
  void result_isTurnedToAnotherAudience_andTakenAway_withoutSendingThePackageAgain()
      throws Exception {
    Visitor stranger = stranger("zh");
    List<Object> before = traces();
    String kept = kept(stranger.upload("/pre-check", Map.of(), "patrol.zip", patrol()));
    String forThePublic = text(result(stranger.get(kept + "?users=PUBLIC")));
    assertThat(forThePublic).contains("给公众用，").doesNotContain("项会阻断");
    String forStaff = text(result(stranger.get(kept + "?users=STAFF")));
    assertThat(forStaff).contains("给机关工作人员用，");
    assertThat(text(result(stranger.get(kept + "?governmentApp=false&users=PUBLIC"))))
        .contains("不是政务应用；给公众用，");
    HttpResponse<String> report = stranger.get(kept + "/report?form=HTML&users=PUBLIC");
    assertThat(report.headers().firstValue("Content-Disposition").orElse(""))
        .contains("attachment");
    assertThat(report.body()).contains("公众", "FORM-101");
    assertThat(traces()).isEqualTo(before);
  }

  @Test
  void rulebook_isNamedAlike_onThePage_inTheReport_onTheCommandLine_andOnThePageOfItsVersion()
      throws Exception {
    Rulebook rules = tests.rulebook();
    for (String language : List.of("zh", "en")) {
      Visitor stranger = stranger(language);
      String kept = kept(stranger.upload("/pre-check", Map.of(), "patrol.zip", patrol()));
      String page = result(stranger.get(kept + "?users=PUBLIC"));
      String report = stranger.get(kept + "/report?form=HTML&users=PUBLIC").body();
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      FactSet facts = new AppFacts("cn.gov.test.a").facts();
      Reports.text(
          new Report(
              RuleEngine.evaluate(facts, Context.EMPTY, rules, LocalDate.of(2026, 12, 1)),
              rules,
              facts,
              Context.EMPTY),
          Locale.forLanguageTag(language),
          TextStyle.PLAIN,
          lines);
      String name = Reports.rulebookName(rules, Locale.forLanguageTag(language));
      String count = Integer.toString(rules.rules().size());
      assertThat(name).contains(count, rules.version().substring(0, 12)).hasSizeLessThan(60);
      assertThat(page).contains("<summary>" + name);
      assertThat(report).contains(name);
      assertThat(lines.toString(StandardCharsets.UTF_8)).contains(name + "\n");
      assertThat(stranger.get("/rulebooks/1").body()).contains(">" + name + "<");
    }
  }

  @Test
  void components_areShownAndTakenAway_asLongAsTheResultIsKept() throws Exception {
    byte[] app =
        MiniProgramFiles.atRoot()
            .page("pages/a", "<text>a</text>", "Page({})", "{}")
            .file(
                "miniprogram_npm/dayjs/package.json", "{\"name\":\"dayjs\",\"version\":\"1.11.7\"}")
            .zip();
    Visitor stranger = stranger("zh");
    List<Object> before = traces();
    HttpResponse<String> result = stranger.upload("/pre-check", Map.of(), "a.zip", app);
    assertThat(result.body()).contains(kept(result) + "/components\"");
    String list = stranger.get(kept(result) + "/components").body();
    assertThat(list).contains("dayjs", "1.11.7", "a.zip", "miniprogram_npm/dayjs");
    HttpResponse<String> file = stranger.get(kept(result) + "/components/sbom");
    assertThat(file.body()).contains("\"specVersion\":\"1.6\"", "pkg:npm/dayjs@1.11.7");
    assertThat(file.headers().firstValue("Content-Disposition").orElse("")).contains("attachment");
    assertThat(traces()).isEqualTo(before);
  }

  /** The page answers a form; its link must not lead to the start page and lose the result. */
  @Test
  void otherLanguage_ofAResult_isTheSameResult() throws Exception {
    Visitor stranger = stranger("zh");
    HttpResponse<String> result = stranger.upload("/pre-check", Map.of(), "patrol.zip", patrol());
    Matcher link = Pattern.compile("href=\"(/pre-check/[^\"]*lang=en)\"").matcher(result.body());
    assertThat(link.find()).isTrue();
    assertThat(stranger.get(link.group(1).replace("&amp;", "&")).body())
        .contains("patrol.zip")
        .contains("FORM-101");
  }

  @Test
  void resultOfNobody_orLongPast_isToldToBeGone() throws Exception {
    Visitor stranger = stranger("zh");
    for (String path :
        List.of(
            "/pre-check/" + "0".repeat(32),
            "/pre-check/x/report?form=PDF",
            "/pre-check/x/components",
            "/pre-check/x/components/sbom")) {
      HttpResponse<String> page = stranger.get(path);
      assertThat(page.body()).contains(sentence("intake.preCheck.gone", "zh"));
      assertThat(page.statusCode()).isEqualTo(404);
    }
  }

  @Test
  void results_areForgottenAfterMinutes_andTheOldestFirst() throws Exception {
    SettableClock time = new SettableClock();
    RecentPreChecks recent = new RecentPreChecks(time);
    FactSet facts = new AppFacts("cn.gov.test.a").facts();
    String first = recent.keep("a.zip", facts).orElseThrow();
    assertThat(recent.find(first).orElseThrow().facts().all()).isEqualTo(facts.all());
    for (int i = 0; i < 16; i++) {
      recent.keep("b.zip", facts);
    }
    assertThat(recent.find(first)).as("sixteen came after it").isEmpty();
    String last = recent.keep("c.zip", facts).orElseThrow();
    time.now = time.now.plus(RecentPreChecks.KEPT).plusSeconds(1);
    assertThat(recent.find(last)).isEmpty();
  }

  private static final class SettableClock extends Clock {
    private Instant now = Instant.parse("2026-11-28T00:00:00Z");

    @Override
    public Instant instant() {
      return now;
    }

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      throw new UnsupportedOperationException();
    }
  }

  @Test
  void onePlaceOnWhichSeveralRest_isFoundByTestingAgainWithoutIt() throws Exception {
    byte[] zip =
        MiniProgramFiles.atRoot()
            .page(
                "pages/today",
                "<button bindtap=\"sign\">每日打卡签到，未打卡将通报</button>",
                "Page({ sign() { wx.request({ url: 'https://a.example.cn/s', method: 'POST' }) } })",
                "{}")
            .zip();
    String page = text(result(stranger("zh").upload("/pre-check", Map.of(), "a.zip", zip)));
    assertThat(page).contains("先改这一处：“每日打卡签到，未打卡将通报”", "去掉它重测一遍");
  }

  @Test
  void answers_decideWhatBlocks_andAreShown() throws Exception {
    HttpResponse<String> page =
        stranger("zh")
            .upload(
                "/pre-check",
                Map.of("governmentApp", "false", "users", "PUBLIC"),
                "a.zip",
                checkIn());
    assertThat(text(result(page))).contains("不是政务应用；给公众用，", "FORM-101").doesNotContain("项会阻断");
    HttpResponse<String> report =
        stranger("zh").upload("/pre-check", Map.of("form", "HTML"), "a.zip", checkIn());
    assertThat(report.body()).contains("按以下情况检测：政务应用程序；使用对象：机关工作人员，基层单位和人员。");
  }

  @Test
  void upload_withoutHavingOpenedThePage_isNotRead() throws Exception {
    HttpResponse<String> page =
        new Visitor(url("")).upload("/pre-check", Map.of(), "a.zip", checkIn());
    assertThat(page.statusCode()).isEqualTo(403);
  }

  @Test
  void tooManyOrTooLarge_isToldSo() throws Exception {
    assertThat(problem(controller(1, DataSize.ofMegabytes(1)), 2))
        .isEqualTo("intake.preCheck.wait");
    assertThat(problem(controller(9, DataSize.ofBytes(100)), 1))
        .isEqualTo("intake.preCheck.tooLarge");
  }

  private PreCheckController controller(int attempts, DataSize limit) {
    Duration pause = Duration.ofMinutes(6);
    return new PreCheckController(
        preCheck,
        new PreCheckSettings(true, limit, attempts, pause, pause, pause),
        tests,
        new RecentPreChecks(clock),
        new InProcessRateLimiters(),
        clock);
  }

  /** What is wrong with the last of so many packages of one address. */
  private static Object problem(PreCheckController controller, int packages) throws IOException {
    Model model = new ExtendedModelMap();
    for (int i = 0; i < packages; i++) {
      controller.check(
          new MockMultipartFile("file", "a.zip", "application/zip", checkIn()),
          "",
          true,
          null,
          Optional.empty(),
          Locale.CHINESE,
          model,
          new MockHttpServletRequest());
    }
    return Objects.requireNonNull(model.asMap().get("problem"));
  }
}
