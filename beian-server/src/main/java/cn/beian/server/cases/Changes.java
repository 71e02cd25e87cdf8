package cn.beian.server.cases;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Columns of a case that a command changes; their names are constants of the code. */
public final class Changes {
  /** No change but the next version. */
  public static final Changes NONE = new Changes(Map.of());

  private final Map<String, @Nullable Object> columns;

  private Changes(Map<String, @Nullable Object> columns) {
    this.columns = columns;
  }

  /** A change of one column. */
  public static Changes of(String column, @Nullable Object value) {
    return NONE.and(column, value);
  }

  /** This and one more; of two values for a column the later one counts. */
  public Changes and(String column, @Nullable Object value) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(columns);
    more.put(column, value);
    return new Changes(more);
  }

  /** This and others. */
  public Changes and(Changes others) {
    Map<String, @Nullable Object> more = new LinkedHashMap<>(columns);
    more.putAll(others.columns);
    return new Changes(more);
  }

  Map<String, @Nullable Object> columns() {
    return Collections.unmodifiableMap(columns);
  }
}
