package cn.beian.server.apps;

import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.App.Identity;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Apps in PostgreSQL. */
@Repository
class AppStore {
  private final JdbcClient jdbc;

  AppStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Adds an app; one that is there already is left as it is. */
  void insert(UUID id, UUID owner, AppForm form, String name, Instant at) {
    jdbc.sql(
            """
            insert into app (id, owner_id, form, name, state, created_at)
              values (:id, :owner, :form, :name, :state, :at) on conflict do nothing
            """)
        .param("id", id)
        .param("owner", owner)
        .param("form", form)
        .param("name", name)
        .param("state", RecordState.UNFILED)
        .param("at", at)
        .update();
  }

  /** Names an app of which there is no record yet. */
  void describe(UUID id, AppForm form, String name) {
    jdbc.sql(
            """
            update app set form = :form, name = case when :name = '' then name else :name end
            where id = :id and state in (:unfiled)
            """)
        .param("id", id)
        .param("form", form)
        .param("name", name)
        .param("unfiled", List.of(RecordState.UNFILED.name(), RecordState.OVERDUE.name()))
        .update();
  }

  void rename(UUID id, String name) {
    jdbc.sql("update app set name = :name where id = :id")
        .param("id", id)
        .param("name", name)
        .update();
  }

  void move(UUID id, RecordState state) {
    jdbc.sql("update app set state = :state where id = :id")
        .param("id", id)
        .param("state", state)
        .update();
  }

  void identify(UUID id, Identity identity) {
    jdbc.sql(
            """
            insert into app_identity (app_id, platform, identity)
              values (:id, :platform, :identity) on conflict do nothing
            """)
        .param("id", id)
        .param("platform", identity.platform())
        .param("identity", identity.name())
        .update();
  }

  void lock(UUID id) {
    jdbc.sql("select id from app where id = :id for update")
        .param("id", id)
        .query(UUID.class)
        .optional();
  }

  /** Takes an app away that nothing hangs on. */
  void removeIfBare(UUID id) {
    jdbc.sql(
            """
            delete from app where id = :id and region is null
              and not exists (select 1 from application where app_id = :id)
              and not exists (select 1 from filing_record where app_id = :id)
              and not exists (select 1 from app_identity where app_id = :id)
              and not exists (select 1 from app other where other.merged_into = :id)
            """)
        .param("id", id)
        .update();
  }

  /** The oldest app of a unit and form that is known by one of these names. */
  Optional<UUID> ofUnit(UUID owner, AppForm form, Collection<String> identities) {
    return jdbc.sql(
            """
            select a.id from app a
            where a.owner_id = :owner and a.form = :form and a.merged_into is null and exists (
              select 1 from app_identity i where i.app_id = a.id and i.identity in (:identities))
            order by a.created_at, a.id limit 1
            """)
        .param("owner", owner)
        .param("form", form)
        .param("identities", identities)
        .query(UUID.class)
        .optional();
  }

  boolean contested(UUID id) {
    return jdbc.sql(
            """
            select count(*) > 1 from app_claim
            where app_id = :id and said = 'OURS' and ended_at is null
            """)
        .param("id", id)
        .query(Boolean.class)
        .single();
  }

  List<App> all(Collection<UUID> ids) {
    return withIdentities(
        jdbc.sql("select * from app where id = any(:ids)")
            .param("ids", ids.toArray(UUID[]::new))
            .query(App.class)
            .list());
  }

  private record Known(UUID appId, String platform, String identity) {}

  private List<App> withIdentities(List<App> bare) {
    Map<UUID, List<Identity>> known = new HashMap<>();
    jdbc.sql(
            """
            select app_id, platform, identity from app_identity where app_id = any(:ids)
            order by app_id, platform, identity
            """)
        .param("ids", bare.stream().map(App::id).toArray(UUID[]::new))
        .query(Known.class)
        .list()
        .forEach(
            row ->
                known
                    .computeIfAbsent(row.appId(), id -> new ArrayList<>())
                    .add(new Identity(row.platform(), row.identity())));
    return bare.stream()
        .map(
            one ->
                new App(
                    one.id(),
                    one.ownerId(),
                    one.form(),
                    one.name(),
                    one.state(),
                    one.createdAt(),
                    one.inventory(),
                    one.onlineSince(),
                    one.mergedInto(),
                    known.getOrDefault(one.id(), List.of())))
        .toList();
  }
}
