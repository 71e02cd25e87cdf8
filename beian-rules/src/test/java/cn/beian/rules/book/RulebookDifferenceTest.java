package cn.beian.rules.book;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.rules.LocalText;
import cn.beian.rules.book.RuleChange.Kind;
import cn.beian.rules.book.RuleChange.Part;
import cn.beian.rules.book.RuleChange.Point;
import cn.beian.rules.book.RulebookDifference.Ground;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class RulebookDifferenceTest {
  private final Rulebook bundled = Rulebook.bundled();

  private Rulebook edited(String from, String to) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bundled.write(out);
    String text = out.toString(StandardCharsets.UTF_8);
    assertThat(text).contains(from);
    return Rulebook.of(text.replace(from, to).getBytes(StandardCharsets.UTF_8));
  }

  @Test
  void sameRulebook_hasNoDifference() {
    assertThat(RulebookDifference.of(bundled, bundled).isEmpty()).isTrue();
  }

  @Test
  void words_changed_areToldInBothLanguages() throws Exception {
    RulebookDifference difference =
        RulebookDifference.of(bundled, edited("Points for activity", "Points earned"));
    assertThat(difference.rules()).singleElement().satisfies(this::onlyTheTitle);
  }

  private void onlyTheTitle(RuleChange change) {
    assertThat(change.ruleId()).isEqualTo("FORM-102");
    assertThat(change.kind()).isEqualTo(Kind.CHANGED);
    assertThat(change.points())
        .containsExactly(
            new Point(
                Part.TITLE,
                new LocalText("积分功能", "Points for activity"),
                new LocalText("积分功能", "Points earned")));
  }

  @Test
  void rule_withOtherId_wentAndCame() throws Exception {
    RulebookDifference difference =
        RulebookDifference.of(bundled, edited("\"FORM-102\"", "\"FORM-199\""));
    assertThat(difference.rules(Kind.REMOVED))
        .extracting(RuleChange::ruleId)
        .containsExactly("FORM-102");
    assertThat(difference.rules(Kind.ADDED))
        .extracting(RuleChange::ruleId)
        .containsExactly("FORM-199");
  }

  @Test
  void term_ofLexicon_isToldForEachRuleThatUsesIt() throws Exception {
    RulebookDifference difference = RulebookDifference.of(bundled, edited("\"积分商城\"", "\"积分小铺\""));
    assertThat(difference.rules()).extracting(RuleChange::ruleId).contains("FORM-102");
    assertThat(difference.rules())
        .allSatisfy(
            change ->
                assertThat(change.points())
                    .singleElement()
                    .satisfies(
                        point -> {
                          assertThat(point.part()).isEqualTo(Part.TERMS);
                          assertThat(point.before().zh()).startsWith("积分商城");
                          assertThat(point.after().en()).startsWith("积分小铺");
                        }));
  }

  @Test
  void condition_changed_isToldAsTheFilesOfRulesAreWritten_notAsJson() throws Exception {
    RulebookDifference difference =
        RulebookDifference.of(
            bundled,
            edited(
                "\"uses_cleartext_traffic\",\"value\":\"true\"", "\"uses_x\",\"value\":\"true\""));
    assertThat(difference.rules())
        .flatExtracting(RuleChange::points)
        .isNotEmpty()
        .allSatisfy(
            point -> {
              assertThat(point.before().zh()).contains("name: uses_cleartext_traffic\n");
              assertThat(point.after().zh()).contains("name: uses_x\n").doesNotContain("\":", "[{");
            });
  }

  @Test
  void dataItems_changed_areToldApart() throws Exception {
    assertThat(RulebookDifference.of(bundled, edited("\"身份证号\"", "\"身份证号码簿\"")).ground())
        .containsExactly(Ground.DATA_ITEMS);
  }

  @Test
  void wordsThatStandInNoRule_changed_areToldApart() throws Exception {
    assertThat(RulebookDifference.of(bundled, edited("\"例如\"", "\"譬如\"")).ground())
        .containsExactly(Ground.PHRASES);
    assertThat(RulebookDifference.of(bundled, edited("\"READ_SMS\"", "\"READ_MMS\"")).ground())
        .containsExactly(Ground.DEVICE_ACCESS);
  }
}
