package cn.beian.report;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.Locator;
import cn.beian.rules.Evidence;
import cn.beian.rules.Reason;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvidenceTextTest {
  private static final Reason EXPIRED =
      new Reason("why.because", Map.of("zh", "描述文件已过期", "en", "the profile has expired"));

  @Test
  void evidence_says_what_the_rule_says_of_it() {
    Evidence evidence = of(FactKind.IDENTITY, "profile_expires = 2018-01-28", EXPIRED);
    assertThat(EvidenceText.of(evidence, Locale.CHINESE)).isEqualTo("描述文件已过期：描述文件失效时间 2018-01-28");
    assertThat(EvidenceText.of(evidence, Locale.ENGLISH))
        .isEqualTo("the profile has expired: the profile ends 2018-01-28");
    assertThat(EvidenceText.quoted(evidence, Messages.in(Locale.CHINESE))).doesNotContain("“");
  }

  @Test
  void evidence_of_which_the_rule_says_nothing_is_quoted_as_it_stands() {
    Evidence evidence = of(FactKind.UI_TEXT, "打卡", Reason.of("why.ui_text"));
    assertThat(EvidenceText.of(evidence, Locale.CHINESE)).isEqualTo("打卡");
    assertThat(EvidenceText.quoted(evidence, Messages.in(Locale.CHINESE))).isEqualTo("“打卡”");
  }

  @Test
  void anomaly_is_a_sentence_without_the_detail_of_the_reader() {
    Evidence evidence =
        of(
            FactKind.ANOMALY,
            "hap_profile_of_other the profile names another certificate",
            Reason.of("why.anomaly"));
    assertThat(EvidenceText.of(evidence, Locale.CHINESE)).isEqualTo("Profile 文件中的证书不是签名所用的证书");
    assertThat(EvidenceText.of(evidence, Locale.ENGLISH))
        .isEqualTo("Profile that names another certificate");
  }

  @Test
  void anomaly_that_the_rule_explains_is_told_in_its_words() {
    Evidence evidence =
        of(FactKind.ANOMALY, "hap_profile_of_other the profile names another certificate", EXPIRED);
    assertThat(EvidenceText.of(evidence, Locale.CHINESE)).isEqualTo("描述文件已过期");
  }

  @Test
  void anomaly_keeps_what_it_names_and_the_code_that_nothing_is_said_of() {
    assertThat(
            EvidenceText.of(
                of(FactKind.ANOMALY, "page_missing pages/a/a", Reason.of("why.anomaly")),
                Locale.CHINESE))
        .isEqualTo("声明了但不存在的页面 pages/a/a");
    assertThat(
            EvidenceText.named(
                "hap_profile_of_other_app", "the profile is that of cn.other.app", Locale.CHINESE))
        .isEqualTo("cn.other.app");
    String counted = "3 of 9 functions cannot be followed";
    assertThat(EvidenceText.named("hermes_code", counted, Locale.ENGLISH)).isEqualTo(counted);
    assertThat(EvidenceText.named("hermes_code", counted, Locale.CHINESE)).isEmpty();
    assertThat(
            EvidenceText.named("test-build-differs", "screens: a page that is new", Locale.CHINESE))
        .isEqualTo("screens: a page that is new");
    assertThat(
            EvidenceText.of(
                of(FactKind.ANOMALY, "unheard-of it is odd", Reason.of("why.anomaly")),
                Locale.CHINESE))
        .isEqualTo("unheard-of it is odd");
  }

  @Test
  void reasonOfTheReader_leavesWhatItNames() {
    String added = "files were added after it was signed: Payload/A B.app/evil.html";
    assertThat(EvidenceText.named("signature-changed", added, Locale.CHINESE))
        .isEqualTo("Payload/A B.app/evil.html");
    assertThat(
            EvidenceText.named(
                "hap_signature_unreadable", "the signature cannot be read", Locale.CHINESE))
        .isEmpty();
  }

  private static String named(String detail) {
    return EvidenceText.named("duplicate_name", detail, Locale.CHINESE);
  }

  private static Evidence of(FactKind kind, String text, Reason why) {
    return new Evidence(Locator.PACKAGE, "", text, "", kind, why);
  }

  @Test
  void nameOfAnyLength_isNoWorkForTheStack() {
    String words = "a ".repeat(100_000);
    assertThat(named(words + "a")).isEmpty();
    assertThat(named(words + "x/y").equals("x/y")).isTrue();
  }
}
