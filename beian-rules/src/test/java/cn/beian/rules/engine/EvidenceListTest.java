package cn.beian.rules.engine;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.FactSet;
import cn.beian.facts.Field;
import cn.beian.facts.Locator;
import cn.beian.facts.Origin;
import cn.beian.facts.PackageHeader;
import cn.beian.rules.Context;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.Reason;
import cn.beian.rules.book.Rulebook;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceListTest {
  private static final String PAGE = "pages/sign/index";
  private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

  private final FactSet.Collector facts = new FactSet.Collector();

  private void fact(FactKind kind, Map<Field, ?> values) {
    facts.add(kind, Origin.APP, PAGE, Locator.line(PAGE + ".wxml", facts.size() + 1), values);
  }

  private void titled() {
    fact(FactKind.SCREEN, Map.of(Field.NAME, PAGE, Field.LABEL, "每日签到"));
  }

  private void control(String text, String handler, String... calls) {
    fact(
        FactKind.CONTROL,
        Map.of(Field.TEXT, text, Field.HANDLER, handler, Field.CALLS, List.of(calls)));
  }

  private Finding checkIn() {
    PackageHeader header =
        new PackageHeader("wechat-source", "native", "00", "00", 1, "test", "00", "standard");
    return RuleEngine.evaluate(facts.toFactSet(header), Context.EMPTY, Rulebook.bundled(), TODAY)
        .finding("FORM-101")
        .orElseThrow();
  }

  @Test
  void evidence_pageFoundByItsTitle_namesTheOneControlThatActs() {
    titled();
    control("返回", "back");
    control("提交", "submit", "wx.request");
    control("投诉建议", "complain", "wx.navigateTo");

    Finding finding = checkIn();

    assertThat(finding.evidence())
        .extracting(Evidence::text)
        .containsExactly("每日签到", "提交 → submit");
    assertThat(finding.evidence().get(1).why().code()).isEqualTo("why.company");
    assertThat(finding.evidenceTotal()).isEqualTo(2);
  }

  @Test
  void evidence_controlThatSaysTheWord_standsWithoutTheOthers() {
    titled();
    control("投诉建议", "complain", "wx.navigateTo");
    control("立即签到", "tap");

    assertThat(checkIn().evidence())
        .extracting(Evidence::text)
        .containsExactlyInAnyOrder("每日签到", "立即签到 → tap");
  }

  @Test
  void evidence_sameWordsTwiceOnAPage_standOnce() {
    titled();
    fact(FactKind.UI_TEXT, Map.of(Field.TEXT, "每日签到", Field.ROLE, "nav_title"));
    control("提交", "submit", "wx.request");

    assertThat(checkIn().evidence()).extracting(Evidence::text).doesNotHaveDuplicates();
  }

  @Test
  void reason_ofEvidenceWithoutTerm_endsBeforeTheColon() {
    assertThat(Reason.of("why.form_field", "term", "").text(Locale.CHINESE)).isEqualTo("输入项");
    assertThat(Reason.of("why.form_field", "term", "电话").text(Locale.CHINESE)).isEqualTo("输入项：电话");
  }
}
