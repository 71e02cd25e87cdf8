package cn.beian.server.inventory;

import static cn.beian.server.platform.SqlColumns.dayIfAny;
import static cn.beian.server.platform.SqlColumns.instant;

import cn.beian.server.identity.AccessRules;
import cn.beian.server.inventory.InventoryFiles.Entry;
import cn.beian.server.inventory.InventoryFiles.Merged;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Rows of inventories, by the app that they name. */
@Repository
class InventoryEntryStore {
  private static final int MOST = 50;

  private final JdbcClient jdbc;

  InventoryEntryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The latest first. */
  List<Entry> ofApp(UUID app) {
    return jdbc.sql(
            """
            select e.*, o.name as office, o.division as office_division
            from inventory_entry e join user_account p on p.id = e.person_id
              join organization o on o.id = p.organization_id
            where e.app_id = :app order by e.id desc limit :most
            """)
        .param("app", app)
        .param("most", MOST)
        .query(
            (row, n) ->
                new Entry(
                    row.getString("region"),
                    AccessRules.covers(row.getString("office_division"), row.getString("region"))
                        ? row.getString("office")
                        : "",
                    row.getInt("line"),
                    row.getString("name"),
                    row.getString("unit_name"),
                    dayIfAny(row, "online_since"),
                    row.getString("offered"),
                    row.getString("note"),
                    instant(row, "made_at")))
        .list();
  }

  List<Merged> merged(UUID app) {
    return jdbc.sql(
            "select * from app_merge where into_app_id = :app order by made_at desc limit :most")
        .param("app", app)
        .param("most", MOST)
        .query(Merged.class)
        .list();
  }
}
