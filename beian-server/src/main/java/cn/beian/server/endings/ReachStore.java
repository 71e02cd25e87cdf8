package cn.beian.server.endings;

import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What was seen of declared services, in PostgreSQL. */
@Repository
class ReachStore {
  private final JdbcClient jdbc;

  ReachStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<Reach> of(UUID id) {
    return jdbc.sql("select * from ending_reach where case_id = :id order by host")
        .param("id", id)
        .query(Reach.class)
        .list();
  }

  /** In the place of what was seen before. */
  void put(UUID id, List<Reach> seen) {
    for (Reach one : seen) {
      jdbc.sql(
              """
              insert into ending_reach (case_id, host, outcome, checked_at)
              values (:id, :host, :outcome, :at)
              on conflict (case_id, host) do update
                set outcome = excluded.outcome, checked_at = excluded.checked_at
              """)
          .param("id", id)
          .param("host", one.host())
          .param("outcome", one.outcome())
          .param("at", one.at())
          .update();
    }
    jdbc.sql("delete from ending_reach where case_id = :id and host not in (:hosts)")
        .param("id", id)
        .param("hosts", seen.stream().map(Reach::host).toList())
        .update();
  }
}
