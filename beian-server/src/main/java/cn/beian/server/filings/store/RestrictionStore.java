package cn.beian.server.filings.store;

import cn.beian.server.filings.Restriction;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Proposals to restrict records, and what became of them. */
@Repository
public class RestrictionStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  RestrictionStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  public void add(UUID applicationId, Restriction proposed) {
    jdbc.sql(
            "insert into restriction (id, application_id, restricted, reason, proposed_by, proposed_at)"
                + " values (:id, :application, :restricted, :reason, :proposedBy, :proposedAt)")
        .param("id", proposed.id())
        .param("application", applicationId)
        .param("restricted", proposed.restricted())
        .param("reason", proposed.reason())
        .param("proposedBy", proposed.proposedBy())
        .param("proposedAt", proposed.proposedAt())
        .update();
    standings.record(StandingKind.RESTRICTION, applicationId.toString());
  }

  public void decide(UUID id, boolean confirmed, UUID by, Instant when) {
    UUID application =
        jdbc.sql(
                """
            update restriction
              set confirmed = :confirmed, decided_by = :decidedBy, decided_at = :decidedAt
              where id = :id returning application_id
            """)
            .param("confirmed", confirmed)
            .param("decidedBy", by)
            .param("decidedAt", when)
            .param("id", id)
            .query(UUID.class)
            .single();
    standings.record(StandingKind.RESTRICTION, application.toString());
  }

  /** All of an application, the newest first. */
  public List<Restriction> of(UUID applicationId) {
    return jdbc.sql(
            "select coalesce(confirmed, false) as confirmed, restriction.* from restriction"
                + " where application_id = :application order by proposed_at desc, id desc")
        .param("application", applicationId)
        .query(Restriction.class)
        .list();
  }
}
