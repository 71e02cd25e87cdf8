package cn.beian.rules.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.beian.rules.JsonFormatException;
import cn.beian.rules.LocalText;
import cn.beian.rules.Rule;
import cn.beian.rules.RuleGroup;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.book.RulebookException;
import cn.beian.rules.book.RulebookException.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RulebookTest {
  private static final Path SOURCE = Path.of(System.getProperty("beian.root", ".."), "rulebook");

  @TempDir Path copy;

  @BeforeEach
  void copyRulebook() throws IOException {
    try (Stream<Path> files = Files.walk(SOURCE)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Path target = copy.resolve(SOURCE.relativize(file).toString());
        Files.createDirectories(target.getParent());
        Files.copy(file, target);
      }
    }
  }

  @Test
  void bundled_isWhatTheFolderCompilesTo() throws Exception {
    ByteArrayOutputStream bundled = new ByteArrayOutputStream();
    Rulebook.bundled().write(bundled);
    ByteArrayOutputStream compiled = new ByteArrayOutputStream();
    RulebookSource.compile(SOURCE).write(compiled);
    assertThat(compiled.toByteArray()).isEqualTo(bundled.toByteArray());
    assertThat(Rulebook.of(bundled.toByteArray()).version())
        .isEqualTo(Rulebook.bundled().version());
  }

  @Test
  void bundled_rules_areOfAllGroupsInOrder() {
    assertThat(Rulebook.bundled().rules()).hasSizeGreaterThanOrEqualTo(120);
    assertThat(Rulebook.bundled().rules().stream().map(Rule::id))
        .isSorted()
        .doesNotHaveDuplicates();
    assertThat(Rulebook.bundled().rules().stream().map(Rule::group)).contains(RuleGroup.values());
  }

  @Test
  void bundled_everyRule_speaksBothLanguages() {
    for (Rule rule : Rulebook.bundled().rules()) {
      for (LocalText text : List.of(rule.title(), rule.demand(), rule.remedy())) {
        assertThat(text.in(Locale.CHINA)).as(rule.id()).matches("(?s).*[\u4E00-\u9FFF].*");
        assertThat(text.in(Locale.UK)).as(rule.id()).doesNotContainPattern("[\u4E00-\u9FFF]");
      }
    }
  }

  @Test
  void bundled_remedies_offerNoWords_whereOnlyAnotherPackageHelps() {
    for (Rule rule : Rulebook.bundled().rules()) {
      if (rule.group() != RuleGroup.FORM) {
        continue;
      }
      if (rule.exemptible()) {
        assertThat(rule.remedy().zh().contains("说明"))
            .as(rule.id())
            .isEqualTo(rule.remedy().zh().contains("例外"));
      } else {
        assertThat(rule.remedy().zh()).as(rule.id()).doesNotContain("确需", "确有必要");
        assertThat(rule.remedy().en()).as(rule.id()).doesNotContain("explain");
      }
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "form/FORM-101.yaml|handler: {present: true}|handler: {presnt: true}|unknown test presnt",
        "form/FORM-101.yaml|fact: control, word|fact: contrl, word|unknown kind of fact contrl",
        "form/FORM-101.yaml|any:|either:|unknown operator either",
        "form/FORM-101.yaml|word: checkin}|word: chekin}|no lexicon chekin",
        "form/FORM-101.yaml|expect: undetermined|expect: violating|no sample that is UNDETERMINED",
        "form/FORM-101.yaml|id: FORM-101|id: FORM-102|is used already at form/FORM-101.yaml",
        "form/FORM-101.yaml|severity: high|severity: huge|expected one of [HIGH, MEDIUM, LOW]",
        "form/FORM-101.yaml|effort: medium|effort: days|expected one of [SMALL, MEDIUM, LARGE]",
        "form/FORM-101.yaml|title: {zh|title: {cn|unknown member cn",
        "form/FORM-101.yaml|requirement: R-04, effectiveFrom|effectiveFrum|unknown member",
        "form/FORM-101.yaml|text: 考勤, role|text: 首页, role|is VIOLATING but the rule says UNDETERMINED",
        "form/FORM-101.yaml|text: 确认签收|text: 确认签到|is CONFORMING but the rule says VIOLATION",
        "disp/DISP-202.yaml|requires: [$number]|requires: [$nr]|unknown context value $nr",
        "sec/SEC-401.yaml|'(?i)MD5|'(?=MD5)|not a linear-time regular expression",
        "sec/SEC-401.yaml|decidable: {|decidible: {|unknown member decidible",
        "sec/SEC-401.yaml|below: 2048|below: many|expected an integer",
        "lexicons/checkin.yaml|- 签到|`- 未签到\n      - 签到`|term 未签到 is dead",
        "lexicons/checkin.yaml|- 网红打卡|`- 网红\n  - 网红打卡`|exclusion 网红 is dead",
        "lexicons/checkin.yaml|exclusions:|`exclusions: [甲打卡, 乙打卡]\nothers:`|one term a line",
        "lexicons/checkin.yaml|weight: 2|weight: 9|weight is 1, 2 or 3",
        "lexicons/ranking.yaml|id: ranking|id: rankings|no lexicon ranking",
        "folding.yaml|簽签|簽签签|a variant and its character",
        "form/FORM-103.yaml|{ranked}|{rank}|unknown pattern {rank}, patterns.yaml has [",
        "form/FORM-103.yaml|category:|category: [|not YAML",
      })
  void compile_plantedFault_isRefusedWithFileAndLine(
      String file, String from, String to, String message) throws IOException {
    plant(file, from, to);
    RulebookException refused =
        catchThrowableOfType(RulebookException.class, () -> RulebookSource.compile(copy));
    assertThat(refused).as("not refused").isNotNull();
    assertThat(refused.problems())
        .extracting(Problem::toString)
        .anySatisfy(problem -> assertThat(problem).contains(message).containsPattern("yaml:\\d+"));
  }

  @Test
  void compile_patternThatNoRuleUses_isRefused() throws IOException {
    plant("patterns.yaml", "  ranked:", "  extra: 甲\n  ranked:");
    assertThatThrownBy(() -> RulebookSource.compile(copy))
        .hasMessageContaining("patterns.yaml:3: no rule uses pattern extra");
  }

  @Test
  void compile_ruleWithoutEffort_isRefused() throws IOException {
    plant("form/FORM-101.yaml", "effort: medium\n", "");
    assertThatThrownBy(() -> RulebookSource.compile(copy))
        .hasMessageContaining("form/FORM-101.yaml:1: member effort is missing");
  }

  @Test
  void compile_severalFaults_areToldTogether() throws IOException {
    plant("form/FORM-101.yaml", "severity: high", "severity: huge");
    plant("sec/SEC-404.yaml", "severity: high", "severity: huge");
    assertThatThrownBy(() -> RulebookSource.compile(copy))
        .hasMessageContaining("2 to fix")
        .hasMessageContaining("form/FORM-101.yaml:3")
        .hasMessageContaining("sec/SEC-404.yaml:3");
  }

  @Test
  void compile_unusedLexicon_isRefused() throws IOException {
    Files.writeString(copy.resolve("lexicons/idle.yaml"), "id: idle\nterms: [{terms: [某词]}]\n");
    assertThatThrownBy(() -> RulebookSource.compile(copy))
        .hasMessageContaining("no rule uses lexicon");
  }

  @Test
  void compile_emptyFolder_isRefused(@TempDir Path empty) {
    assertThatThrownBy(() -> RulebookSource.compile(empty)).hasMessageContaining("no rule at all");
  }

  @Test
  void of_somethingElse_saysWhat() {
    assertThatThrownBy(() -> Rulebook.of("[1]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(JsonFormatException.class)
        .hasMessageContaining("expected an object");
  }

  private void plant(String file, String from, String to) throws IOException {
    Path path = copy.resolve(file);
    String text = Files.readString(path);
    assertThat(text).contains(from);
    int at = text.indexOf(from);
    Files.writeString(path, text.substring(0, at) + to + text.substring(at + from.length()));
  }
}
