package cn.beian.server.audit;

import cn.beian.server.platform.RecordRows;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;

/** Reads the rows of the trail as they are stored. */
final class AuditRows {
  private static final int FETCH_ROWS = 1000;

  private AuditRows() {}

  /** A row as it is stored; rows from before they were sealed have no seal. */
  record Stored(long id, AuditRow row, String previous, String digest, @Nullable String seal) {}

  /** Reads every row, in the order of the chain; within a transaction the rows are streamed. */
  static void scan(DataSource trail, Consumer<Stored> visitor) {
    JdbcTemplate streaming = new JdbcTemplate(trail);
    streaming.setFetchSize(FETCH_ROWS);
    RecordRows<Stored> rows = RecordRows.of(Stored.class);
    streaming.query(
        "select * from audit_entry order by id",
        (RowCallbackHandler) row -> visitor.accept(rows.mapRow(row, 0)));
  }
}
