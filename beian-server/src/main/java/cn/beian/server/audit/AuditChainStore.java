package cn.beian.server.audit;

import cn.beian.server.database.DatabaseLock;
import cn.beian.server.platform.RecordClient;
import cn.beian.server.platform.RecordRows;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The rows of the trail in the database, each bound to the one before. */
@Component
class AuditChainStore {
  private static final int FETCH_ROWS = 1000;

  private final JdbcTemplate template;
  private final JdbcClient jdbc;

  AuditChainStore(JdbcTemplate template) {
    this.template = template;
    this.jdbc = new RecordClient(JdbcClient.create(template));
  }

  /** Adds rows in the caller's transaction, which must exist. */
  void append(List<AuditRow> rows) {
    jdbc.sql("select pg_advisory_xact_lock(:number)")
        .param("number", DatabaseLock.END_OF_AUDIT_TRAIL.number())
        .query((row, number) -> 1)
        .single();
    String previous =
        jdbc.sql("select digest from audit_entry order by id desc limit 1")
            .query(String.class)
            .optional()
            .orElse(AuditRow.BEFORE_FIRST);
    for (AuditRow row : rows) {
      String digest = row.digest(previous);
      jdbc.sql(
              """
              insert into audit_entry (at, actor, action, subject, detail, previous, digest)
              values (:at, :actor, :action, :subject, :detail, :previous, :digest)
              """)
          .param("at", row.at())
          .param("actor", row.actor())
          .param("action", row.action())
          .param("subject", row.subject())
          .param("detail", row.detail())
          .param("previous", previous)
          .param("digest", digest)
          .update();
      previous = digest;
    }
  }

  /** When the newest row was written; empty where there is none. */
  Optional<Instant> newest() {
    return jdbc.sql("select at from audit_entry order by id desc limit 1")
        .query(Instant.class)
        .optional();
  }

  /** The end of the chain and how many rows lead to it. */
  Head head() {
    return jdbc.sql(
            """
            select count(*) as rows,
                   coalesce((select digest from audit_entry
                     order by id desc limit 1), :none) as digest
              from audit_entry
            """)
        .param("none", AuditRow.BEFORE_FIRST)
        .query(Head.class)
        .single();
  }

  /** Reads every row, in the order of the chain; within a transaction the rows are streamed. */
  void scan(Consumer<Stored> visitor) {
    JdbcTemplate streaming =
        new JdbcTemplate(java.util.Objects.requireNonNull(template.getDataSource()));
    streaming.setFetchSize(FETCH_ROWS);
    RecordRows<Stored> rows = RecordRows.of(Stored.class);
    streaming.query(
        "select * from audit_entry order by id",
        (RowCallbackHandler) row -> visitor.accept(rows.mapRow(row, 0)));
  }

  /**
   * The end of the chain.
   *
   * @param rows how many lead to it
   * @param digest of the last; {@link AuditRow#BEFORE_FIRST} when there is none
   */
  record Head(long rows, String digest) {}

  /** A row as it is stored. */
  record Stored(long id, AuditRow row, String previous, String digest) {}
}
