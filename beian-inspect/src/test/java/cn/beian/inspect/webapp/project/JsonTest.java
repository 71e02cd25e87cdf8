package cn.beian.inspect.webapp.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class JsonTest {
  @Test
  void commentsTrailingCommasAndMark_areRead() throws Exception {
    Json json =
        Json.parse("\uFEFF{ // a\n \"a\": [1, 'x', ], /* b\n */ \"b\": {\"c\": \"\\u7b7e\"}, }", 9);
    assertThat(json.get("a").items()).extracting(Json::text).containsExactly("1", "x");
    assertThat(json.get("b").get("c")).isEqualTo(new Json("签", 3));
    assertThat(json.get("none").get("deeper").text()).isEmpty();
  }

  @Test
  void brokenText_isRefusedWithItsLine() {
    for (String text :
        new String[] {"", "{", "{\"a\"", "{\"a\":\n}", "[1", "\"x", "{\"a\":\"\\u12\"}"}) {
      assertThatThrownBy(() -> Json.parse(text, 9))
          .isInstanceOf(Json.Broken.class)
          .hasMessageContaining("line");
    }
  }

  @Test
  void nesting_isBounded() {
    assertThatThrownBy(() -> Json.parse("[".repeat(100_000), 200)).isInstanceOf(Json.Broken.class);
  }
}
