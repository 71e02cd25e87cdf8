package cn.beian.server.cases;

import java.time.LocalDate;
import java.time.OffsetDateTime;
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

  /**
   * A part of a list: its first cases, or those that come after one. Open cases stand by the day
   * that is due, for officials those first for which none runs: they wait for the authority. Closed
   * ones stand by the day on which they were opened, the latest first.
   *
   * @param after the last case before the part; one that does not exist begins anew
   * @param due when that one was due, as the list showed it
   */
  public List<K> list(
      CaseReach reach, boolean closed, Optional<UUID> after, Optional<LocalDate> due, int most) {
    String none = "date '" + (reach.region() == null ? "" : "-") + "infinity'";
    String order =
        closed ? "c.opened_at, c.id" : "coalesce(c.due_on, " + none + "), c.opened_at, c.id";
    String place =
        closed
            ? "cast(:opened as timestamptz), cast(:after as uuid)"
            : "coalesce(cast(:due as date), "
                + none
                + "), cast(:opened as timestamptz), cast(:after as uuid)";
    Optional<OffsetDateTime> opened = after.flatMap(this::opened);
    return jdbc.sql(
            select
                + " where "
                + where(reach, closed)
                + (opened.isEmpty()
                    ? ""
                    : " and (" + order + ") " + (closed ? "<" : ">") + " (" + place + ")")
                + " order by "
                + (closed ? "c.opened_at desc, c.id desc" : order)
                + " limit :most")
        .param("unit", reach.unit())
        .param("region", reach.region())
        .param("due", due.orElse(null))
        .param("opened", opened.orElse(null))
        .param("after", after.orElse(null))
        .param("most", most)
        .query(mapper)
        .list();
  }

  private Optional<OffsetDateTime> opened(UUID id) {
    return jdbc.sql("select opened_at from " + table + " where id = :id")
        .param("id", id)
        .query(OffsetDateTime.class)
        .optional();
  }

  private static String where(CaseReach reach, boolean closed) {
    return reach.sql() + (closed ? " and c.state = 'CLOSED'" : " and c.state <> 'CLOSED'");
  }
}
