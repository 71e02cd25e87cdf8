package cn.beian.server.filings;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Proposals to restrict records, and what became of them. */
@Repository
class RestrictionStore {
  private final JdbcClient jdbc;

  RestrictionStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void add(UUID applicationId, Restriction proposed) {
    jdbc.sql(
            "insert into restriction (id, application_id, restricted, reason, proposed_by, proposed_at)"
                + " values (?, ?, ?, ?, ?, ?)")
        .params(
            proposed.id(),
            applicationId,
            proposed.restricted(),
            proposed.reason(),
            proposed.proposedBy(),
            at(proposed.proposedAt()))
        .update();
  }

  void decide(UUID id, boolean confirmed, UUID by, Instant when) {
    jdbc.sql("update restriction set confirmed = ?, decided_by = ?, decided_at = ? where id = ?")
        .params(confirmed, by, at(when), id)
        .update();
  }

  /** All of an application, the newest first. */
  List<Restriction> of(UUID applicationId) {
    return jdbc.sql(
            "select * from restriction where application_id = ? order by proposed_at desc, id desc")
        .param(applicationId)
        .query(
            (row, n) ->
                new Restriction(
                    uuid(row, "id"),
                    row.getBoolean("restricted"),
                    row.getString("reason"),
                    uuid(row, "proposed_by"),
                    instant(row, "proposed_at"),
                    Optional.ofNullable(row.getObject("decided_by", UUID.class)),
                    row.getBoolean("confirmed")))
        .list();
  }
}
