package cn.beian.server.apps;

import static cn.beian.server.platform.SqlColumns.at;

import cn.beian.server.apps.UsedApps.UsedApp;
import cn.beian.server.platform.InColumn;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
  record Head(@InColumn("users_version") int version, @InColumn("users_more") int more) {}

  Head head(UUID app) {
    return jdbc.sql("select users_version, users_more from app where id = :app")
        .param("app", app)
        .query(Head.class)
        .single();
  }

  /** Units of the register first, in the order in which they came. */
  List<UsingUnit> ofApp(UUID app) {
    return jdbc.sql(
            """
            select u.*, coalesce(o.name, u.name) as shown, coalesce(p.name, '') as person from app_using_unit u
              left join organization o on o.id = u.organization_id
              left join user_account p on p.id = u.person_id
            where u.app_id = :app order by u.organization_id is null, u.id
            """)
        .param("app", app)
        .query(UsingUnit.class)
        .list();
  }

  private record Named(String name, UUID unit) {}

  /** The unit that each of these texts names; those that name none, or several, are missing. */
  Map<String, UUID> named(Collection<String> texts) {
    return jdbc
        .sql(
            """
            select distinct name, unit from (
              select name, unit_named(name) as unit from unnest(:names::text[]) as t (name)
                offset 0) named
            where unit is not null
            """)
        .param("names", texts.toArray(String[]::new))
        .query(Named.class)
        .list()
        .stream()
        .collect(Collectors.toMap(Named::name, Named::unit));
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
        .param("at", at)
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
        .query(UsedApp.class)
        .list();
  }
}
