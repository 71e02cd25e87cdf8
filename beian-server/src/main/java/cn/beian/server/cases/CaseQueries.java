package cn.beian.server.cases;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Cases of one table, by id and in lists. Lists are of cases that are open until they are {@code
 * CLOSED}.
 *
 * @param <K> the cases
 */
public final class CaseQueries<K> {
  private final JdbcClient jdbc;
  private final String table;
  private final String select;
  private final RowMapper<K> mapper;

  /**
   * Queries of one table.
   *
   * @param select all up to the condition, calling the table {@code c}
   */
  public CaseQueries(JdbcClient jdbc, String table, String select, RowMapper<K> mapper) {
    this.jdbc = jdbc;
    this.table = table;
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

  /** How many there are. */
  public int count(CaseReach reach, boolean closed) {
    return jdbc.sql("select count(*) from " + table + " c where " + where(reach, closed))
        .param("unit", reach.unit())
        .param("region", reach.region())
        .query(Integer.class)
        .single();
  }

  /**
   * Open cases by the day that is due, for officials those first for which none runs: they wait for
   * the authority. Closed ones by the day on which they were opened, the latest first.
   */
  public List<K> list(CaseReach reach, boolean closed, int from, int most) {
    String nulls = reach.region() == null ? "last" : "first";
    String order =
        closed ? "c.opened_at desc, c.id desc" : "c.due_on nulls " + nulls + ", c.opened_at, c.id";
    return jdbc.sql(
            select
                + " where "
                + where(reach, closed)
                + " order by "
                + order
                + " limit :most offset :from")
        .param("unit", reach.unit())
        .param("region", reach.region())
        .param("most", most)
        .param("from", from)
        .query(mapper)
        .list();
  }

  private static String where(CaseReach reach, boolean closed) {
    return reach.sql() + (closed ? " and c.state = 'CLOSED'" : " and c.state <> 'CLOSED'");
  }
}
