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

  /** What the corpus needs and what it does not (ADR 0036). */
  @Test
  void lenience_hasItsLimits() throws Exception {
    Json json = Json.parse("{a-b: ['x\\q\ny', , .5], 'c': 1, c: 2} rest", 9);
    assertThat(json.get("a-b").items()).extracting(Json::text).containsExactly("xq\ny", ".5");
    assertThat(json.get("c").text()).as("the last of one name").isEqualTo("2");
    for (String text : new String[] {"{a:1 b:2}", "{a:1,,b:2}", "[word]", "word"}) {
      assertThatThrownBy(() -> Json.parse(text, 9)).hasMessageEndingWith("no JSON");
    }
  }
}
