package cn.beian.server.platform;

import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** When something was written last that carries a time. */
@Repository
class NewestRowStore {
  private final JdbcClient jdbc;

  NewestRowStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Time of the newest row of the audit trail; empty where there is none. */
  Optional<Instant> at() {
    return jdbc.sql("select at from audit_entry order by id desc limit 1")
        .query(Instant.class)
        .optional();
  }
}
