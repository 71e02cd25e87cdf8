package cn.beian.rules;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
import cn.beian.facts.Unread;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ReasonMessagesTest {
  @Test
  void messages_bothLanguages_haveTheSameKeysAndOneForEveryKind() {
    Set<Object> zh = ReasonMessages.load("messages_zh.properties").keySet();
    assertThat(ReasonMessages.load("messages_en.properties").keySet()).isEqualTo(zh);
    for (FactKind kind : FactKind.values()) {
      assertThat(zh).contains("why." + kind.jsonName());
    }
  }

  /** Whatever a reader gives as a reason has words of its own, in Chinese without English ones. */
  @Test
  void reasonsOfCoverage_haveWordsInBothLanguages() {
    for (Unread reason : Unread.values()) {
      String named = reason.names() ? "x9" : "";
      String text = reason.naming(named).text();
      String zh = CoverageSummary.why("code", text, Locale.CHINESE);
      assertThat(zh).as(text).containsPattern("\\p{IsHan}").contains(named).doesNotContain("{");
      assertThat(zh).isNotEqualTo(text).doesNotContain("unread.");
      assertThat(CoverageSummary.why("code", text, Locale.ENGLISH))
          .as(text)
          .contains(named)
          .doesNotContain("{", "unread.");
    }
  }

  @Test
  void signatureOfAnUnknownForm_isToldInTheLanguageOfTheReader() {
    CoverageSummary one =
        new CoverageSummary("signature", 0, 1, List.of("a length of 7 bytes", "ends early"));
    assertThat(one.why(Locale.CHINESE)).isEqualTo("签名不能核对");
    assertThat(one.why(Locale.ENGLISH)).isEqualTo("the signature cannot be checked");
  }

  @Test
  void partsThatRulesAskFor_haveNames() {
    Properties zh = ReasonMessages.load("messages_zh.properties");
    assertThat(zh.stringPropertyNames())
        .contains("part.text", "part.pages", "part.code", "part.resources", "part.signature");
  }
}
