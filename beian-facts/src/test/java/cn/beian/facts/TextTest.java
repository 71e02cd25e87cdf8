package cn.beian.facts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTest {
  @Test
  void whatNoDatabaseKeeps_isReplaced_andNothingElse() {
    assertThat(Text.wellFormed("wx\0x")).isEqualTo("wx\uFFFDx");
    assertThat(Text.wellFormed("a\uD800b")).isEqualTo("a\uFFFDb");
    assertThat(Text.wellFormed("a\0😀\uDC00")).isEqualTo("a\uFFFD😀\uFFFD");
    String plain = "水位（米）😀\u0001";
    assertThat(Text.wellFormed(plain)).isEqualTo(plain);
  }
}
