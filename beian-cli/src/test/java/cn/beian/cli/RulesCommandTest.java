package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.rules.book.Rulebook;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Adding a rule step by step, and the evaluation. */
class RulesCommandTest {
  private static final Path RULEBOOK = Run.project("rulebook");

  @TempDir Path folder;

  @BeforeEach
  void copyRulebook() throws IOException {
    try (Stream<Path> files = Files.walk(RULEBOOK)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = folder.resolve(RULEBOOK.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  @Test
  void new_thenTest_isSound_andABrokenOneIsToldWithFileAndLine() throws IOException {
    Run made = Run.of("rules", "new", "sec-990", "--from", "SEC-404", "--dir", folder);
    assertThat(made.code()).as(made.err()).isZero();
    assertThat(made.out()).contains("SEC-990.yaml", "SEC-404");
    assertThat(Run.of("rules", "test", folder).out()).contains("rules are sound");
    Path file = folder.resolve("sec/SEC-990.yaml");
    Files.writeString(file, Files.readString(file).replace("severity: high", "severity: huge"));
    Run broken = Run.of("rules", "test", folder);
    assertThat(broken.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(broken.err()).contains("1 to fix", "sec/SEC-990.yaml:3", "HIGH, MEDIUM, LOW");
  }

  @Test
  void newAndTest_workOnTheFolderThatTheEnvironmentNames() throws IOException {
    Map<String, String> named =
        Map.of("LANG", "zh_CN.UTF-8", ProgramRulebook.FOLDER, folder.toString());
    Run made = Run.in(named, "rules", "new", "SEC-991", "--from", "SEC-404");
    assertThat(made.code()).as(made.err()).isZero();
    Path file = folder.resolve("sec/SEC-991.yaml");
    assertThat(file).exists();
    Files.writeString(file, Files.readString(file).replace("severity: high", "severity: huge"));
    Run broken = Run.in(named, "rules", "test");
    assertThat(broken.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(broken.err()).contains("规则文件夹：" + folder, "sec/SEC-991.yaml:3");
  }

  @Test
  void wrongUsage_isToldInChinese() {
    Map<String, String> chinese = Map.of("LANG", "zh_CN.UTF-8");
    assertThat(Run.in(chinese, "inspect").err()).contains("缺少必填的参数或选项：FILE");
    assertThat(Run.in(chinese, "inspect", "--nope", "x.apk").err()).contains("没有这个选项或参数：--nope");
    assertThat(Run.in(chinese, "inspect", "--format", "doc", "x.apk").err())
        .contains("--format", "doc")
        .doesNotContain("Invalid");
  }

  /** A number such as R-04 means nothing to readers who have not read the digest of the law. */
  @ParameterizedTest
  @CsvSource({"FORM-101, R-04", "SEC-401, R-21", "DISP-203, R-20"})
  void explain_saysWhatTheRequirementMeans(String rule, String requirement) throws IOException {
    assertThat(Run.of("explain", rule, "--lang", "en").out())
        .contains("[" + requirement + "]", "\n" + requirement + ": ");
    assertThat(Files.readString(Run.project("docs/design/regulation.md")))
        .contains("| " + requirement + " |");
  }

  /** The commands in the guide and in CONTRIBUTING. */
  @ParameterizedTest
  @ValueSource(strings = {"docs/guide/add-a-rule.md", "CONTRIBUTING.md"})
  void new_asTheDocumentSays_works(String document) throws IOException {
    Matcher told =
        Pattern.compile("`\\./beian (rules new \\S+ --from \\S+)`")
            .matcher(Files.readString(Run.project(document)));
    assertThat(told.find()).isTrue();
    Object[] words = (told.group(1) + " --dir " + folder).split(" ");
    Run made = Run.of(words);
    assertThat(made.code()).as(made.err()).isZero();
  }

  @Test
  void new_idUsedOrWrong_isRefused() {
    Run used = Run.of("rules", "new", "SEC-404", "--dir", folder);
    assertThat(used.code()).isEqualTo(ExitCode.USAGE);
    assertThat(used.err()).contains("used already");
    assertThat(Run.of("rules", "new", "ABC-1", "--dir", folder).err()).contains("no id of a rule");
  }

  /** The launcher names the folder of the checkout if it is newer than the build. */
  @Test
  void folderOfTheEnvironment_isReadInsteadOfTheProgramsRules_andNamed() throws IOException {
    Path file = folder.resolve("sec/SEC-404.yaml");
    Files.writeString(
        file, Files.readString(file).replace("en: Cleartext traffic", "en: Nothing is encrypted"));
    Map<String, String> environment = Map.of("LANG", "en", "BEIAN_RULEBOOK", folder.toString());
    Run listed = Run.in(environment, "rules", "list");
    assertThat(listed.out()).contains("SEC-404  Nothing is encrypted");
    assertThat(listed.err()).contains("read from " + folder, "samples are not run");
    assertThat(Run.of("rules", "list").out()).contains("SEC-404  Cleartext traffic");
    assertThat(Run.in(environment, "explain", "SEC-404").out()).contains("Nothing is encrypted");
    Path app = Files.createDirectories(folder.resolve("app/pages"));
    Files.writeString(app.resolve("../app.json"), "{\"pages\":[\"pages/a\"]}");
    Files.writeString(app.resolve("a.wxml"), "<view>a</view>");
    Run inspected = Run.in(environment, "inspect", folder.resolve("app"), "--format", "json");
    assertThat(inspected.err()).contains("read from " + folder);
    assertThat(inspected.out()).doesNotContain(Rulebook.bundled().version());
  }

  @Test
  void folderOfTheEnvironment_thatIsNoRulebook_isRefusedWithPlaces() throws IOException {
    Path file = folder.resolve("sec/SEC-404.yaml");
    Files.writeString(file, Files.readString(file).replace("severity: high", "severity: huge"));
    Run run =
        Run.in(Map.of("LANG", "en", "BEIAN_RULEBOOK", folder.toString()), "explain", "SEC-404");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("sec/SEC-404.yaml:3", "cannot be used as they are");
  }

  @Test
  void because_isToldWhereTheRuleIsExplained_andInItsSamples() throws IOException {
    assertThat(Run.of("explain", "SEC-404", "--lang", "en").out())
        .contains("Looked for: a request goes to an address without encryption\n");
    assertThat(Run.of("explain", "SEC-404", "--lang", "zh").out()).contains("会查：请求发往不加密的地址\n");
    Path file = folder.resolve("sec/SEC-404.yaml");
    String rule = Files.readString(file);
    String sample = "text: 'http://api.example.cn/list'}";
    assertThat(rule).contains(sample);
    Files.writeString(file, rule.replace(sample, sample.replace("}", ", found: why.because}")));
    assertThat(Run.of("rules", "test", folder).code()).isZero();
    Files.writeString(file, rule.replace(sample, sample.replace("}", ", found: why.url}")));
    assertThat(Run.of("rules", "test", folder).err()).contains("found by facts [1]", "why.because");
  }

  @Test
  void coverage_ofADeletableAlternative_namesItsPlace() throws IOException {
    Path file = folder.resolve("cryp/CRYP-501.yaml");
    Files.writeString(
        file, Files.readString(file).replace("(?i)^(hmac)?md[245]", "(?i)^(hmac)?(md[245]|haval)"));
    Run text = Run.of("rules", "test", folder, "--coverage", "--rule", "cryp-501");
    assertThat(text.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(text.out())
        .contains("cryp/CRYP-501.yaml:20  detect.indicator  regex …|haval|…", "1 rules,");
    Run json = Run.of("rules", "test", folder, "--coverage", "--rule", "CRYP", "--format", "json");
    assertThat(json.out())
        .contains("{\"where\":\"cryp/CRYP-501.yaml:20\",\"section\":\"detect.indicator\",");
    assertThat(Run.of("rules", "test", folder, "--coverage", "--rule", "NONE-1").code())
        .isEqualTo(ExitCode.USAGE);
  }

  @Test
  void docs_everyRule_hasAPageInBothLanguages() throws IOException {
    Path out = folder.resolve("pages");
    assertThat(Run.of("rules", "docs", "--out", out).code()).isZero();
    assertThat(Files.readString(out.resolve("zh/FORM-101.md"))).contains("要求：", "依据：", "适用：");
    assertThat(Files.readString(out.resolve("en/SEC-404.md")))
        .contains("Demand:", "Severity: high");
    assertThat(Files.readString(out.resolve("en/README.md"))).contains("[PRIV-325](PRIV-325.md)");
  }

  @Test
  void evaluate_ofWhatIsNoFileOfLabels_isAWrongUse() throws IOException {
    for (byte[] wrong :
        List.of(new byte[] {(byte) 0xc3, 0x28}, "no labels".getBytes(StandardCharsets.UTF_8))) {
      Path labels = Files.write(folder.resolve("labels.jsonl"), wrong);
      Run run = Run.of("evaluate", labels, "--sources", folder);
      assertThat(run.code()).isEqualTo(ExitCode.USAGE);
      assertThat(run.err()).contains(labels.toString()).doesNotContain("Exception");
    }
  }

  @Test
  void evaluate_oneProject_printsFiguresAndErrors() throws IOException {
    Path labels = folder.resolve("labels.jsonl");
    Files.writeString(
        labels,
        "{\"repo\":\"a/b\",\"root\":\".\",\"disputed\":[],\"labels\":{\"CHECKIN\":true,\"POINTS\":true}}\n",
        StandardCharsets.UTF_8);
    Path project = Files.createDirectories(folder.resolve("sources/a+b/pages/a"));
    Path root = folder.resolve("sources/a+b");
    Files.writeString(root.resolve("app.json"), "{\"pages\":[\"pages/a/a\"]}");
    Files.writeString(
        project.resolve("a.wxml"), "<button bindtap=\"tap\">每日打卡</button>", StandardCharsets.UTF_8);
    Files.writeString(project.resolve("a.js"), "Page({tap(){wx.request({url:'/a'})}})");
    Run run = Run.of("evaluate", labels, "--sources", folder.resolve("sources"), "--halves");
    assertThat(run.code()).as(run.err()).isZero();
    assertThat(run.out())
        .contains("| CHECKIN (1/1) | 1/0/0", "FN POINTS a/b", "Half 1", "Half 2", "1 projects");
  }

  @Test
  void formats_tellsOfEachRuleWhereItIsAsked_andWhyNotElsewhere() {
    Run run = Run.of("rules", "formats", "--lang", "en", "--format", "tsv");
    assertThat(run.code()).isZero();
    assertThat(run.out().lines())
        .contains("SEC-401\tasked\tSEC-462\tSEC-463\thost\tSEC-458")
        .contains("SEC-459\tasked\tno such thing\tno such thing\tno such thing\tno such thing")
        .contains("SEC-404\tasked\tasked\tasked\tasked\tasked");
    assertThat(run.out()).doesNotContain("rules.formats", "\t\t");
    assertThat(Run.of("rules", "formats", "--format", "json").out())
        .contains("\"beian\":\"rule-formats/1\"", "\"ios\":\"SEC-462\"");
  }

  @Test
  void aRule_thatSaysNothingOfAFormat_isRefused() throws IOException {
    Path file = folder.resolve("sec/SEC-459.yaml");
    String text = Files.readString(file);
    Files.writeString(file, text.replaceAll("elsewhere: .*", "elsewhere: {ios: no-such-thing}"));
    assertThat(Run.of("rules", "test", folder).err())
        .contains("elsewhere says nothing of [harmony, mini-program, quick-app]");
    Files.writeString(file, text.replaceAll("elsewhere: .*", "elsewhere: {ios: forgotten}"));
    assertThat(Run.of("rules", "test", folder).err()).contains("found forgotten");
    Files.writeString(file, text.replaceAll("elsewhere: .*", "elsewhere: {android: host}"));
    assertThat(Run.of("rules", "test", folder).err()).contains("found android");
  }
}
