package cn.beian.inspect;

import cn.beian.facts.Field;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/** Identities by which apps and their versions are kept and found: these have a length. */
final class Identities {
  private static final int MAX_BYTES = 255;
  private static final int MAX_VERSION = 200;
  private static final String VERSION = "version_name";

  private Identities() {}

  /** Whether a value is longer than any platform gives: then it is told, and is none. */
  static boolean isTooLong(Map<Field, ?> values) {
    String name = String.valueOf(values.get(Field.NAME));
    return (name.equals("package") || name.startsWith("appid.") || name.equals(VERSION))
        && bytes(values) > MAX_BYTES;
  }

  private static int bytes(Map<Field, ?> values) {
    return String.valueOf(values.get(Field.VALUE)).getBytes(StandardCharsets.UTF_8).length;
  }

  /** What tells it. */
  static Map<Field, String> told(Map<Field, ?> values) {
    String detail = values.get(Field.NAME) + ": " + bytes(values) + " bytes";
    return Map.of(Field.CODE, "identity_too_long", Field.DETAIL, detail);
  }

  /** The beginning of the name of a version; nothing of any other. */
  static Optional<Map<Field, Object>> shortened(Map<Field, ?> values) {
    if (!VERSION.equals(values.get(Field.NAME))) {
      return Optional.empty();
    }
    String value = String.valueOf(values.get(Field.VALUE));
    int end = Math.min(MAX_VERSION, value.length());
    end -= Character.isHighSurrogate(value.charAt(end - 1)) ? 1 : 0;
    Map<Field, Object> shortened = new EnumMap<>(Field.class);
    shortened.putAll(values);
    shortened.put(Field.VALUE, value.substring(0, end));
    return Optional.of(shortened);
  }
}
