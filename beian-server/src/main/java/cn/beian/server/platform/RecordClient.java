package cn.beian.server.platform;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.TypeMismatchDataAccessException;
import org.springframework.jdbc.core.ResultSetExtractor;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.namedparam.SqlParameterSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.KeyHolder;

/**
 * Statements whose parameters are values of the program and whose rows are records: {@code
 * .param("state", State.OPEN).param("now", instant).query(Complaint.class).list()}. Parameters are
 * converted as {@link ColumnValues} says, rows as {@link RecordRows} does; an {@link Instant} and a
 * constant may be the only column. {@code paramSource(record)} gives all components of a record as
 * parameters of their names, beside which there may be further ones.
 */
public final class RecordClient implements JdbcClient {
  private final JdbcClient client;

  /** Statements of another client. */
  public RecordClient(JdbcClient client) {
    this.client = client;
  }

  /** Statements of a database. */
  public static RecordClient of(DataSource database) {
    return new RecordClient(JdbcClient.create(database));
  }

  @Override
  public StatementSpec sql(String sql) {
    return new Statement(client.sql(sql));
  }

  /** One statement. */
  private record Statement(StatementSpec statement) implements StatementSpec {
    @Override
    public StatementSpec withFetchSize(int rows) {
      statement.withFetchSize(rows);
      return this;
    }

    @Override
    public StatementSpec withMaxRows(int rows) {
      statement.withMaxRows(rows);
      return this;
    }

    @Override
    public StatementSpec withQueryTimeout(int seconds) {
      statement.withQueryTimeout(seconds);
      return this;
    }

    @Override
    public StatementSpec param(@Nullable Object value) {
      statement.param(ColumnValues.parameter(value));
      return this;
    }

    @Override
    public StatementSpec param(int index, @Nullable Object value) {
      statement.param(index, ColumnValues.parameter(value));
      return this;
    }

    @Override
    public StatementSpec param(int index, @Nullable Object value, int type) {
      statement.param(index, ColumnValues.parameter(value), type);
      return this;
    }

    @Override
    public StatementSpec param(String name, @Nullable Object value) {
      statement.param(name, ColumnValues.parameter(value));
      return this;
    }

    @Override
    public StatementSpec param(String name, @Nullable Object value, int type) {
      statement.param(name, ColumnValues.parameter(value), type);
      return this;
    }

    @Override
    public StatementSpec params(@Nullable Object... values) {
      for (Object value : values) {
        param(value);
      }
      return this;
    }

    @Override
    public StatementSpec params(List<?> values) {
      values.forEach(this::param);
      return this;
    }

    @Override
    public StatementSpec params(Map<String, ?> values) {
      values.forEach(this::param);
      return this;
    }

    @Override
    public StatementSpec paramSource(Object values) {
      if (values instanceof Record components) {
        return params(components(components));
      }
      statement.paramSource(values);
      return this;
    }

    private static Map<String, @Nullable Object> components(Record values) {
      Map<String, @Nullable Object> components = new LinkedHashMap<>();
      try {
        for (RecordComponent component : values.getClass().getRecordComponents()) {
          component.getAccessor().setAccessible(true);
          components.put(component.getName(), component.getAccessor().invoke(values));
        }
      } catch (IllegalAccessException | InvocationTargetException e) {
        throw new IllegalArgumentException(values.getClass().getName(), e);
      }
      return components;
    }

    @Override
    public StatementSpec paramSource(SqlParameterSource values) {
      statement.paramSource(values);
      return this;
    }

    @Override
    public ResultQuerySpec query() {
      return statement.query();
    }

    @Override
    public <T> MappedQuerySpec<T> query(Class<T> type) {
      if (type.isRecord()) {
        return statement.query(RecordRows.ofRecord(type));
      }
      if (type.isEnum() || type == Instant.class) {
        return statement.query(onlyColumn(type));
      }
      return statement.query(type);
    }

    private static <T> RowMapper<T> onlyColumn(Class<T> type) {
      ColumnValues.Reader reader = ColumnValues.reader(type);
      return (row, number) -> {
        Object value = reader.read(row, 1);
        if (value == null) {
          throw new TypeMismatchDataAccessException(type.getSimpleName() + ": the column is null");
        }
        return type.cast(value);
      };
    }

    @Override
    public <T> MappedQuerySpec<T> query(RowMapper<T> rows) {
      return statement.query(rows);
    }

    @Override
    public void query(RowCallbackHandler rows) {
      statement.query(rows);
    }

    @Override
    public <T> T query(ResultSetExtractor<T> rows) {
      return statement.query(rows);
    }

    @Override
    public int update() {
      return statement.update();
    }

    @Override
    public int update(KeyHolder keys) {
      return statement.update(keys);
    }

    @Override
    public int update(KeyHolder keys, String... columns) {
      return statement.update(keys, columns);
    }
  }
}
