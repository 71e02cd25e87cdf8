package cn.beian.cli.contract;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactSet;
import cn.beian.inspect.PackageInput;
import cn.beian.inspect.PackageInspector;
import cn.beian.inspect.reader.Limits;
import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.rules.Context;
import cn.beian.rules.Finding;
import cn.beian.rules.Grade;
import cn.beian.rules.Outcome;
import cn.beian.rules.book.Rulebook;
import cn.beian.rules.engine.RuleEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A function that a screen shows is found in an app of iOS (nib and executable) and of HarmonyOS
 * (bytecode) as it is in a mini-program, and a screen that only resembles it is not reported.
 */
@Tag("once")
class FunctionsOnDevicesTest {
  private static final LocalDate AS_OF = LocalDate.of(2026, 11, 1);
  private static final String NUMBER = "粤政移备2026000123";

  /** Declared with sponsor and number, for staff. */
  private static final Context DECLARED =
      new Context(
          new Context.Declared(
              true,
              "示例政务",
              "示例市财政局",
              NUMBER,
              "",
              List.of("cn.gov.demo"),
              "",
              Set.of(Context.Audience.STAFF),
              List.of()),
          Optional.empty(),
          List.of());

  /** A screen without any of these functions, with the inputs of a weather app. */
  private static final MadeScreen CLEAN =
      new MadeScreen("天气", List.of("今日多云", "明日有雨"), List.of("请输入城市"), List.of("查询"), "onQuery");

  @TempDir Path folder;

  static Stream<Arguments> functions() {
    return Stream.of("ipa", "hap")
        .flatMap(
            format ->
                Stream.of(
                        of("FORM-101", "考勤", "今日", "立即签到", "onSign"),
                        of("FORM-102", "积分", "我的积分：120分", "签到领积分", "onPoints"),
                        of("FORM-103", "人员排行榜", "第1名 张三 120分", "查看排行榜", "onRank"),
                        of("FORM-104", "学习", "累计在线时长：120分钟", "查看学习时长", "onDuration"),
                        of("FORM-105", "巡查打卡", "巡查轨迹", "上传现场照片", "onPatrol"),
                        of("FORM-106", "动态", "获赞 12", "点赞", "onLike"),
                        of("FORM-109", "推广", "各单位安装率", "查看安装率排名", "onInstallRate"),
                        of("FORM-112", "工作日报", "今日工作内容", "提交日报", "onReport"),
                        of("FORM-113", "推广下载任务", "推广任务完成率", "填写邀请码", "onInvite"))
                    .map(one -> Arguments.of(format, one.getKey(), one.getValue())));
  }

  private static java.util.Map.Entry<String, MadeScreen> of(
      String rule, String title, String text, String button, String action) {
    return java.util.Map.entry(
        rule, new MadeScreen(title, List.of(text), List.of("请填写内容"), List.of(button), action));
  }

  @ParameterizedTest
  @MethodSource("functions")
  void aFunction_isFoundWithItsControl(String format, String rule, MadeScreen screen)
      throws IOException, PackageFormatException {
    Finding finding = finding(format, screen, rule);
    assertThat(finding.outcome()).as("%s", finding).isEqualTo(Outcome.VIOLATION);
    assertThat(finding.grade()).hasValueSatisfying(g -> assertThat(g).isNotEqualTo(Grade.HINT));
  }

  @ParameterizedTest
  @ValueSource(strings = {"ipa", "hap"})
  void duties_areSeenWhereTheyAreMet(String format) throws IOException, PackageFormatException {
    MadeScreen screen =
        new MadeScreen(
            "首页",
            List.of("主办单位：示例市财政局", "备案号：" + NUMBER, "《隐私政策》"),
            List.of(),
            List.of("意见反馈"),
            "onFeedback");
    for (String rule : List.of("DISP-201", "DISP-202", "DISP-203", "DISP-204")) {
      assertThat(finding(format, screen, rule).outcome()).as(rule).isEqualTo(Outcome.PASS);
    }
    MadeScreen other =
        new MadeScreen("首页", List.of("备案号：粤政移备2026000999"), List.of(), List.of("查询"), "onQuery");
    assertThat(finding(format, other, "DISP-202").outcome()).isEqualTo(Outcome.VIOLATION);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ipa", "hap"})
  void aCleanScreen_hasNoneOfTheFunctions_andNoneOfTheDutiesIsMet(String format)
      throws IOException, PackageFormatException {
    List<Finding> findings = findings(format, CLEAN);
    assertThat(
            findings.stream()
                .filter(finding -> finding.ruleId().startsWith("FORM-"))
                .filter(finding -> finding.outcome() == Outcome.VIOLATION)
                .map(Finding::ruleId))
        .isEmpty();
    assertThat(
            findings.stream()
                .filter(finding -> finding.outcome() == Outcome.VIOLATION)
                .map(Finding::ruleId)
                .collect(Collectors.toSet()))
        .contains("DISP-201", "DISP-202", "DISP-203", "DISP-204");
  }

  private Finding finding(String format, MadeScreen screen, String rule)
      throws IOException, PackageFormatException {
    return findings(format, screen).stream()
        .filter(finding -> finding.ruleId().equals(rule))
        .findFirst()
        .orElseThrow();
  }

  private List<Finding> findings(String format, MadeScreen screen)
      throws IOException, PackageFormatException {
    Path file = folder.resolve("made." + format);
    Files.write(file, format.equals("ipa") ? screen.ipa() : screen.hap());
    FactSet facts = PackageInspector.inspect(PackageInput.of(List.of(file)), Limits.standard());
    return RuleEngine.evaluate(facts, DECLARED, Rulebook.bundled(), AS_OF).findings();
  }
}
