package cn.beian.server.inventory;

import static cn.beian.server.platform.SqlColumns.uuid;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What is filed in a region, to be compared with what is online. */
@Repository
class FiledAppStore {
  private final JdbcClient jdbc;
  private final InventoryStore inventory;

  FiledAppStore(JdbcClient jdbc, InventoryStore inventory) {
    this.jdbc = jdbc;
    this.inventory = inventory;
  }

  /** An app in force. */
  record FiledApp(
      UUID id,
      String name,
      String folded,
      String unit,
      String number,
      List<String> platforms,
      List<String> identities) {}

  /** By division, unit and name. */
  List<FiledApp> filed(String prefix) {
    return jdbc.sql(
            """
            select a.id, a.name, a.folded_name, o.name as unit,
              (select r.number from filing_record r where r.app_id = a.id
                order by r.place desc limit 1) as number,
              array(select i.platform from app_identity i where i.app_id = a.id) as platforms,
              array(select i.identity from app_identity i where i.app_id = a.id
                order by i.identity) as identities
            from app a join organization o on o.id = a.owner_id
            where a.state in ('FILED', 'RECTIFYING', 'SHUTTING_DOWN') and a.merged_into is null
              and starts_with(o.division, :prefix)
              and exists (select 1 from filing_record r where r.app_id = a.id)
            order by o.division, o.name, a.name, a.id
            """)
        .param("prefix", prefix)
        .query(
            (row, n) ->
                new FiledApp(
                    uuid(row, "id"),
                    row.getString("name"),
                    row.getString("folded_name"),
                    row.getString("unit"),
                    row.getString("number"),
                    Arrays.asList((String[]) row.getArray("platforms").getArray()),
                    Arrays.asList((String[]) row.getArray("identities").getArray())))
        .list();
  }

  Map<String, String> folded(Collection<String> names) {
    return inventory.folded(names);
  }

  /** Apps of a region that are known by these package names or AppIDs. */
  Map<String, UUID> known(Collection<String> identities, String prefix) {
    Map<String, UUID> known = new HashMap<>();
    jdbc.sql(
            """
            select i.identity, a.id from app_identity i join app a on a.id = i.app_id
              left join organization o on o.id = a.owner_id
            where i.identity = any(:identities) and a.merged_into is null
              and starts_with(coalesce(o.division, a.region, ''), :prefix)
            order by a.created_at, a.id
            """)
        .param("identities", identities.toArray(String[]::new))
        .param("prefix", prefix)
        .query(
            (RowCallbackHandler)
                row -> known.putIfAbsent(row.getString("identity"), uuid(row, "id")));
    return known;
  }

  /** How apps stand that are not filed, by id: {@code REVOKED}, {@code DEREGISTERED}, applying. */
  Map<UUID, String> standings(Collection<UUID> apps) {
    Map<UUID, String> standings = new HashMap<>();
    jdbc.sql(
            """
            select a.id, case when a.state in ('REVOKED', 'DEREGISTERED') then a.state
                else 'APPLYING' end as standing
            from app a where a.id = any(:apps) and (a.state in ('REVOKED', 'DEREGISTERED')
              or exists (select 1 from application p where p.app_id = a.id
                and p.state not in ('ACCEPTED', 'REFUSED', 'WITHDRAWN', 'ABANDONED')))
            """)
        .param("apps", apps.toArray(UUID[]::new))
        .query(
            (RowCallbackHandler) row -> standings.put(uuid(row, "id"), row.getString("standing")));
    return standings;
  }
}
