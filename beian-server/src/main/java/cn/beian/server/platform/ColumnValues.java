package cn.beian.server.platform;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The one conversion between values of the program and values of the database.
 *
 * <table>
 *   <caption>Types</caption>
 *   <tr><th>program</th><th>column</th></tr>
 *   <tr><td>{@code String}, numbers, {@code boolean}, {@code byte[]}</td><td>of that type</td></tr>
 *   <tr><td>{@link UUID}</td><td>uuid</td></tr>
 *   <tr><td>{@link Instant}</td><td>timestamptz, in UTC</td></tr>
 *   <tr><td>{@link LocalDate}</td><td>date</td></tr>
 *   <tr><td>enum</td><td>text, its name</td></tr>
 *   <tr><td>{@link List}, {@link Set} of these</td><td>array, in its order</td></tr>
 *   <tr><td>{@link Optional} of these</td><td>null where it is empty; of a constant the empty
 *   text, too</td></tr>
 * </table>
 */
final class ColumnValues {
  /** Reads a column of the current row; null where it is null. */
  @FunctionalInterface
  interface Reader {
    @Nullable Object read(ResultSet row, int column) throws SQLException;
  }

  private static final Map<Class<?>, Reader> READERS =
      Map.ofEntries(
          Map.entry(String.class, ResultSet::getString),
          Map.entry(int.class, (row, column) -> unlessNull(row, row.getInt(column))),
          Map.entry(Integer.class, (row, column) -> unlessNull(row, row.getInt(column))),
          Map.entry(long.class, (row, column) -> unlessNull(row, row.getLong(column))),
          Map.entry(Long.class, (row, column) -> unlessNull(row, row.getLong(column))),
          Map.entry(double.class, (row, column) -> unlessNull(row, row.getDouble(column))),
          Map.entry(Double.class, (row, column) -> unlessNull(row, row.getDouble(column))),
          Map.entry(boolean.class, (row, column) -> unlessNull(row, row.getBoolean(column))),
          Map.entry(BigDecimal.class, ResultSet::getBigDecimal),
          Map.entry(OptionalInt.class, ColumnValues::number),
          Map.entry(Boolean.class, (row, column) -> unlessNull(row, row.getBoolean(column))),
          Map.entry(byte[].class, ResultSet::getBytes),
          Map.entry(UUID.class, (row, column) -> row.getObject(column, UUID.class)),
          Map.entry(LocalDate.class, (row, column) -> row.getObject(column, LocalDate.class)),
          Map.entry(Instant.class, SqlColumns::instant));

  private ColumnValues() {}

  private static @Nullable Object unlessNull(ResultSet row, Object value) throws SQLException {
    return row.wasNull() ? null : value;
  }

  private static OptionalInt number(ResultSet row, int column) throws SQLException {
    int number = row.getInt(column);
    return row.wasNull() ? OptionalInt.empty() : OptionalInt.of(number);
  }

  /**
   * How a type is read.
   *
   * @throws IllegalArgumentException if there is no conversion to it
   */
  static Reader reader(Type type) {
    if (type instanceof Class<?> simple) {
      Reader reader = READERS.get(simple);
      if (reader != null) {
        return reader;
      }
      if (simple.isEnum()) {
        return (row, column) -> constant(simple, row.getString(column));
      }
    }
    if (type instanceof ParameterizedType generic) {
      Type of = generic.getActualTypeArguments()[0];
      if (generic.getRawType() == Optional.class) {
        Reader reader = reader(of);
        return of instanceof Class<?> constants && constants.isEnum()
            ? (row, column) -> constantIfAny(constants, row.getString(column))
            : (row, column) -> Optional.ofNullable(reader.read(row, column));
      }
      if (generic.getRawType() == List.class) {
        return (row, column) -> elements(of, row.getArray(column));
      }
      if (generic.getRawType() == Set.class) {
        return (row, column) -> {
          List<?> elements = elements(of, row.getArray(column));
          return elements == null
              ? null
              : Collections.unmodifiableSet(new LinkedHashSet<>(elements));
        };
      }
    }
    throw new IllegalArgumentException("no column is read as " + type.getTypeName());
  }

  private static @Nullable Object constant(Class<?> type, @Nullable String name) {
    if (name == null) {
      return null;
    }
    @SuppressWarnings({"unchecked", "rawtypes"}) // asked only for types that are enums
    Object constant = Enum.valueOf((Class) type, name);
    return constant;
  }

  private static Optional<Object> constantIfAny(Class<?> type, @Nullable String name) {
    return Optional.ofNullable(name).filter(one -> !one.isEmpty()).map(one -> constant(type, one));
  }

  private static @Nullable List<?> elements(Type of, @Nullable Array array) throws SQLException {
    if (array == null) {
      return null;
    }
    Object[] values = (Object[]) array.getArray();
    if (of instanceof Class<?> type && type.isEnum()) {
      return Arrays.stream(values).map(name -> constant(type, String.valueOf(name))).toList();
    }
    return List.of(values);
  }

  /** A value as the database takes it. */
  static @Nullable Object parameter(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof Optional<?> optional) {
      return parameter(optional.orElse(null));
    }
    if (value instanceof OptionalInt number) {
      return number.isPresent() ? (Integer) number.getAsInt() : null;
    }
    if (value instanceof Enum<?>[] constants) {
      return Arrays.stream(constants).map(Enum::name).toArray(String[]::new);
    }
    if (value instanceof Collection<?> several) {
      return several.stream().map(ColumnValues::parameter).toList();
    }
    return value;
  }
}
