package cn.beian.server.identity;

import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

@Service
class StoredAuditTrail implements AuditTrail {
  private final JdbcClient jdbc;
  private final Identity identity;
  private final Clock clock;

  StoredAuditTrail(JdbcClient jdbc, Identity identity, Clock clock) {
    this.jdbc = jdbc;
    this.identity = identity;
    this.clock = clock;
  }

  @Override
  public void record(String action, String subject, String detail) {
    String actor = identity.currentIfAny().map(Person::login).orElse("system");
    jdbc.sql("INSERT INTO audit_entry (at, actor, action, subject, detail) VALUES (?, ?, ?, ?, ?)")
        .params(
            OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC),
            actor,
            action,
            subject,
            detail)
        .update();
  }

  @Override
  public List<Entry> newest(int count) {
    return jdbc.sql("SELECT * FROM audit_entry ORDER BY id DESC LIMIT ?")
        .param(count)
        .query(
            (row, number) ->
                new Entry(
                    row.getLong("id"),
                    row.getObject("at", OffsetDateTime.class).toInstant(),
                    row.getString("actor"),
                    row.getString("action"),
                    row.getString("subject"),
                    row.getString("detail")))
        .list();
  }
}
