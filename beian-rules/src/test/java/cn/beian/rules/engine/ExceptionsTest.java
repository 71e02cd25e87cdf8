package cn.beian.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.Context;
import cn.beian.rules.Context.Audience;
import cn.beian.rules.Context.Declared;
import cn.beian.rules.ContextJson;
import cn.beian.rules.Exemption;
import cn.beian.rules.Exemption.Scenario;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.Reason;
import cn.beian.rules.Rule;
import cn.beian.rules.TestResult;
import cn.beian.rules.Verdict;
import cn.beian.rules.book.Rulebook;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which rules know exceptions, and what an exemption on another one does: nothing. */
class ExceptionsTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 27);
  private static final String PAGE = "pages/today/today";

  private static FactSet checkInByPlace() {
    FactSet.Collector facts = new FactSet.Collector();
    facts.add(
        FactKind.CONTROL,
        Origin.APP,
        PAGE,
        Locator.line(PAGE + ".wxml", 1),
        Map.of(Field.TEXT, "打卡", Field.HANDLER, "onDaka", Field.CALLS, List.of("wx.request")));
    facts.add(
        FactKind.UI_TEXT,
        Origin.APP,
        PAGE,
        Locator.line(PAGE + ".wxml", 2),
        Map.of(Field.TEXT, "定位打卡，缺勤将扣分", Field.ROLE, "text"));
    return facts.toFactSet(
        new PackageHeader("wechat-source", "native", "00", "00", 1, "test", "00", "limits"));
  }

  private static TestResult test(Exemption... given) {
    Context context =
        new Context(Declared.of(true, Set.of(Audience.STAFF)), Optional.empty(), List.of(given));
    return RuleEngine.evaluate(checkInByPlace(), context, Rulebook.bundled(), TODAY);
  }

  private static Exemption exemption(String rule, Scenario scenario) {
    return new Exemption(rule, scenario, "防汛预案第三条", TODAY.plusYears(1));
  }

  @Test
  void rules_thatKnowExceptions_areThoseOfR04() {
    assertThat(Rulebook.bundled().rules())
        .filteredOn(Rule::exemptible)
        .extracting(Rule::id)
        .containsExactlyInAnyOrder(
            "FORM-101",
            "FORM-102",
            "FORM-103",
            "FORM-104",
            "FORM-114",
            "FORM-115",
            "FORM-118",
            "FORM-122",
            "FORM-123");
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void exemption_onRuleWithoutExceptions_doesNothingAndSaysSo(Scenario scenario) {
    Finding finding = test(exemption("FORM-116", scenario)).finding("FORM-116").orElseThrow();
    assertThat(finding.blocks()).isTrue();
    assertThat(finding.exemption()).isEmpty();
    assertThat(finding.wouldChange())
        .extracting(Reason::code)
        .contains("exemption.withoutGround")
        .doesNotContain("change.exemption");
    assertThat(finding.wouldChange().get(0).text(Locale.CHINESE)).contains("防汛预案第三条", "没有例外");
  }

  @ParameterizedTest
  @EnumSource(Scenario.class)
  void exemption_onRuleOfR04_isAcceptedInEachScenario(Scenario scenario) {
    Finding finding = test(exemption("FORM-101", scenario)).finding("FORM-101").orElseThrow();
    assertThat(finding.blocks()).isFalse();
    assertThat(finding.exemption()).isPresent();
    assertThat(finding.outcome()).isEqualTo(Outcome.VIOLATION);
  }

  @Test
  void resultOfAnEarlierVersion_withoutWhatHasNoGround_weighsWhatItWeighs() {
    Exemption given = exemption("FORM-116", Scenario.EMERGENCY);
    Exemption lawful = exemption("FORM-101", Scenario.EMERGENCY);
    TestResult now = test(lawful);
    List<Finding> findings = new ArrayList<>();
    for (Finding one : now.findings()) {
      findings.add(one.ruleId().equals("FORM-116") ? with(one, given) : one);
    }
    TestResult then =
        new TestResult(
            now.header(),
            now.factsDigest(),
            now.contextDigest(),
            now.rulebookVersion(),
            now.asOf(),
            Verdict.PASSED,
            0,
            findings,
            now.coverage());
    TestResult after = RuleEngine.withoutGroundless(then, Rulebook.bundled());
    assertThat(after.verdict()).isEqualTo(Verdict.BLOCKED);
    assertThat(after.finding("FORM-116").orElseThrow().blocks()).isTrue();
    assertThat(after.finding("FORM-101").orElseThrow().exemption()).contains(lawful);
    assertThat(after.openExplanations()).isEqualTo(now.openExplanations());
  }

  private static Finding with(Finding one, Exemption given) {
    return new Finding(
        one.ruleId(),
        one.group(),
        one.outcome(),
        one.grade(),
        one.effect(),
        one.reason(),
        one.evidence(),
        one.evidenceTotal(),
        one.wouldChange(),
        Optional.of(given));
  }

  @Test
  void context_ofBeforeInfrastructureWasAsked_keepsItsDigest() throws IOException {
    assertThat(ContextJson.digest(Context.EMPTY))
        .isEqualTo("c6a385f173842e0f45e8b1ad3115c840948606f94e531178a03ac1f73e6fe7ab");
    String asked = "{\"declared\":{\"criticalInfrastructure\":\"UNKNOWN\"}}";
    assertThat(ContextJson.read(new ByteArrayInputStream(asked.getBytes(StandardCharsets.UTF_8))))
        .isEqualTo(Context.EMPTY);
  }

  @Test
  void reading_ofOurOwn_isToldAsOne() {
    Rule rule = Rulebook.bundled().rule("ENG-606").orElseThrow();
    assertThat(rule.basis().get(0).text(Locale.CHINESE)).contains("国办函〔2026〕12号", "R-24", "理解");
    assertThat(rule.basis().get(0).text(Locale.ENGLISH)).contains("our reading of R-24");
    assertThat(
            Rulebook.bundled().rule("FORM-101").orElseThrow().basis().get(0).text(Locale.CHINESE))
        .isEqualTo("《政务移动互联网应用程序规范化管理办法》（国办函〔2026〕12号）");
  }
}
