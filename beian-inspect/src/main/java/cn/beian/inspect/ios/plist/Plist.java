package cn.beian.inspect.ios.plist;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A value of a property list; immutable. Asking for what is not there gives {@link #NONE}, an empty
 * text, list or map, so that a path of keys can be followed without looking at each step.
 */
public final class Plist {
  /** No value. */
  public static final Plist NONE = new Plist(null);

  private static final Pattern TRUE = Pattern.compile("\\s*+(?:[YyTt]|[-+]?0*+[1-9])");

  /** A reference to an object of a keyed archive. */
  private record Uid(int index) {}

  private final @Nullable Object value;

  private Plist(@Nullable Object value) {
    this.value = value;
  }

  /** A text, a number, a flag, bytes or a date. */
  static Plist scalar(Object scalar) {
    return new Plist(scalar);
  }

  static Plist uid(int index) {
    return new Plist(new Uid(index));
  }

  static Plist of(List<Plist> items) {
    return new Plist(List.copyOf(items));
  }

  /** Members keep their order. */
  static Plist of(Map<String, Plist> members) {
    return new Plist(java.util.Collections.unmodifiableMap(members));
  }

  public boolean isPresent() {
    return value != null;
  }

  /** The member of that name. */
  public Plist get(String key) {
    return members().getOrDefault(key, NONE);
  }

  /** The members of a dictionary in their order. */
  @SuppressWarnings("unchecked") // made by of(Map) alone
  public Map<String, Plist> members() {
    return value instanceof Map<?, ?> map ? (Map<String, Plist>) map : Map.of();
  }

  /** The items of an array. */
  @SuppressWarnings("unchecked") // made by of(List) alone
  public List<Plist> items() {
    return value instanceof List<?> list ? (List<Plist>) list : List.of();
  }

  /** The texts among the items of an array; of a text that stands alone, that one. */
  public List<String> texts() {
    if (value instanceof String text) {
      return List.of(text);
    }
    return items().stream().map(Plist::text).filter(text -> !text.isEmpty()).toList();
  }

  /** A text; numbers and flags as they are written; else empty. */
  public String text() {
    return value instanceof String
            || value instanceof Long
            || value instanceof Double
            || value instanceof Boolean
            || value instanceof Instant
        ? String.valueOf(value)
        : "";
  }

  public boolean isText() {
    return value instanceof String;
  }

  /**
   * A flag, or a text or number that Foundation takes for one: a text is true that begins with one
   * of {@code YyTt} or with a number that is not 0 ({@code NSString.boolValue}).
   */
  public boolean flag() {
    return value instanceof Boolean flag
        ? flag
        : value instanceof Number number
            ? number.doubleValue() != 0
            : value instanceof String text && TRUE.matcher(text).lookingAt();
  }

  public boolean isFlag() {
    return value instanceof Boolean;
  }

  /** A whole number; 0 where there is none. */
  public long number() {
    return value instanceof Long number ? number : 0;
  }

  /** Bytes; not copied, not to be changed. */
  public byte @Nullable [] data() {
    return value instanceof byte[] bytes ? bytes : null;
  }

  public Optional<Instant> date() {
    return value instanceof Instant instant ? Optional.of(instant) : Optional.empty();
  }

  /** Index in {@code $objects} of a keyed archive. */
  public OptionalInt uid() {
    return value instanceof Uid uid ? OptionalInt.of(uid.index) : OptionalInt.empty();
  }
}
