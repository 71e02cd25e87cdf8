package cn.beian.server.records;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

class CanonicalJsonReaderTest {
  private static final String TEXT = "ab\"\\/\b\t\n\f\r\u0000\u001f\u007f\u00e9云\ufffd\ud83d\ude00";

  @Test
  void whatIsWritten_isReadAgain() {
    Random random = new Random(20261126);
    for (int i = 0; i < 3000; i++) {
      Map<String, Object> members = members(random, 3);
      byte[] written = CanonicalJson.write(members).getBytes(UTF_8);
      assertThat(CanonicalJsonReader.read(written)).hasValue(members);
    }
  }

  /**
   * Jackson reads more; what both read must be the same, and nothing is refused that is written.
   */
  @Test
  void spoiledBytes_areReadOnlyIfTheyWouldBeWrittenSo() {
    Random random = new Random(7);
    int canonical = 0;
    for (int i = 0; i < 30_000; i++) {
      byte[] bytes = CanonicalJson.write(members(random, 2)).getBytes(UTF_8);
      bytes[random.nextInt(bytes.length)] =
          random.nextBoolean()
              ? (byte) "{}[]\",:\\u0019-tf e".charAt(random.nextInt(18))
              : (byte) random.nextInt(256);
      Optional<Map<String, Object>> read = CanonicalJsonReader.read(bytes);
      assertThat(read).as(new String(bytes, ISO_8859_1)).isEqualTo(byJackson(bytes));
      canonical += read.isPresent() ? 1 : 0;
    }
    assertThat(canonical).isBetween(1000, 29_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "1",
        "{",
        "{}x",
        "{ }",
        "[]",
        "{\"a\":null}",
        "{\"a\":1.0}",
        "{\"a\":-0}",
        "{\"a\":01}",
        "{\"a\":}",
        "{\"a\":2147483648}",
        "{\"a\":[1,]}",
        "{\"b\":1,\"a\":1}",
        "{\"a\":1,\"a\":1}",
        "{\"a\":\"\\u0041\"}",
        "{\"a\":\"\\u000a\"}",
        "{\"a\":\"\\u001F\"}",
        "{\"a\":\"\\/\"}",
        "{\"a\":\"\n\"}",
        "{\"a\":\"\\ud83d\\ude00\"}",
        "{\"a\":tru}",
        "{\"a\":\"b}"
      })
  void otherForms_areRefused(String text) {
    assertThat(CanonicalJsonReader.read(text.getBytes(UTF_8))).isEmpty();
  }

  @Test
  void bytesThatAreNoUtf8_areRefused() {
    for (String hex : List.of("\u00ff", "\u00c0\u0080", "\u00ed\u00a0\u0080", "\u00e4\u00ba")) {
      assertThat(CanonicalJsonReader.read(("{\"a\":\"" + hex + "\"}").getBytes(ISO_8859_1)))
          .isEmpty();
    }
  }

  @Test
  void nesting_isReadUpToItsLimit() {
    assertThat(CanonicalJsonReader.read(nested(499))).isPresent();
    assertThat(CanonicalJsonReader.read(nested(60_000))).isEmpty();
  }

  private static byte[] nested(int lists) {
    return ("{\"a\":" + "[".repeat(lists) + "]".repeat(lists) + "}").getBytes(UTF_8);
  }

  /** As entries were read before: by Jackson, then written and compared. */
  private static Optional<Map<String, Object>> byJackson(byte[] bytes) {
    try {
      Map<String, Object> members =
          JsonMapper.shared().readValue(bytes, new TypeReference<Map<String, Object>>() {});
      byte[] again = CanonicalJson.write(members).getBytes(UTF_8);
      return Arrays.equals(again, bytes) ? Optional.of(members) : Optional.empty();
    } catch (JacksonException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Map<String, Object> members(Random random, int depth) {
    Map<String, Object> members = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i >= 0; i--) {
      members.put(text(random), value(random, depth));
    }
    return members;
  }

  private static Object value(Random random, int depth) {
    return switch (random.nextInt(depth == 0 ? 3 : 5)) {
      case 0 -> text(random);
      case 1 -> random.nextInt() >> random.nextInt(32);
      case 2 -> random.nextBoolean();
      case 3 -> members(random, depth - 1);
      default -> {
        List<Object> items = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
          items.add(value(random, depth - 1));
        }
        yield items;
      }
    };
  }

  private static String text(Random random) {
    int[] points = TEXT.codePoints().toArray();
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(6); i > 0; i--) {
      text.appendCodePoint(points[random.nextInt(points.length)]);
    }
    return text.toString();
  }
}
