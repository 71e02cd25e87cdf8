package cn.beian.server.trail;

import cn.beian.server.database.DatabaseLock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** States of the register as the database has them. */
@Repository
class StandingStore {
  private final JdbcClient jdbc;
  private final DataSource dataSource;

  StandingStore(JdbcClient jdbc, DataSource dataSource) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
  }

  private record Standing(String key, String standing) {}

  /** The states of these keys; those that have no row are missing. */
  Map<String, String> standings(StandingKind kind, Collection<String> keys) {
    return jdbc
        .sql(kind.these())
        .param("keys", keys.toArray(String[]::new))
        .query(Standing.class)
        .list()
        .stream()
        .collect(Collectors.toMap(Standing::key, Standing::standing));
  }

  /**
   * Visits the key of each of a kind in the caller's transaction.
   *
   * @param atOnce number of rows that are in memory at a time
   */
  void eachKey(StandingKind kind, int atOnce, Consumer<String> visitor) {
    JdbcTemplate rows = new JdbcTemplate(dataSource);
    rows.setFetchSize(atOnce);
    rows.query(
        kind.all(),
        row -> {
          visitor.accept(row.getString("key"));
        });
  }

  /** Keeps others from adding to the trail until the caller's transaction ends. */
  void lockTrail() {
    jdbc.sql("select pg_advisory_xact_lock(:number) is null")
        .param("number", DatabaseLock.END_OF_AUDIT_TRAIL.number())
        .query(Boolean.class)
        .single();
  }

  /** Details of the rows after which everything of some kinds has one. */
  static List<String> baselines(JdbcClient jdbc) {
    return jdbc.sql("select detail from audit_entry where action = :action")
        .param("action", RegisterStandings.ALL)
        .query(String.class)
        .list();
  }

  List<String> baselines() {
    return baselines(jdbc);
  }
}
