package cn.beian.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.Context;
import cn.beian.rules.Effect;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import cn.beian.rules.Reason;
import cn.beian.rules.book.Rulebook;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What is said to change the verdict of rules about signatures and how code was built. */
class WouldChangeTest {
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 29);

  private final FactSet.Collector facts = new FactSet.Collector();

  private void fact(FactKind kind, Map<Field, ?> values) {
    facts.add(kind, Locator.PACKAGE, values);
  }

  private Finding finding(String format, String rule) {
    PackageHeader header =
        new PackageHeader(format, "native", "00", "00", 1, "test", "00", "standard");
    return RuleEngine.evaluate(facts.toFactSet(header), Context.EMPTY, Rulebook.bundled(), TODAY)
        .finding(rule)
        .orElseThrow();
  }

  private static String said(Finding finding, Locale locale) {
    return finding.wouldChange().stream()
        .map(reason -> reason.text(locale))
        .collect(Collectors.joining("\n"));
  }

  private void name() {
    fact(FactKind.IDENTITY, Map.of(Field.NAME, "package", Field.VALUE, "cn.example.app"));
  }

  @Test
  void expiredProfile_saysHowToSignAnew_andWhatWouldBlock() {
    name();
    fact(
        FactKind.IDENTITY,
        Map.of(Field.NAME, "profile_not_after", Field.VALUE, "2026-10-31T08:00:00Z"));
    Finding finding = finding("hap", "SEC-463");
    assertThat(finding.effect()).isEqualTo(Effect.ADVISE);
    assertThat(said(finding, Locale.CHINESE))
        .contains("重新签名", "若有下列情形之一，则会阻断：包没有签名；", "Profile 为调试类型")
        .doesNotContain("去掉该功能", "{");
    assertThat(said(finding, Locale.ENGLISH))
        .contains("Sign it again", "It would block where any of these holds: the package is not");
  }

  @Test
  void findingThatBlocks_tellsWhatBlocksFromWhatIsOnlyAdvised() {
    name();
    fact(
        FactKind.IDENTITY,
        Map.of(Field.NAME, "profile_not_after", Field.VALUE, "2026-10-31T08:00:00Z"));
    fact(FactKind.IDENTITY, Map.of(Field.NAME, "profile_type", Field.VALUE, "debug"));
    fact(
        FactKind.CERTIFICATE,
        Map.of(
            Field.ROLE, "debug",
            Field.SUBJECT, "CN=Demo",
            Field.NOT_BEFORE, "2024-05-14T08:00:00Z",
            Field.NOT_AFTER, "2025-05-14T08:00:00Z"));
    Finding finding = finding("hap", "SEC-463");
    assertThat(finding.blocks()).isTrue();
    assertThat(finding.evidence())
        .extracting(Evidence::isAdvised)
        .containsExactly(false, true, true);
    assertThat(finding.evidence())
        .extracting(evidence -> evidence.why().text(Locale.CHINESE))
        .containsExactly(
            "Profile 为调试类型，只能装在登记的设备上", "Profile 已过期（只是建议，不影响备案）", "签名证书已过期（只是建议，不影响备案）");
  }

  @Test
  void remedies_areThoseOfWhatWasFound() {
    name();
    fact(FactKind.ANOMALY, Map.of(Field.CODE, "hap_profile_missing"));
    Finding missing = finding("hap", "SEC-463");
    assertThat(Rulebook.bundled().remedies("SEC-463", missing.evidence()))
        .singleElement()
        .satisfies(remedy -> assertThat(remedy.zh()).contains("申请发布类型的 Profile"));
    assertThat(Rulebook.bundled().remedies("SEC-463", List.of()))
        .containsExactly(Rulebook.bundled().rule("SEC-463").orElseThrow().remedy());
    assertThat(Rulebook.bundled().remedies("SEC-999", List.of())).isEmpty();
  }

  @Test
  void packageThatIsNotSigned_saysHowToSignIt_andNothingOfOtherCases() {
    name();
    fact(FactKind.ANOMALY, Map.of(Field.CODE, "hap_signature_missing"));
    Finding finding = finding("hap", "SEC-463");
    assertThat(finding.blocks()).isTrue();
    assertThat(said(finding, Locale.CHINESE)).contains("重新签名").doesNotContain("若有下列");
  }

  @Test
  void signatureThatCannotBeRead_saysHowToSignItAnew() {
    name();
    fact(FactKind.ANOMALY, Map.of(Field.CODE, "hap_signature_unreadable"));
    Finding finding = finding("hap", "SEC-463");
    assertThat(finding.outcome()).isEqualTo(Outcome.UNDETERMINED);
    assertThat(said(finding, Locale.CHINESE)).contains("重新签名").doesNotContain("安装包或源码");
  }

  @Test
  void codeWithoutStackGuard_isNoMatterOfWordsOnAPage() {
    fact(FactKind.NATIVE_LIB, Map.of(Field.NAME, "Demo", Field.ITEMS, List.of("arc", "nx", "pie")));
    Finding finding = finding("ipa", "SEC-464");
    assertThat(said(finding, Locale.CHINESE)).contains("重新构建").doesNotContain("控件");
    assertThat(finding.reason()).isEqualTo(Reason.of("detected.setting"));
    assertThat(finding.evidence().get(0).why().text(Locale.CHINESE)).isEqualTo("没有栈保护");
    String title = Rulebook.bundled().rule("SEC-464").orElseThrow().title().in(Locale.CHINESE);
    assertThat(title).as("加固 is what protectors do").doesNotContain("加固");
  }
}
