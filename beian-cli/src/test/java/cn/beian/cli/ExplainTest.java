package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The output of {@code explain} and {@code rules formats}. */
class ExplainTest {
  private static String explained(String rule, String language) {
    Run run = Run.of("explain", rule, "--lang", language);
    assertThat(run.code()).as(run.err()).isZero();
    return run.out();
  }

  @Test
  void comparisonOfPlatforms_isNoRule_andNamesItsCommand() {
    assertThat(explained("ENG-616", "zh")).contains("不是一条规则", "beian platforms", "各平台对照");
    assertThat(explained("eng616", "en")).contains("no rule but a comparison", "beian platforms");
    Run why = Run.of("inspect", Run.project("docs/examples/patrol"), "--why", "ENG-616");
    assertThat(why.code()).isEqualTo(ExitCode.USAGE);
    assertThat(why.err()).contains("beian platforms");
  }

  @Test
  void unknownRule_isToldWithTheNearest() {
    Run run = Run.of("explain", "SEC-465");
    assertThat(run.code()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains("There is no rule SEC-465. Perhaps you mean: SEC-464, SEC-463");
    assertThat(Run.of("explain", "sec463").err()).contains("mean: SEC-463, ");
    assertThat(Run.of("explain", "X".repeat(500)).err()).contains("All rules");
    assertThat(NearRules.of("FROM-101", List.of("SEC-101", "FORM-102", "FORM-101")))
        .startsWith("FORM-101");
  }

  @Test
  void casesThatBlock_areToldApartFromThoseThatOnlyAdvise() {
    String zh = explained("SEC-463", "zh");
    assertThat(line(zh, "必须整改"))
        .contains("包没有签名", "包不是签名者所签的内容", "Profile 为调试类型")
        .doesNotContain("已过期");
    assertThat(line(zh, "只作为建议")).contains("Profile 已过期", "签名证书已过期").doesNotContain("包没有签名");
    String en = explained("SEC-402", "en");
    assertThat(line(en, "To be fixed before")).contains("it can be debugged");
    assertThat(line(en, "no obstacle")).contains("its data may be backed up");
    assertThat(explained("SEC-452", "zh")).contains("必须整改").doesNotContain("作为建议");
    assertThat(line(explained("ENG-604", "zh"), "必须整改")).contains("政务应用程序");
    assertThat(explained("ENG-604", "zh")).contains("其他情形");
  }

  private static String line(String text, String part) {
    return text.lines()
        .filter(line -> part.endsWith("  ") ? line.startsWith(part) : line.contains(part))
        .findFirst()
        .orElse("");
  }

  @Test
  void formats_areATableForPeople_withSharesAndALegend() {
    String zh = Run.of("rules", "formats", "--lang", "zh").out();
    assertThat(zh).contains("条规则", "安卓", "鸿蒙", "小程序", "快应用", "图例", "要查").doesNotContain("\t");
    assertThat(zh).containsPattern("要查 +\\d+ \\(\\d+ %\\)");
    assertThat(line(zh, "SEC-463  ")).contains("SEC-401", "SEC-462", "查", "平台");
    String en = Run.of("rules", "formats").out();
    assertThat(en).contains("Android", "HarmonyOS", "Legend:", "not applicable");
    int column = line(en, "Rule  ").indexOf("HarmonyOS");
    assertThat(line(en, "SEC-463  ").substring(column)).startsWith("yes");
  }

  @Test
  void formatsOfOneRule_sayWhyInSentences() {
    String zh = Run.of("rules", "formats", "--rule", "SEC-463", "--lang", "zh").out();
    assertThat(zh).contains("鸿蒙应用签名", "由规则 SEC-401 检测", "由运行它的平台负责").hasLineCount(6);
    Run wrong = Run.of("rules", "formats", "--rule", "SEC-463", "--format", "json");
    assertThat(wrong.code()).isEqualTo(ExitCode.USAGE);
  }

  @Test
  void formatsForPrograms_areAsBefore() {
    String tsv = Run.of("rules", "formats", "--format", "tsv").out();
    assertThat(tsv).startsWith("Rule\tAndroid\tiOS\tHarmonyOS\tMini-program\tQuick app\n");
    assertThat(tsv).contains("\nSEC-463\tSEC-401\tSEC-462\tasked\thost\tSEC-458\n");
    assertThat(Run.of("rules", "formats", "--format", "json").out())
        .startsWith("{\"beian\":\"rule-formats/1\"");
  }
}
