package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void both_languages_have_the_same_keys() {
    assertThat(Language.ZH.messages().keySet())
        .isEqualTo(Language.EN.messages().keySet())
        .isNotEmpty();
  }
}
