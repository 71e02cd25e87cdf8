package cn.beian.server.cases;

import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lists of cases that are open until they are {@code CLOSED}, page by page.
 *
 * @param <K> the cases
 */
public final class CaseList<K> {
  private final JdbcClient jdbc;
  private final String table;
  private final String select;
  private final RowMapper<K> mapper;

  /**
   * Lists of one table.
   *
   * @param select all up to the condition, calling the table {@code c}
   */
  public CaseList(JdbcClient jdbc, String table, String select, RowMapper<K> mapper) {
    this.jdbc = jdbc;
    this.table = table;
    this.select = select;
    this.mapper = mapper;
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
