package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.report.Reports;
import cn.beian.rules.TestResult;
import cn.beian.rules.TestResultJson;
import cn.beian.rules.Verdict;
import cn.beian.rules.book.Rulebook;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConsoleTest {
  private static final Path PATROL = Run.project("docs/examples/patrol");
  private static final Path DECLARED = Run.project("docs/examples/declared.json");

  @TempDir Path folder;

  @Test
  void inspect_says_verdict_place_and_remedy() {
    Run run = Run.of("inspect", PATROL, "--declared", DECLARED);
    assertThat(run.code()).isEqualTo(ExitCode.BLOCKED);
    assertThat(run.out())
        .contains(
            "BLOCKED", "FORM-101", "pages/today/today.wxml:", " fix ", "To explain", "FORM-103");
    assertThat(run.err()).isEmpty();
  }

  @Test
  void inspect_says_what_was_assumed_or_declared() {
    assertThat(Run.of("inspect", PATROL).out())
        .contains("Assumed, since nothing was declared: no government app, users not known.");
    assertThat(Run.of("inspect", PATROL, "--lang", "zh").out()).contains("未作申报，按以下情况检测");
    assertThat(Run.of("inspect", PATROL, "--declared", DECLARED).out())
        .contains("Declared: a government app; used by the grassroots.");
  }

  @Test
  void explain_tells_a_reading_from_what_the_text_asks() {
    assertThat(Run.of("explain", "ENG-606").out()).contains("our reading of R-24");
    assertThat(Run.of("explain", "ENG-606", "--lang", "zh").out()).contains("本系统对 R-24 的理解");
    assertThat(Run.of("explain", "FORM-101").out()).doesNotContain("our reading");
  }

  @Test
  void inspect_language_follows_option_then_environment_then_chinese() {
    assertThat(Run.in(Map.of("LANG", "C"), "inspect", PATROL).out()).contains("通过");
    assertThat(Run.of("inspect", PATROL).out()).contains("PASSED");
    assertThat(Run.of("inspect", PATROL, "--lang", "zh").out()).contains("通过");
    assertThat(Run.in(Map.of("LANG", "C", "LC_ALL", "en_GB"), "rules", "list").out())
        .contains("Check-in function");
  }

  @Test
  void inspect_json_is_the_report_of_record() throws IOException {
    Run run = Run.of("inspect", PATROL, "--declared", DECLARED, "--format", "json");
    assertThat(run.out()).endsWith("}\n");
    TestResult result =
        TestResultJson.read(
            new ByteArrayInputStream(run.out().strip().getBytes(StandardCharsets.UTF_8)));
    assertThat(result.verdict()).isEqualTo(Verdict.BLOCKED);
    assertThat(run.out())
        .isEqualTo(Run.of("inspect", PATROL, "--declared", DECLARED, "--format", "json").out());
  }

  @Test
  void inspect_that_takes_too_long_ends_undetermined_with_a_sentence() {
    Run run = Run.of("inspect", PATROL, "--time-limit", "0");
    assertThat(run.code()).isEqualTo(ExitCode.UNDETERMINED);
    assertThat(run.err()).contains("not read within 0 seconds").doesNotContain("Exception");
  }

  @Test
  void time_limit_below_zero_is_a_wrong_use() {
    Run run = Run.of("inspect", PATROL, "--time-limit", "-1");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("--time-limit", "-1");
  }

  @Test
  void inspect_of_two_packages_of_one_name_overwrites_no_report() throws IOException {
    Path one = Files.createDirectories(folder.resolve("one/app"));
    Path two = Files.createDirectories(folder.resolve("two/app"));
    Path out = Files.createDirectory(folder.resolve("reports"));
    Run run = Run.of("inspect", one, two, "--out", out);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(one.toString(), two.toString());
    assertThat(out).isEmptyDirectory();
  }

  /**
   * In a separate process, as in a shell pipe: the reader closes the pipe before the answer is
   * written.
   */
  @Test
  void answer_that_nobody_reads_changes_no_exit_code() throws Exception {
    Process beian =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "inspect",
                PATROL.toString(),
                "--declared",
                DECLARED.toString())
            .redirectError(folder.resolve("err").toFile())
            .start();
    beian.getInputStream().close();
    assertThat(beian.waitFor()).isEqualTo(ExitCode.BLOCKED);
    assertThat(Files.readAllLines(folder.resolve("err")))
        .as("nothing of ours; JDK 25 warns there of what a library calls")
        .allMatch(line -> line.startsWith("WARNING: ") && !line.contains("cn.beian"));
  }

  @Test
  void cache_changes_nothing_but_its_folder() throws IOException {
    Path cache = folder.resolve("cache");
    Object[] plain = {"inspect", PATROL, "--declared", DECLARED, "--format", "json"};
    Object[] kept = {
      "inspect", PATROL, "--declared", DECLARED, "--format", "json", "--cache", cache
    };
    Run first = Run.of(kept);
    assertThat(first).isEqualTo(Run.of(plain));
    assertThat(cache).isDirectoryContaining("glob:**.kept");
    assertThat(Run.of(kept)).isEqualTo(first);
    assertThat(Run.of("facts", PATROL, "--cache", cache)).isEqualTo(Run.of("facts", PATROL));
    assertThat(Run.of("compare", PATROL, PATROL, "--cache", cache))
        .isEqualTo(Run.of("compare", PATROL, PATROL));
  }

  @Test
  void cache_that_is_no_folder_is_refused() {
    Run run = Run.of("facts", PATROL, "--cache", DECLARED);
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("Cannot keep anything in");
  }

  @Test
  void inspect_html_is_written_whole_and_runs_nothing() throws IOException {
    Path report = folder.resolve("report.html");
    assertThat(Run.of("inspect", PATROL, "--format=html", "--out", report).code()).isZero();
    assertThat(Files.readString(report))
        .contains("default-src 'none'", "pages/today/today.wxml", "</html>")
        .doesNotContain("<script", "style=", "http://");
    assertThat(folder).isDirectoryNotContaining("glob:**.part");
  }

  @Test
  void inspect_script_in_a_label_stays_text() throws IOException {
    Files.createDirectories(folder.resolve("app/pages"));
    Files.writeString(
        folder.resolve("app/app.json"),
        "{\"pages\":[\"pages/a\"],\"window\":{\"navigationBarTitleText\":"
            + "\"<script>alert(1)</script>\\u001b[31m\"}}");
    Files.writeString(folder.resolve("app/pages/a.wxml"), "<button bindtap='x'>打卡</button>");
    Files.writeString(folder.resolve("app/pages/a.js"), "Page({x(){}})");
    Run html = Run.of("inspect", folder.resolve("app"), "--format", "html");
    assertThat(html.out()).contains("&lt;script&gt;alert(1)").doesNotContain("<script>");
    assertThat(Run.of("inspect", folder.resolve("app")).out()).doesNotContain("\u001b");
  }

  @Test
  void inspect_why_shows_all_evidence_of_the_rule() {
    Run brief = Run.of("inspect", PATROL, "--full");
    Run why = Run.of("inspect", PATROL, "--why", "FORM-101");
    assertThat(brief.out()).contains("more", "ENG-");
    assertThat(why.out()).contains("FORM-101").doesNotContain("more", "ENG-", "DISP-");
  }

  @Test
  void several_files_each_is_reported_and_the_worst_code_returned() throws IOException {
    Path picture =
        Files.write(folder.resolve("picture.apk"), new byte[] {(byte) 0x89, 'P', 'N', 'G'});
    Path empty = Files.createFile(folder.resolve("empty.apk"));
    Run run = Run.of("inspect", PATROL, picture, empty, folder.resolve("missing.apk"));
    assertThat(run.code()).isEqualTo(ExitCode.UNREADABLE);
    assertThat(run.out()).contains("PASSED");
    assertThat(run.err())
        .contains("picture.apk", "empty.apk", "missing.apk")
        .doesNotContain("\tat ");
  }

  @Test
  void worst_code_follows_the_documented_order() {
    assertThat(ExitCode.worst(List.of(0, 5))).isEqualTo(5);
    assertThat(ExitCode.worst(List.of(5, 1, 0))).isEqualTo(1);
    assertThat(ExitCode.worst(List.of(1, 3))).isEqualTo(3);
    assertThat(ExitCode.worst(List.of(3, 4))).isEqualTo(4);
    assertThat(ExitCode.worst(List.of(4, 70))).isEqualTo(70);
  }

  @Test
  void usage_errors_are_two() throws IOException {
    Path declared =
        Files.writeString(
            folder.resolve("declared.json"), "{\"declared\":{\"users\":[\"NOBODY\"]}}");
    assertThat(Run.of().code()).isEqualTo(ExitCode.USAGE);
    assertThat(Run.of("inspect").code()).isEqualTo(ExitCode.USAGE);
    assertThat(Run.of("inspect", PATROL, "--format", "docx").code()).isEqualTo(ExitCode.USAGE);
    assertThat(Run.of("inspect", PATROL, "--as-of", "yesterday").code()).isEqualTo(ExitCode.USAGE);
    assertThat(Run.of("inspect", PATROL, "--why", "FORM-999").code()).isEqualTo(ExitCode.USAGE);
    assertThat(Run.of("inspect", PATROL, "--declared", declared).code()).isEqualTo(ExitCode.USAGE);
    assertThat(Run.of("explain", "FORM-999").err()).contains("There is no rule FORM-999");
    assertThat(Run.of("nonsense").err()).contains("Wrong usage", "beian --help");
  }

  @Test
  void facts_explain_and_rules_answer() {
    assertThat(Run.of("facts", PATROL).out()).startsWith("{\"beian\":\"facts/1\"");
    assertThat(Run.of("explain", "form-101").out()).contains("FORM-101", "Demand:", "Basis:");
    Rulebook rules = Rulebook.bundled();
    String name = Reports.rulebookName(rules, Locale.ENGLISH);
    assertThat(Run.of("rules", "list").out())
        .contains("FORM-101", "SEC-404", name)
        .doesNotContain(rules.version());
    assertThat(Run.of("rules", "list", "--full").out()).contains(name, rules.version());
    assertThat(Run.of("inspect", PATROL).out()).contains(name).doesNotContain(rules.version());
    assertThat(Run.of("--help").out()).contains("inspect", "serve", "check");
    assertThat(Run.of("inspect", "--help").out()).contains("--declared");
  }
}
