package cn.beian.server.inventory;

import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.RecordGraph;
import cn.beian.server.platform.InColumn;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
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
      @InColumn("folded_name") String folded,
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
            where a.state in (:inForce) and a.merged_into is null
              and starts_with(o.division, :prefix)
              and exists (select 1 from filing_record r where r.app_id = a.id)
            order by o.division, o.name, a.name, a.id
            """)
        .param("prefix", prefix)
        .param("inForce", RecordGraph.IN_FORCE)
        .query(FiledApp.class)
        .list();
  }

  Map<String, String> folded(Collection<String> names) {
    return inventory.folded(names);
  }

  private record Known(String identity, UUID id) {}

  /** Apps of a region that are known by these package names or AppIDs. */
  Map<String, UUID> known(Collection<String> identities, String prefix) {
    return jdbc
        .sql(
            """
            select i.identity, a.id from app_identity i join app a on a.id = i.app_id
              left join organization o on o.id = a.owner_id
            where i.identity = any(:identities) and a.merged_into is null
              and starts_with(coalesce(o.division, a.region, ''), :prefix)
            order by a.created_at, a.id
            """)
        .param("identities", identities.toArray(String[]::new))
        .param("prefix", prefix)
        .query(Known.class)
        .list()
        .stream()
        .collect(Collectors.toMap(Known::identity, Known::id, (oldest, other) -> oldest));
  }

  private record NotFiled(UUID id, String standing) {}

  /** How apps stand that are not filed, by id: {@code REVOKED}, {@code DEREGISTERED}, applying. */
  Map<UUID, String> standings(Collection<UUID> apps) {
    return jdbc
        .sql(
            """
            select a.id, case when a.state in (:ended) then a.state
                else 'APPLYING' end as standing
            from app a where a.id = any(:apps) and (a.state in (:ended)
              or exists (select 1 from application p where p.app_id = a.id
                and p.state in (:applying)))
            """)
        .param("apps", apps.toArray(UUID[]::new))
        .param("ended", RecordGraph.GRAPH.ended())
        .param("applying", ApplicationGraph.GRAPH.running())
        .query(NotFiled.class)
        .list()
        .stream()
        .collect(Collectors.toMap(NotFiled::id, NotFiled::standing));
  }
}
