package cn.beian.facts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class UnreadTest {
  @Test
  void reason_standsInTheFacts_andIsKnownFromThere() {
    for (Unread reason : Unread.values()) {
      Unread.Said said = reason.naming("a: b (1.2)");
      assertThat(Unread.of(said.text())).as(reason.name()).contains(said);
    }
    assertThat(Unread.DAMAGED.naming("x").named()).isEmpty();
    assertThat(Unread.of("bytecode ")).as("names nothing").isEmpty();
    assertThat(Unread.of("")).isEmpty();
  }

  @Test
  void reasons_differ() {
    assertThat(Arrays.stream(Unread.values()).map(Unread::text)).doesNotHaveDuplicates();
  }
}
