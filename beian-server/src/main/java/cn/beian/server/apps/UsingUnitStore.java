package cn.beian.server.apps;

import static cn.beian.server.platform.SqlColumns.at;
import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;
import static cn.beian.server.platform.SqlColumns.uuidIfAny;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.RecordState;
import cn.beian.server.apps.UsedApps.UsedApp;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The units that use apps, in PostgreSQL. */
@Repository
class UsingUnitStore {
  private final JdbcClient jdbc;

  UsingUnitStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * The list of an app: how often it was changed, and how many names of its filing it leaves out.
   */
  record Head(int version, int more) {}

  Head head(UUID app) {
    return jdbc.sql("select users_version, users_more from app where id = :app")
        .param("app", app)
        .query((row, n) -> new Head(row.getInt("users_version"), row.getInt("users_more")))
        .single();
  }

  /** Units of the register first, in the order in which they came. */
  List<UsingUnit> ofApp(UUID app) {
    return jdbc.sql(
            """
            select u.*, coalesce(o.name, u.name) as shown, p.name as person from app_using_unit u
              left join organization o on o.id = u.organization_id
              left join user_account p on p.id = u.person_id
            where u.app_id = :app order by u.organization_id is null, u.id
            """)
        .param("app", app)
        .query(UsingUnitStore::row)
        .list();
  }

  private static UsingUnit row(ResultSet row, int n) throws SQLException {
    return new UsingUnit(
        row.getLong("id"),
        uuidIfAny(row, "organization_id"),
        row.getString("shown"),
        constant(row, "source", UsingUnit.Source.class),
        Optional.ofNullable(row.getString("person")).orElse(""),
        instant(row, "since"));
  }

  /** The unit that each of these texts names; those that name none, or several, are missing. */
  Map<String, UUID> named(Collection<String> texts) {
    Map<String, UUID> units = new HashMap<>();
    jdbc.sql(
            """
            select name, unit from (
              select name, unit_named(name) as unit from unnest(:names::text[]) as t (name)
                offset 0) named
            where unit is not null
            """)
        .param("names", texts.toArray(String[]::new))
        .query((RowCallbackHandler) row -> units.put(row.getString("name"), uuid(row, "unit")));
    return units;
  }

  /** Adds a line; one that is there already is left as it is. */
  void insert(
      UUID app,
      @Nullable UUID unit,
      String name,
      UsingUnit.Source source,
      String line,
      UUID person,
      Instant at) {
    jdbc.sql(
            """
            insert into app_using_unit
                (app_id, organization_id, name, source, line, person_id, since)
              values (:app, :unit, :name, :source, :line, :person, :at) on conflict do nothing
            """)
        .param("app", app)
        .param("unit", unit, java.sql.Types.OTHER)
        .param("name", name)
        .param("source", source.name())
        .param("line", line)
        .param("person", person)
        .param("at", at(at))
        .update();
  }

  /** Takes away what some lines of a filing said. */
  void removeLines(UUID app, Collection<String> lines) {
    jdbc.sql(
            """
            delete from app_using_unit
              where app_id = :app and source = 'FILING' and line = any(:lines)
            """)
        .param("app", app)
        .param("lines", lines.toArray(String[]::new))
        .update();
  }

  void remove(long id) {
    jdbc.sql("delete from app_using_unit where id = :id").param("id", id).update();
  }

  /** The list was changed on the page of the app. */
  void edited(UUID app) {
    jdbc.sql(
            "update app set users_version = users_version + 1, users_edited = true where id = :app")
        .param("app", app)
        .update();
  }

  /** The list is that of an accepted application, which has more names than are kept here. */
  void filed(UUID app, int more) {
    jdbc.sql(
            """
            update app set users_version = users_version + 1, users_edited = false,
                users_more = :more
              where id = :app
            """)
        .param("app", app)
        .param("more", more)
        .update();
  }

  /**
   * The list as somebody would type it, where it was changed on the page of the app and is whole;
   * else empty.
   */
  List<String> typed(UUID app) {
    return jdbc.sql(
            """
            select case when unit_named(u.name) is distinct from u.organization_id
                then o.name || ' ' || o.credit_code else u.name end
            from app a join app_using_unit u on u.app_id = a.id
            left join organization o on o.id = u.organization_id
            where a.id = :app and a.users_edited and a.users_more = 0 order by u.id
            """)
        .param("app", app)
        .query(String.class)
        .list();
  }

  int countUsed(UUID unit) {
    return jdbc.sql(
            """
            select count(*) from app_using_unit u join app a on a.id = u.app_id
            where u.organization_id = :unit and a.owner_id is distinct from :unit
            """)
        .param("unit", unit)
        .query(Integer.class)
        .single();
  }

  /** Apps of others that a unit uses, those that were named last first. */
  List<UsedApp> used(UUID unit, long before, int most) {
    return jdbc.sql(
            """
            select u.id as place, a.form, a.state, a.name, coalesce(o.name, '') as owner,
              coalesce(nullif(r.official_number, ''), r.number, '') as shown,
              coalesce(r.number, '') as number, coalesce(r.restricted, false) as restricted
            from app_using_unit u join app a on a.id = u.app_id
            left join organization o on o.id = a.owner_id
            left join lateral (select number, official_number, restricted from filing_record
              where app_id = a.id order by place desc limit 1) r on true
            where u.organization_id = :unit and a.owner_id is distinct from :unit and u.id < :before
            order by u.id desc limit :most
            """)
        .param("unit", unit)
        .param("before", before)
        .param("most", most)
        .query(
            (row, n) ->
                new UsedApp(
                    row.getLong("place"),
                    row.getString("name"),
                    constant(row, "form", AppForm.class),
                    constant(row, "state", RecordState.class),
                    row.getString("owner"),
                    row.getString("number"),
                    row.getString("shown"),
                    row.getBoolean("restricted")))
        .list();
  }
}
