package cn.beian.server.identity;

import cn.beian.server.platform.InColumn;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Units named competent, in PostgreSQL. */
@Component
class CompetentUnitStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;
  private final Identity identity;

  CompetentUnitStore(JdbcClient jdbc, RegisterStandings standings, Identity identity) {
    this.jdbc = jdbc;
    this.standings = standings;
    this.identity = identity;
  }

  /** A row that stands: open or confirmed. */
  private record Row(
      UUID id,
      @InColumn("organization_id") UUID unit,
      @InColumn("upper_id") UUID upper,
      @InColumn("requested_by") UUID requester,
      @InColumn("requested_at") Instant at,
      @InColumn("confirmed_by") Optional<UUID> confirmer) {}

  void insert(UUID id, UUID unit, UUID upper, UUID by, Instant now) {
    jdbc.sql(
            """
            insert into competent_unit
              (id, organization_id, upper_id, state, requested_by, requested_at)
            values (:id, :unit, :upper, 'OPEN', :by, :now) on conflict do nothing
            """)
        .param("id", id)
        .param("unit", unit)
        .param("upper", upper)
        .param("by", by)
        .param("now", now)
        .update();
    standings.record(StandingKind.COMPETENCE, unit.toString());
  }

  /** Those of a unit that were not ended, in the order in which they were named. */
  List<CompetentUnit> of(UUID unit) {
    return jdbc
        .sql(
            """
            select id, organization_id, upper_id, requested_by, requested_at, confirmed_by
            from competent_unit where organization_id = :unit and state <> 'ENDED' order by id
            """)
        .param("unit", unit)
        .query(Row.class)
        .list()
        .stream()
        .map(
            row ->
                new CompetentUnit(
                    row.id(),
                    row.unit(),
                    identity.organization(row.upper()),
                    identity.person(row.requester()).orElseThrow(),
                    row.at(),
                    row.confirmer().flatMap(identity::person)))
        .toList();
  }

  /** Lets nobody else change those of a unit until the transaction ends. */
  void lock(UUID unit) {
    jdbc.sql("select id from organization where id = :unit for no key update")
        .param("unit", unit)
        .query(UUID.class)
        .single();
  }

  void confirm(UUID unit, UUID id, UUID by, Instant now) {
    jdbc.sql(
            """
            update competent_unit
              set state = 'CONFIRMED', confirmed_by = :by, confirmed_at = :now where id = :id
            """)
        .param("id", id)
        .param("by", by)
        .param("now", now)
        .update();
  }

  void end(UUID unit, UUID id, UUID by, Instant now) {
    jdbc.sql(
            """
            update competent_unit
              set state = 'ENDED', ended_by = :by, ended_at = :now where id = :id
            """)
        .param("id", id)
        .param("by", by)
        .param("now", now)
        .update();
  }
}
