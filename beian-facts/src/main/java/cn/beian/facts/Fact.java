package cn.beian.facts;

import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One thing that a package is, has or does. Equal facts found in several places become one fact
 * with a count.
 *
 * @param kind the kind of fact
 * @param origin whose content the fact was found in
 * @param screen name of the {@link FactKind#SCREEN} it belongs to; empty if unknown
 * @param values by field, in field order; strings without lone surrogates, integers within ±2^53,
 *     lists of strings
 * @param count number of occurrences, at least 1
 * @param sites the first places, in order, 1 to {@link #MAX_SITES}
 */
public record Fact(
    FactKind kind,
    Origin origin,
    String screen,
    Map<Field, Object> values,
    int count,
    List<Locator> sites) {
  /** Maximum number of places kept for one fact. */
  public static final int MAX_SITES = 20;

  public Fact {
    if (count < 1 || sites.isEmpty() || sites.size() > MAX_SITES || sites.size() > count) {
      throw new IllegalArgumentException(
          kind + ": " + sites.size() + " sites for a count of " + count);
    }
    values = checked(kind, values);
    sites = List.copyOf(sites);
    screen = Text.wellFormed(screen);
  }

  /** Returns a copy in field order, with each value in the form that {@link #values()} promises. */
  static Map<Field, Object> checked(FactKind kind, Map<Field, ?> values) {
    EnumMap<Field, Object> copy = new EnumMap<>(Field.class);
    values.forEach((field, value) -> copy.put(field, checked(kind, field, value)));
    return Collections.unmodifiableMap(copy);
  }

  private static Object checked(FactKind kind, Field field, Object value) {
    if (!kind.fields().contains(field)) {
      throw new IllegalArgumentException(kind + " has no field " + field.jsonName());
    }
    return switch (field.type()) {
      case TEXT -> Text.wellFormed((String) value);
      case FLAG -> (Boolean) value;
      case NUMBER -> {
        long number = ((Number) value).longValue();
        if (Math.abs(number) > 1L << 53) {
          throw new IllegalArgumentException(field.jsonName() + " beyond 2^53: " + number);
        }
        yield number;
      }
      case TEXTS -> ((List<?>) value).stream().map(item -> Text.wellFormed((String) item)).toList();
    };
  }

  /** The first place. */
  public Locator at() {
    return sites.get(0);
  }

  /** The text of a {@link FieldType#TEXT} field; empty if the fact does not have it. */
  public String text(Field field) {
    Object value = values.get(field);
    return value == null ? "" : (String) value;
  }

  /** The list of a {@link FieldType#TEXTS} field; empty if the fact does not have it. */
  @SuppressWarnings("unchecked")
  public List<String> texts(Field field) {
    Object value = values.get(field);
    return value == null ? List.of() : (List<String>) value;
  }

  /** The value of a {@link FieldType#NUMBER} field. */
  public OptionalLong number(Field field) {
    Object value = values.get(field);
    return value == null ? OptionalLong.empty() : OptionalLong.of((Long) value);
  }

  /** The value of a {@link FieldType#FLAG} field. */
  public Optional<Boolean> flag(Field field) {
    return Optional.ofNullable((Boolean) values.get(field));
  }
}
