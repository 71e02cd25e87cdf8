package cn.beian.server.cases;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Cases of one table, by id.
 *
 * @param <K> the cases
 */
public final class CaseQueries<K> {
  private final JdbcClient jdbc;
  private final String select;
  private final RowMapper<K> mapper;

  /**
   * Queries of one table.
   *
   * @param select all up to the condition, calling the table {@code c}
   */
  public CaseQueries(JdbcClient jdbc, String select, RowMapper<K> mapper) {
    this.jdbc = jdbc;
    this.select = select;
    this.mapper = mapper;
  }

  public Optional<K> find(UUID id) {
    return jdbc.sql(select + " where c.id = :id").param("id", id).query(mapper).optional();
  }

  /** Cases by their ids. */
  public List<K> find(Collection<UUID> ids) {
    return jdbc.sql(select + " where c.id = any(:ids)")
        .param("ids", ids.toArray(UUID[]::new))
        .query(mapper)
        .list();
  }

  /** The case; nobody else changes it until the end of the transaction. */
  public Optional<K> lock(UUID id) {
    return jdbc.sql(select + " where c.id = :id for update of c")
        .param("id", id)
        .query(mapper)
        .optional();
  }
}
