package cn.beian.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.Locator;
import cn.beian.rules.Effect;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.Grade;
import cn.beian.rules.Outcome;
import cn.beian.rules.Reason;
import cn.beian.rules.RuleGroup;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AppFunctionTest {
  private static final String TODAY = "pages/today/today";
  private static final String RANK = "pages/rank/rank";

  @Test
  void findingsOfOneControl_areOneFunction_whateverElseTheyName() {
    Finding checkIn = finding("FORM-101", control(TODAY, "打卡 → onCheckIn"), text(TODAY, "将通报"));
    Finding traces = finding("FORM-105", text(TODAY, "今日巡查"), control(TODAY, "打卡 → onCheckIn"));
    Finding rank = finding("FORM-103", text(RANK, "月度排名"));
    assertThat(AppFunction.of(List.of(checkIn, rank, traces)))
        .containsExactly(
            new AppFunction<>(TODAY, "打卡", List.of(checkIn, traces)),
            new AppFunction<>(RANK, "", List.of(rank)));
  }

  @Test
  void controlsOfOneHandler_areOneFunction_andJoinWhatStoodApart() {
    Finding first = finding("FORM-101", control(TODAY, "打卡 → onCheckIn"));
    Finding second = finding("FORM-102", control(TODAY, "领积分 → onPoints"));
    Finding both =
        finding("FORM-116", control(TODAY, "补打卡 → onCheckIn"), control(TODAY, "领积分 → onPoints"));
    assertThat(AppFunction.of(List.of(first, second))).hasSize(2);
    assertThat(AppFunction.of(List.of(first, second, both)))
        .containsExactly(new AppFunction<>(TODAY, "打卡", List.of(first, second, both)));
  }

  @Test
  void findingWithoutControl_joinsTheOnlyOneOfItsScreen_andStandsApartAmongSeveral() {
    Finding checkIn = finding("FORM-101", control(TODAY, "打卡 → onCheckIn"));
    Finding points = finding("FORM-102", control(TODAY, "领积分 → onPoints"));
    Finding text = finding("FORM-111", text(TODAY, "将通报"));
    Finding more = finding("FORM-114", text(TODAY, "未打卡"));
    assertThat(AppFunction.of(List.of(text, checkIn)))
        .containsExactly(new AppFunction<>(TODAY, "打卡", List.of(text, checkIn)));
    assertThat(AppFunction.of(List.of(text, checkIn, points, more)))
        .extracting(AppFunction::findings)
        .containsExactly(List.of(text, more), List.of(checkIn), List.of(points));
  }

  @Test
  void whatIsOnNoScreen_isOfTheWholeApp_andComesLast() {
    Finding app = finding("FORM-107");
    Finding api = finding("FORM-104", text("", "wx.request"));
    Finding rank = finding("FORM-103", text("", "x"), text(RANK, "月度排名"));
    assertThat(AppFunction.of(List.of(app, api, rank)))
        .containsExactly(
            new AppFunction<>(RANK, "", List.of(rank)),
            new AppFunction<>("", "", List.of(app, api)));
    assertThat(AppFunction.of(List.of())).isEmpty();
  }

  /** The control of another screen is not that of the screen which the evidence names first. */
  @Test
  void controlOfAnotherScreen_countsNot() {
    Finding rank = finding("FORM-103", text(RANK, "月度排名"), control(TODAY, "打卡 → onCheckIn"));
    Finding checkIn = finding("FORM-101", control(TODAY, "打卡 → onCheckIn"));
    assertThat(AppFunction.of(List.of(rank, checkIn)))
        .extracting(AppFunction::screen, AppFunction::control)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(RANK, ""),
            org.assertj.core.groups.Tuple.tuple(TODAY, "打卡"));
  }

  @Test
  void controlWithoutWords_isNamedByNothing_yetHoldsTogether() {
    Finding one = finding("FORM-101", control(TODAY, "→ onTap"));
    Finding other = finding("FORM-116", control(TODAY, "→ onTap"));
    assertThat(AppFunction.of(List.of(one, other)))
        .containsExactly(new AppFunction<>(TODAY, "", List.of(one, other)));
  }

  private static Evidence control(String screen, String text) {
    return evidence(screen, text, FactKind.CONTROL);
  }

  private static Evidence text(String screen, String text) {
    return evidence(screen, text, FactKind.UI_TEXT);
  }

  private static Evidence evidence(String screen, String text, FactKind kind) {
    return new Evidence(
        Locator.line("a.wxml", 1), screen, text, "", kind, new Reason("why", Map.of()));
  }

  private static Finding finding(String rule, Evidence... evidence) {
    return new Finding(
        rule,
        RuleGroup.FORM,
        Outcome.VIOLATION,
        Optional.of(Grade.PROOF),
        Effect.BLOCK,
        new Reason("proof", Map.of()),
        List.of(evidence),
        evidence.length,
        List.of(),
        Optional.empty());
  }
}
