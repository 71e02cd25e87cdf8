package cn.beian.server.identity;

import cn.beian.server.platform.InColumn;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Unconfirmed changes of where units belong, in PostgreSQL. */
@Repository
class UnitPlacementStore {
  private static final String SELECT =
      "select organization_id, changed_by, changed_at from unit_placement_change";

  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  UnitPlacementStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  /**
   * A change of a unit.
   *
   * @param changedBy everybody who changed it since it was confirmed, the last one last
   */
  record Row(@InColumn("organization_id") UUID unit, List<UUID> changedBy, Instant changedAt) {}

  /** Keeps what was confirmed last; a later change of the same unit keeps that, too. */
  void put(Organization confirmed, UUID by, Instant now) {
    jdbc.sql(
            """
            insert into unit_placement_change
              (organization_id, name, credit_code, level, kind, division, route, parent_id, changed_by,
                changed_at)
            values (:id, :name, :code, :level, :kind, :division, :route, :parent,
              array[:by]::uuid[], :now)
            on conflict (organization_id) do update set changed_at = :now,
              changed_by = array_remove(unit_placement_change.changed_by, :by) || :by
            """)
        .param("id", confirmed.id())
        .param("name", confirmed.name())
        .param("code", confirmed.creditCode())
        .param("level", confirmed.level())
        .param("kind", confirmed.kind())
        .param("division", confirmed.division())
        .param("route", confirmed.route())
        .param("parent", confirmed.parentId(), java.sql.Types.OTHER)
        .param("by", by)
        .param("now", now)
        .update();
    standings.record(StandingKind.PLACEMENT, confirmed.id().toString());
  }

  void remove(Collection<UUID> units) {
    jdbc.sql("delete from unit_placement_change where organization_id = any(:ids)")
        .param("ids", units.toArray(UUID[]::new))
        .update();
    standings.record(StandingKind.PLACEMENT, units.stream().map(UUID::toString).toList());
  }

  int count() {
    return jdbc.sql("select count(*) from unit_placement_change").query(Integer.class).single();
  }

  /** Those that none of some accounts has changed first, and of each part the oldest. */
  List<Row> waiting(Collection<UUID> accounts, int most) {
    return jdbc.sql(
            SELECT + " order by changed_by && :accounts, changed_at, organization_id limit :most")
        .param("accounts", accounts.toArray(UUID[]::new))
        .param("most", most)
        .query(Row.class)
        .list();
  }

  /** Those that none of some accounts has changed, the oldest first. */
  List<Row> waitingWithout(Collection<UUID> accounts, int most) {
    return jdbc.sql(
            SELECT
                + " where not changed_by && :accounts order by changed_at, organization_id"
                + " limit :most")
        .param("accounts", accounts.toArray(UUID[]::new))
        .param("most", most)
        .query(Row.class)
        .list();
  }

  Optional<Row> waiting(UUID unit) {
    return jdbc.sql(SELECT + " where organization_id = :id")
        .param("id", unit)
        .query(Row.class)
        .optional();
  }

  /** Those of them that wait, which nobody else changes until the transaction ends. */
  List<Row> lock(Collection<UUID> units) {
    return jdbc.sql(SELECT + " where organization_id = any(:ids) order by 1 for update")
        .param("ids", units.toArray(UUID[]::new))
        .query(Row.class)
        .list();
  }
}
