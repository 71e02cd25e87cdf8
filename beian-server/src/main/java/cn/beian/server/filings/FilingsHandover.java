package cn.beian.server.filings;

import cn.beian.server.identity.CaseHandover;
import cn.beian.server.platform.SqlColumns;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Open applications of a handler who leaves. */
@Component
class FilingsHandover implements CaseHandover {
  private static final String OPEN =
      "handler_id = ? and state in ('DRAFT', 'COMPLETENESS_REVIEW', 'SUPPLEMENT_DUE',"
          + " 'NATIONAL_REVIEW', 'RECTIFICATION_DUE')";

  private final JdbcClient jdbc;
  private final Clock clock;

  FilingsHandover(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public List<OpenCase> openCases(UUID personId) {
    return jdbc.sql("select id, app_name from application where " + OPEN + " order by created_at")
        .param(personId)
        .query((row, n) -> new OpenCase(row.getString(2), "/applications/" + row.getString(1)))
        .list();
  }

  @Override
  @Transactional
  public void handOver(UUID fromPersonId, UUID toPersonId) {
    jdbc.sql(
            "update application set handler_id = ?, version = version + 1, updated_at = ? where "
                + OPEN)
        .params(toPersonId, SqlColumns.at(clock.instant()), fromPersonId)
        .update();
  }
}
