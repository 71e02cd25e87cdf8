package cn.beian.server.platform;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessResourceUsageException;
import org.springframework.dao.TypeMismatchDataAccessException;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.support.JdbcUtils;

/**
 * Rows as records: the component {@code madeAt} is read from the column {@code made_at}, as {@link
 * ColumnValues} says, and another name is given by {@link InColumn}. A component that is a record
 * is read from columns that begin with its name, {@code mark_name}, {@code mark_count}, or from
 * those without it where there are none; an optional one is empty where its first column is null. A
 * list of records has no column and is empty: its rows are of another statement. Null is read only
 * where a component is an {@link Optional} or {@link Nullable}. One of these reads the rows of one
 * result.
 *
 * @param <R> the records
 */
public final class RecordRows<R> implements RowMapper<R> {
  private static final ClassValue<Layout> LAYOUTS =
      new ClassValue<>() {
        @Override
        protected Layout computeValue(Class<?> type) {
          return Layout.of(type);
        }
      };

  private final Class<R> type;
  private final Layout layout;
  private int @Nullable [] columns;

  private RecordRows(Class<R> type) {
    this.type = type;
    this.layout = LAYOUTS.get(type);
  }

  /**
   * Reads the rows of one result.
   *
   * @throws IllegalArgumentException if the type is no record, or one of its components has a type
   *     to which no column is converted
   */
  public static <R extends Record> RecordRows<R> of(Class<R> type) {
    return new RecordRows<>(type);
  }

  /** The same for a type that is found to be a record. */
  static <T> RecordRows<T> ofRecord(Class<T> type) {
    return new RecordRows<>(type);
  }

  /**
   * The current row.
   *
   * @throws InvalidDataAccessResourceUsageException if a column is missing
   * @throws TypeMismatchDataAccessException if a value is not one of its component
   */
  @Override
  public R mapRow(ResultSet row, int number) throws SQLException {
    int[] places = columns;
    if (places == null) {
      places = layout.columns(row);
      columns = places;
    }
    return type.cast(layout.read(row, places, 0));
  }

  /** The components of a record and how they are read. */
  private record Layout(Constructor<?> constructor, List<Part> parts, int size) {
    static Layout of(Class<?> type) {
      if (!type.isRecord()) {
        throw new IllegalArgumentException(type.getName() + " is no record");
      }
      RecordComponent[] components = type.getRecordComponents();
      List<Part> parts = Arrays.stream(components).map(Part::of).toList();
      try {
        Constructor<?> constructor =
            type.getDeclaredConstructor(
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        constructor.setAccessible(true);
        return new Layout(constructor, parts, parts.stream().mapToInt(Part::size).sum());
      } catch (NoSuchMethodException e) {
        throw new IllegalArgumentException(type.getName(), e);
      }
    }

    int[] columns(ResultSet row) throws SQLException {
      Map<String, Integer> labels = new HashMap<>();
      ResultSetMetaData statement = row.getMetaData();
      for (int i = 1; i <= statement.getColumnCount(); i++) {
        labels.putIfAbsent(statement.getColumnLabel(i).toLowerCase(Locale.ROOT), i);
      }
      int[] columns = new int[size];
      find(labels, List.of(), Set.of(), columns, 0);
      return columns;
    }

    /**
     * Finds the columns of the parts.
     *
     * @param around names of the components that lead to this record
     * @param taken columns of the record around it, which are none of this one
     */
    private int find(
        Map<String, Integer> labels,
        List<String> around,
        Set<String> taken,
        int[] columns,
        int from) {
      int place = from;
      for (Part part : parts) {
        if (part.layout() != null) {
          List<String> within = new ArrayList<>(around);
          within.add(part.column());
          place = part.layout().find(labels, within, columnsOfItsOwn(), columns, place);
        } else if (part.kind() == Kind.COLUMN) {
          columns[place++] = index(labels, around, taken, part);
        }
      }
      return place;
    }

    private Set<String> columnsOfItsOwn() {
      return parts.stream()
          .filter(part -> part.kind() == Kind.COLUMN)
          .map(Part::column)
          .collect(Collectors.toSet());
    }

    private static int index(
        Map<String, Integer> labels, List<String> around, Set<String> taken, Part part) {
      for (int i = 0; i <= around.size(); i++) {
        boolean alone = i == around.size();
        String column =
            alone
                ? part.column()
                : String.join("_", around.subList(i, around.size())) + '_' + part.column();
        Integer index = labels.get(column);
        if (index != null && !(alone && taken.contains(column))) {
          return index;
        }
      }
      throw new InvalidDataAccessResourceUsageException(
          part.name()
              + ": no column "
              + part.column()
              + " among "
              + new TreeSet<>(labels.keySet()));
    }

    Object read(ResultSet row, int[] columns, int from) throws SQLException {
      @Nullable Object[] values = new @Nullable Object[parts.size()];
      int place = from;
      for (int i = 0; i < values.length; i++) {
        Part part = parts.get(i);
        values[i] = part.value(row, columns, place);
        place += part.size();
      }
      try {
        return constructor.newInstance(values);
      } catch (InvocationTargetException e) {
        if (e.getCause() instanceof RuntimeException refused) {
          throw refused;
        }
        throw new IllegalStateException(constructor.getDeclaringClass().getName(), e);
      } catch (ReflectiveOperationException e) {
        throw new IllegalStateException(constructor.getDeclaringClass().getName(), e);
      }
    }
  }

  private enum Kind {
    COLUMN,
    RECORD,
    OPTIONAL_RECORD,
    /** A list of records, which has no column. */
    ELSEWHERE
  }

  /**
   * One component.
   *
   * @param layout of a record; null where this is one column
   */
  private record Part(
      String name,
      String column,
      Kind kind,
      boolean mayBeNull,
      ColumnValues.Reader reader,
      @Nullable Layout layout) {

    static Part of(RecordComponent component) {
      String name = component.getDeclaringRecord().getSimpleName() + '.' + component.getName();
      InColumn named = component.getAnnotation(InColumn.class);
      String column =
          named == null
              ? JdbcUtils.convertPropertyNameToUnderscoreName(component.getName())
              : named.value();
      Type type = component.getGenericType();
      boolean optional = false;
      if (type instanceof ParameterizedType generic && generic.getRawType() == Optional.class) {
        optional = true;
        type = generic.getActualTypeArguments()[0];
      }
      boolean mayBeNull =
          optional || component.getAnnotatedType().isAnnotationPresent(Nullable.class);
      if (isListOfRecords(type)) {
        return new Part(name, column, Kind.ELSEWHERE, false, (row, place) -> List.of(), null);
      }
      if (type instanceof Class<?> simple && simple.isRecord()) {
        return new Part(
            name,
            column,
            optional ? Kind.OPTIONAL_RECORD : Kind.RECORD,
            mayBeNull,
            (row, place) -> null,
            Layout.of(simple));
      }
      try {
        return new Part(
            name,
            column,
            Kind.COLUMN,
            mayBeNull || component.getType() == OptionalInt.class,
            ColumnValues.reader(component.getGenericType()),
            null);
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(name + ": " + e.getMessage(), e);
      }
    }

    private static boolean isListOfRecords(Type type) {
      return type instanceof ParameterizedType generic
          && generic.getRawType() == List.class
          && generic.getActualTypeArguments()[0] instanceof Class<?> element
          && element.isRecord();
    }

    int size() {
      return kind == Kind.ELSEWHERE ? 0 : layout == null ? 1 : layout.size();
    }

    @Nullable Object value(ResultSet row, int[] columns, int place) throws SQLException {
      if (layout != null) {
        if (!mayBeNull) {
          return layout.read(row, columns, place);
        }
        Object there = row.getObject(columns[place]);
        Object value = there == null ? null : layout.read(row, columns, place);
        return kind == Kind.OPTIONAL_RECORD ? Optional.ofNullable(value) : value;
      }
      if (kind == Kind.ELSEWHERE) {
        return reader.read(row, 0);
      }
      Object value;
      try {
        value = reader.read(row, columns[place]);
      } catch (SQLException | IllegalArgumentException e) {
        throw new TypeMismatchDataAccessException(
            name + ": column " + column + " cannot be read: " + e.getMessage(), e);
      }
      if (value == null && !mayBeNull) {
        throw new TypeMismatchDataAccessException(name + ": column " + column + " is null");
      }
      return value;
    }
  }
}
