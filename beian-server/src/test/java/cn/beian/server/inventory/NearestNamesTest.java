package cn.beian.server.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestNamesTest {
  private static final List<String> NAMES =
      List.of("云州市水务局", "云州市税务局", "云州市农业农村局", "海宁市水务局", "云州" + "长".repeat(80));

  @Test
  void nameWithACharacterLeftOut_findsItsUnit_theNearerOneFirst() {
    assertThat(NearestNames.of("云州水务局", NAMES)).containsExactly("云州市水务局");
    assertThat(NearestNames.of("云州市水务局局", NAMES)).containsExactly("云州市水务局", "云州市税务局");
  }

  @Test
  void nameOfAnotherPlace_orOfNothingAlike_findsNone() {
    assertThat(NearestNames.of("火星市城管局", NAMES)).isEmpty();
    assertThat(NearestNames.of("云州", NAMES)).isEmpty();
    assertThat(NearestNames.of("云州" + "长".repeat(5_000), NAMES)).isEmpty();
  }
}
