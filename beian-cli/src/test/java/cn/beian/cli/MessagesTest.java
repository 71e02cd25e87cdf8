package cn.beian.cli;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.server.records.RecordCheck;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class MessagesTest {
  @Test
  void both_languages_have_the_same_keys() {
    assertThat(Language.ZH.messages().keySet())
        .isEqualTo(Language.EN.messages().keySet())
        .isNotEmpty();
  }

  @Test
  void each_fault_of_records_has_a_sentence() {
    assertThat(Language.ZH.messages().keySet())
        .containsAll(Arrays.stream(RecordCheck.Kind.values()).map(kind -> "fsck." + kind).toList());
  }
}
