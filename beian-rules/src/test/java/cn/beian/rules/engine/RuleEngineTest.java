package cn.beian.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.facts.Unread;
import cn.beian.rules.Context;
import cn.beian.rules.Context.Audience;
import cn.beian.rules.Context.Declared;
import cn.beian.rules.DeviceAccess;
import cn.beian.rules.Effect;
import cn.beian.rules.Evidence;
import cn.beian.rules.Exemption;
import cn.beian.rules.Finding;
import cn.beian.rules.Grade;
import cn.beian.rules.Outcome;
import cn.beian.rules.Reason;
import cn.beian.rules.TestResult;
import cn.beian.rules.TestResultJson;
import cn.beian.rules.Verdict;
import cn.beian.rules.book.Rulebook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuleEngineTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);
  private static final String PAGE = "pages/duty/index";

  private final FactSet.Collector facts = new FactSet.Collector();

  private TestResult test(Context context) {
    return test(context, TODAY);
  }

  private TestResult test(Context context, LocalDate asOf) {
    PackageHeader header =
        new PackageHeader("wechat-source", "native", "00", "00", 1, "test", "00", "standard");
    return RuleEngine.evaluate(facts.toFactSet(header), context, Rulebook.bundled(), asOf);
  }

  private void fact(FactKind kind, Map<Field, ?> values) {
    facts.add(kind, Origin.APP, PAGE, Locator.line(PAGE + ".wxml", facts.size() + 1), values);
  }

  private void allRead() {
    for (String name : List.of("text", "pages", "code")) {
      facts.add(
          FactKind.COVERAGE,
          Locator.PACKAGE,
          Map.of(Field.NAME, name, Field.READABLE, 4L, Field.TOTAL, 4L));
    }
  }

  @Test
  void archiveThatNobodyOpened_leavesTheVerdictOpen_alsoWhereNothingWasDeclared() {
    allRead();
    facts.add(
        FactKind.COVERAGE,
        Locator.PACKAGE,
        Map.of(Field.NAME, "entries", Field.READABLE, 4L, Field.TOTAL, 4L));
    assertThat(test(Context.EMPTY).verdict()).isEqualTo(Verdict.PASSED);
    facts.add(
        FactKind.COVERAGE,
        Locator.entry("assets/a.dat"),
        Map.of(
            Field.NAME,
            "entries",
            Field.READABLE,
            0L,
            Field.TOTAL,
            1L,
            Field.REASON,
            Unread.ARCHIVE_FORM.naming("7z").text()));
    assertThat(test(Context.EMPTY).verdict()).isEqualTo(Verdict.UNDETERMINED);
  }

  @Test
  void whatStandsWhereNobodyComes_isToldToBeThere() {
    allRead();
    facts.add(
        FactKind.SCREEN,
        Locator.PACKAGE,
        Map.of(Field.NAME, "pages/home/index", Field.ROLE, "tab", Field.TARGETS, List.of()));
    facts.add(FactKind.SCREEN, Locator.PACKAGE, Map.of(Field.NAME, PAGE, Field.TARGETS, List.of()));
    fact(FactKind.CONTROL, Map.of(Field.TEXT, "投诉与建议", Field.HANDLER, "tell"));
    Finding finding =
        test(declared(true)).findings().stream()
            .filter(one -> one.ruleId().equals("DISP-203"))
            .findFirst()
            .orElseThrow();
    assertThat(finding.reason().code()).isEqualTo("required.unreached");
    assertThat(finding.wouldChange().get(0).code()).isEqualTo("change.reach");
  }

  @Test
  void sponsorThatIsNotShown_isNamed_andTheLicenceOfALibraryIsNoPlaceOfIt() {
    allRead();
    facts.add(
        FactKind.SCREEN,
        Locator.PACKAGE,
        Map.of(Field.NAME, PAGE, Field.LABEL, "开源许可", Field.ROLE, "launch"));
    fact(
        FactKind.UI_TEXT,
        Map.of(Field.TEXT, "Copyright 2014 Example Technology Co., Ltd.", Field.ROLE, "text"));
    Context context =
        new Context(declared(true).declared().sponsoredBy("甲市数据局"), Optional.empty(), List.of());
    Finding finding = test(context).finding("DISP-201").orElseThrow();
    assertThat(finding.blocks()).isTrue();
    assertThat(finding.evidence()).isEmpty();
    assertThat(finding.reason().text(Locale.ENGLISH)).contains("\"甲市数据局\" was not found");
    assertThat(finding.wouldChange().get(0).text(Locale.CHINESE)).contains("“甲市数据局”");
    Finding undeclared = test(declared(false)).finding("DISP-201").orElseThrow();
    assertThat(undeclared.outcome()).isEqualTo(Outcome.VIOLATION);
    assertThat(undeclared.reason().code()).isEqualTo("required.missing");
  }

  private void dailyCheckIn() {
    fact(
        FactKind.CONTROL,
        Map.of(Field.TEXT, "打卡", Field.HANDLER, "onDaka", Field.CALLS, List.of("wx.request")));
    fact(FactKind.UI_TEXT, Map.of(Field.TEXT, "缺勤将扣分", Field.ROLE, "text"));
  }

  private static Context declared(boolean governmentApp, Audience... users) {
    return new Context(
        new Declared(
            governmentApp,
            "",
            "",
            "",
            "",
            List.of(),
            "",
            Set.copyOf(Arrays.asList(users)),
            List.of()),
        Optional.empty(),
        List.of());
  }

  private static Context exempted(String target, LocalDate until) {
    Exemption exemption = new Exemption(target, Exemption.Scenario.EMERGENCY, "预案", until);
    return new Context(
        declared(false, Audience.STAFF).declared(), Optional.empty(), List.of(exemption));
  }

  @Test
  void evaluate_nothingKnown_isNeverPassedSilently() {
    TestResult result = test(declared(true, Audience.STAFF));
    assertThat(result.verdict()).isEqualTo(Verdict.UNDETERMINED);
    assertThat(result.findings())
        .filteredOn(finding -> finding.outcome() == Outcome.PASS)
        .isEmpty();
  }

  @Test
  void evaluate_allReadAndNothingFound_passes() {
    allRead();
    assertThat(test(Context.EMPTY).verdict()).isEqualTo(Verdict.PASSED);
  }

  @Test
  void evaluate_checkInForThePublic_asksForAnExplanation() {
    allRead();
    dailyCheckIn();
    TestResult result = test(declared(false, Audience.PUBLIC));
    Finding finding = result.finding("FORM-101").orElseThrow();
    assertThat(finding.grade()).contains(Grade.PROOF);
    assertThat(finding.effect()).isEqualTo(Effect.EXPLAIN);
    assertThat(result.openExplanations()).isEqualTo(1);
    assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
    assertThat(finding.wouldChange()).contains(Reason.of("change.users"));
  }

  @Test
  void evaluate_checkInOfStaffWithPunishment_blocks() {
    allRead();
    dailyCheckIn();
    TestResult result = test(declared(false, Audience.STAFF));
    assertThat(result.verdict()).isEqualTo(Verdict.BLOCKED);
    Finding finding = result.finding("FORM-101").orElseThrow();
    assertThat(finding.evidence())
        .extracting(Evidence::why)
        .extracting(Reason::code)
        .contains("why.control", "why.sign");
    assertThat(finding.evidence().get(0).text()).isEqualTo("打卡 → onDaka");
    assertThat(finding.evidence().get(0).screen()).isEqualTo(PAGE);
  }

  @Test
  void evaluate_exemptionInForce_acceptsButKeepsTheFinding() {
    allRead();
    dailyCheckIn();
    for (String target : List.of("FORM-101", "CHECKIN")) {
      TestResult result = test(exempted(target, TODAY));
      assertThat(result.verdict()).isEqualTo(Verdict.PASSED);
      Finding finding = result.finding("FORM-101").orElseThrow();
      assertThat(finding.outcome()).isEqualTo(Outcome.VIOLATION);
      assertThat(finding.exemption()).isPresent();
    }
  }

  @Test
  void evaluate_exemptionThatRanOut_doesNotHelp() {
    allRead();
    dailyCheckIn();
    assertThat(test(exempted("FORM-101", TODAY.minusDays(1))).verdict()).isEqualTo(Verdict.BLOCKED);
  }

  @Test
  void evaluate_wordWithoutScreen_isAHintThatAdvises() {
    facts.add(
        FactKind.CONTROL,
        Locator.entry("res/layout/a.xml"),
        Map.of(Field.TEXT, "打卡", Field.HANDLER, "onDaka", Field.CALLS, List.of("wx.request")));
    Finding finding = test(declared(true, Audience.STAFF)).finding("FORM-101").orElseThrow();
    assertThat(finding.grade()).contains(Grade.HINT);
    assertThat(finding.effect()).isEqualTo(Effect.ADVISE);
  }

  @Test
  void reason_ofFindingInManifest_speaksOfNoPage() {
    facts.add(
        FactKind.IDENTITY, Locator.PACKAGE, Map.of(Field.NAME, "debuggable", Field.VALUE, "true"));
    PackageHeader header =
        new PackageHeader("apk", "native", "00", "00", 1, "test", "00", "standard");
    Finding finding =
        RuleEngine.evaluate(facts.toFactSet(header), declared(true), Rulebook.bundled(), TODAY)
            .finding("SEC-402")
            .orElseThrow();
    assertThat(finding.outcome()).isEqualTo(Outcome.VIOLATION);
    assertThat(finding.reason().text(Locale.CHINESE)).contains("清单").doesNotContain("页面");
    assertThat(finding.reason().text(Locale.ENGLISH)).contains("manifest").doesNotContain("page");
  }

  @Test
  void evaluate_beforeTheMeasuresTookForce_doesNotApply() {
    dailyCheckIn();
    Finding finding =
        test(declared(true, Audience.STAFF), LocalDate.of(2026, 1, 24))
            .finding("FORM-101")
            .orElseThrow();
    assertThat(finding.outcome()).isEqualTo(Outcome.NOT_APPLICABLE);
  }

  @Test
  void evaluate_missingSponsor_blocksOnlyAGovernmentApp() {
    allRead();
    assertThat(test(declared(true)).blocking())
        .extracting(Finding::ruleId)
        .containsExactly("DISP-201", "DISP-203", "DISP-204");
    assertThat(test(declared(false)).blocking()).isEmpty();
  }

  @Test
  void evaluate_sdkText_isNotTheApps() {
    facts.add(
        FactKind.CONTROL,
        Origin.SDK,
        PAGE,
        Locator.entry("a"),
        Map.of(Field.TEXT, "打卡", Field.HANDLER, "h"));
    allRead();
    assertThat(test(Context.EMPTY).finding("FORM-101").orElseThrow().outcome())
        .isEqualTo(Outcome.PASS);
  }

  @Test
  void evaluate_findingInCodeOfAnSdk_namesTheSdk() {
    facts.add(
        FactKind.SDK,
        Origin.SDK,
        "",
        Locator.member("classes.dex", "com.example.push.Receiver"),
        Map.of(
            Field.NAME,
            "Example Push",
            Field.CLASSES,
            List.of("com.example.", "com.example.push.")));
    facts.add(
        FactKind.HOT_UPDATE,
        Origin.SDK,
        "",
        Locator.member("classes.dex", "com.example.push.Loader.run"),
        Map.of(Field.NAME, "DexClassLoader"));
    allRead();

    PackageHeader header =
        new PackageHeader("apk", "native", "00", "00", 1, "test", "00", "standard");
    assertThat(
            RuleEngine.evaluate(facts.toFactSet(header), Context.EMPTY, Rulebook.bundled(), TODAY)
                .finding("SEC-428")
                .orElseThrow()
                .evidence())
        .extracting(Evidence::text)
        .containsExactly("Example Push: DexClassLoader");
  }

  @Test
  void evaluate_longText_isCutAroundTheTerm() {
    fact(FactKind.UI_TEXT, Map.of(Field.TEXT, "甲".repeat(500) + "签到" + "乙".repeat(500)));
    Evidence evidence = test(Context.EMPTY).finding("FORM-101").orElseThrow().evidence().get(0);
    assertThat(evidence.text()).contains("签到").hasSizeLessThanOrEqualTo(200);
  }

  @Test
  void resultJson_writtenReadWritten_isTheSameBytes() throws IOException {
    allRead();
    dailyCheckIn();
    TestResult result = test(exempted("CHECKIN", TODAY));
    byte[] first = bytes(result);
    TestResult again = TestResultJson.read(new ByteArrayInputStream(first));
    assertThat(again).isEqualTo(result);
    assertThat(bytes(again)).isEqualTo(first);
    assertThat(TestResultJson.digest(again)).isEqualTo(TestResultJson.digest(result));
  }

  @Test
  void resultJson_inAnotherLocale_isTheSameBytes() throws IOException {
    dailyCheckIn();
    byte[] first = bytes(test(Context.EMPTY));
    Locale before = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("tr-TR"));
      assertThat(bytes(test(Context.EMPTY))).isEqualTo(first);
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void reason_everyCodeInUse_isASentenceInBothLanguages() {
    dailyCheckIn();
    for (Finding finding : test(declared(true, Audience.STAFF)).findings()) {
      for (Locale locale : List.of(Locale.CHINA, Locale.UK)) {
        assertThat(finding.reason().text(locale)).doesNotContain("{", finding.reason().code());
        finding
            .wouldChange()
            .forEach(reason -> assertThat(reason.text(locale)).isNotEqualTo(reason.code()));
      }
    }
  }

  private static byte[] bytes(TestResult result) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    TestResultJson.write(result, out);
    assertThat(out.toString(StandardCharsets.UTF_8)).endsWith("}\n");
    return out.toByteArray();
  }

  /**
   * The words that stood in the program when it was compiled are those of the first with its own.
   */
  @Test
  void rulebookOfBefore_withoutWordsOfItsOwn_decidesByThoseOfItsTime() throws IOException {
    ByteArrayOutputStream canonical = new ByteArrayOutputStream();
    Rulebook.bundled().write(canonical);
    String now = canonical.toString(StandardCharsets.UTF_8);
    String before =
        now.replaceFirst("\"deviceAccess\":\\[.*?\\],\"folding\"", "\"folding\"")
            .replaceFirst("\"phrases\":\\{.*?\\},\"rules\"", "\"rules\"");
    Rulebook earlier = Rulebook.of(before.getBytes(StandardCharsets.UTF_8));
    assertThat(before).hasSizeLessThan(now.length()).doesNotContain("\"noData\"");
    assertThat(earlier.deviceAccesses().all())
        .as("those of its time, which knew no other systems")
        .extracting(DeviceAccess::id)
        .isEqualTo(
            Rulebook.bundled().deviceAccesses().all().stream().map(DeviceAccess::id).toList());
    assertThat(earlier.deviceAccesses().all())
        .flatExtracting(DeviceAccess::permissions)
        .contains("CAMERA")
        .doesNotContain("ohos.permission.CAMERA", "NSCameraUsageDescription");
    fact(FactKind.UI_TEXT, Map.of(Field.TEXT, "例如签到"));
    assertThat(
            RuleEngine.evaluate(
                    facts.toFactSet(
                        new PackageHeader(
                            "apk", "native", "00", "00", 1, "test", "00", "standard")),
                    Context.EMPTY,
                    earlier,
                    TODAY)
                .finding("FORM-101")
                .orElseThrow()
                .evidence())
        .isEmpty();
  }
}
