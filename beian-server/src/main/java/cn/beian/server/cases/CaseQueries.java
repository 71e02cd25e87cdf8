package cn.beian.server.cases;

import cn.beian.filing.states.StateGraph;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.MappedQuerySpec;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Cases of one table, by id.
 *
 * @param <K> the cases
 */
public final class CaseQueries<K> {
  private final JdbcClient jdbc;
  private final String select;
  private final Function<StatementSpec, MappedQuerySpec<K>> rows;

  /**
   * Queries of one table.
   *
   * @param select all up to the condition, calling the table {@code c}
   */
  public CaseQueries(JdbcClient jdbc, String select, Class<K> cases) {
    this.jdbc = jdbc;
    this.select = select;
    this.rows = statement -> statement.query(cases);
  }

  /**
   * Queries of one table whose cases are not read as records.
   *
   * @param select all up to the condition, calling the table {@code c}
   */
  public CaseQueries(JdbcClient jdbc, String select, RowMapper<K> mapper) {
    this.jdbc = jdbc;
    this.select = select;
    this.rows = statement -> statement.query(mapper);
  }

  public Optional<K> find(UUID id) {
    return rows.apply(jdbc.sql(select + " where c.id = :id").param("id", id)).optional();
  }

  /** Cases by their ids. */
  public List<K> find(Collection<UUID> ids) {
    return rows.apply(
            jdbc.sql(select + " where c.id = any(:ids)").param("ids", ids.toArray(UUID[]::new)))
        .list();
  }

  /**
   * The open case of a unit by the name of its app; nobody begins another of that unit until the
   * transaction ends.
   *
   * @param graph of the procedure, which says what is open
   */
  public <S extends Enum<S>> Optional<K> openNamed(
      StateGraph<S, ?> graph, UUID unit, String appName) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:key, 0))")
        .param("key", graph.initial().getDeclaringClass().getSimpleName() + " " + unit)
        .query((row, n) -> n)
        .single();
    return rows.apply(
            jdbc.sql(
                    select
                        + """
                 where c.organization_id = :unit and c.app_name = :name and c.state = any(:open)
                 order by c.id limit 1
                """)
                .param("unit", unit)
                .param("name", appName)
                .param("open", graph.running().stream().map(Enum::name).toArray(String[]::new)))
        .optional();
  }

  /** The case; nobody else changes it until the end of the transaction. */
  public Optional<K> lock(UUID id) {
    return rows.apply(jdbc.sql(select + " where c.id = :id for update of c").param("id", id))
        .optional();
  }
}
