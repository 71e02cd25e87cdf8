package cn.beian.server.inventory;

import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.RecordGraph;
import cn.beian.server.inventory.OfflineApps.Offline;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Apps that went offline without a number, in PostgreSQL. */
@Repository
class OfflineAppStore {
  private final JdbcClient jdbc;

  OfflineAppStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<Offline> find(UUID app) {
    return jdbc.sql("select * from app_offline where app_id = :app")
        .param("app", app)
        .query(Offline.class)
        .optional();
  }

  /** What people of a unit wrote of an app before that was corrected. */
  Optional<Offline> corrected(UUID app, UUID unit) {
    return jdbc.sql(
            """
            select c.* from app_offline_corrected c join user_account u on u.id = c.person_id
            where c.app_id = :app and u.organization_id = :unit
            """)
        .param("app", app)
        .param("unit", unit)
        .query(Offline.class)
        .optional();
  }

  /** Those of these apps that are offline and have no number. */
  Set<UUID> among(Collection<UUID> apps) {
    return apps.isEmpty()
        ? Set.of()
        : Set.copyOf(
            jdbc.sql(
                    """
                    select o.app_id from app_offline o join app a on a.id = o.app_id
                    where o.app_id in (:apps) and a.state in (:neverFiled)
                    """)
                .param("apps", apps)
                .param("neverFiled", RecordGraph.NEVER_FILED)
                .query(UUID.class)
                .list());
  }

  void insert(UUID app, Offline said) {
    jdbc.sql(
            """
            insert into app_offline (app_id, offline_on, disposed, evidence, person_id, made_at)
            values (:app, :on, :disposed, :evidence, :person, :at)
            """)
        .param("app", app)
        .param("on", said.on())
        .param("disposed", said.disposed())
        .param("evidence", said.evidence())
        .param("person", said.person())
        .param("at", said.at())
        .update();
  }

  /** It is online after all; what was written is kept for the next time. */
  void correct(UUID app) {
    jdbc.sql(
            """
            with gone as (delete from app_offline where app_id = :app
              returning app_id, offline_on, disposed, evidence, person_id, made_at)
            insert into app_offline_corrected
                (app_id, offline_on, disposed, evidence, person_id, made_at)
              select app_id, offline_on, disposed, evidence, person_id, made_at from gone
              on conflict (app_id) do update set offline_on = excluded.offline_on,
                disposed = excluded.disposed, evidence = excluded.evidence,
                person_id = excluded.person_id, made_at = excluded.made_at
            """)
        .param("app", app)
        .update();
  }

  /** Since when an app is online, as the latest application says that says it. */
  Optional<String> onlineSince(UUID app) {
    return jdbc.sql(
            """
            select r.value from application p
              join answer_as_submitted r on r.application_id = p.id
            where p.app_id = :app and r.field = 'app.onlineSince'
              and r.value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
            order by p.created_at desc, p.id desc limit 1
            """)
        .param("app", app)
        .query(String.class)
        .optional();
  }

  /** Whether an application about an app is drafted or sent, and not decided. */
  boolean applied(UUID app) {
    return jdbc.sql(
            """
            select exists (select 1 from application where app_id = :app
              and state in (:applying))
            """)
        .param("app", app)
        .param("applying", ApplicationGraph.GRAPH.running())
        .query(Boolean.class)
        .single();
  }
}
