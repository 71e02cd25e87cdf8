package cn.beian.rules;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.facts.FactKind;
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
}
