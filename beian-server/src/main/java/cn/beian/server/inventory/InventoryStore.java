package cn.beian.server.inventory;

import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.filing.policies.AppForm;
import cn.beian.filing.states.RecordGraph;
import cn.beian.server.database.DatabaseLock;
import cn.beian.server.platform.InColumn;
import java.sql.Date;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.stereotype.Repository;

/** Inventories in PostgreSQL: what a whole table asks for is read and written by few statements. */
@Repository
class InventoryStore {
  /** The number under which an app {@code a} is filed now. */
  private static final String NUMBER =
      """
      (select r.number from filing_record r where r.app_id = a.id
        and r.state in (:inForce) order by r.place desc limit 1)
      """;

  private final JdbcClient jdbc;

  InventoryStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** From now to the end of the transaction nobody else takes an inventory or merges apps. */
  void lock() {
    jdbc.sql("select pg_advisory_xact_lock(:number)")
        .param("number", DatabaseLock.INVENTORY.number())
        .query((row, number) -> 1)
        .single();
  }

  /** A unit that a row may mean. */
  record Unit(UUID id, String name, String creditCode, String division) {}

  /** Units with one of these credit codes or names, the oldest first. */
  List<Unit> units(Collection<String> codes, Collection<String> names) {
    return jdbc.sql(
            """
            select id, name, credit_code, division from organization
            where credit_code = any(:codes) or name = any(:names) order by created_at, id
            """)
        .param("codes", texts(codes))
        .param("names", texts(names))
        .query(Unit.class)
        .list();
  }

  /** Names of units of a region that begin with one of these, at most so many. */
  List<String> beginning(Collection<String> beginnings, int characters, String prefix, int most) {
    return jdbc.sql(
            """
            select distinct name from organization
            where left(name, :characters) = any(:beginnings) and starts_with(division, :prefix)
            order by name limit :most
            """)
        .param("beginnings", texts(beginnings))
        .param("characters", characters)
        .param("prefix", prefix)
        .param("most", most)
        .query(String.class)
        .list();
  }

  /** Names as they are compared. */
  Map<String, String> folded(Collection<String> names) {
    return pairs(
        jdbc.sql(
                """
                select distinct name, folded_app_name(name) as other
                from unnest(:names) as given (name)
                """)
            .param("names", texts(names)));
  }

  /** Of apps of a region with one of these names, by name: the unit of one; empty for nobody's. */
  Map<String, String> namesakes(Collection<String> names, String prefix) {
    return pairs(
        jdbc.sql(
                """
            select a.folded_name as name, coalesce(min(o.name), '') as other
            from app a left join organization o on o.id = a.owner_id
            where a.folded_name = any(:names) and a.merged_into is null
              and starts_with(coalesce(o.division, a.region, ''), :prefix)
            group by a.folded_name
            """)
            .param("names", texts(names))
            .param("prefix", prefix));
  }

  private record Pair(String name, String other) {}

  private static Map<String, String> pairs(StatementSpec statement) {
    return statement.query(Pair.class).list().stream()
        .collect(Collectors.toMap(Pair::name, Pair::other));
  }

  /** A row that was taken before. */
  record Taken(
      String rowKey,
      @InColumn("app_id") UUID app,
      String platform,
      Optional<LocalDate> onlineSince,
      Optional<String> number) {}

  /** Rows that were taken before, by key. */
  Map<String, Taken> taken(Collection<String> keys) {
    return jdbc
        .sql(
            """
            select e.row_key, e.app_id, e.platform, e.online_since, NUMBER as number
            from inventory_entry e join app a on a.id = e.app_id where e.row_key = any(:keys)
            """
                .replace("NUMBER", NUMBER))
        .param("keys", texts(keys))
        .param("inForce", RecordGraph.IN_FORCE)
        .query(Taken.class)
        .list()
        .stream()
        .collect(Collectors.toMap(Taken::rowKey, one -> one));
  }

  /**
   * Apps with one of these identities that are filed or of a region, and apps of these units with
   * one of these names, the oldest first.
   */
  List<KnownApp> known(
      Collection<String> identities,
      String prefix,
      Collection<UUID> units,
      Collection<String> names) {
    List<KnownApp> known =
        jdbc.sql(
                """
                select a.id, a.owner_id, a.form, a.folded_name, a.name,
                  coalesce(o.name, '') as unit, NUMBER as number
                from app a left join organization o on o.id = a.owner_id
                where a.merged_into is null and (
                  a.owner_id = any(:units) and a.folded_name = any(:names)
                  or a.id in (select i.app_id from app_identity i where i.identity = any(:identities))
                    and (a.state in (:inForce)
                      or starts_with(coalesce(o.division, a.region, ''), :prefix)))
                order by a.created_at, a.id
                """
                    .replace("NUMBER", NUMBER))
            .param("units", units.toArray(UUID[]::new))
            .param("names", texts(names))
            .param("identities", texts(identities))
            .param("prefix", prefix)
            .param("inForce", RecordGraph.IN_FORCE)
            .query(
                (row, n) ->
                    new KnownApp(
                        uuid(row, "id"),
                        row.getObject("owner_id", UUID.class),
                        constant(row, "form", AppForm.class),
                        row.getString("folded_name"),
                        Optional.ofNullable(row.getString("number")),
                        row.getString("name"),
                        row.getString("unit")))
            .list();
    Map<UUID, KnownApp> byId = new HashMap<>();
    known.forEach(one -> byId.put(one.id, one));
    jdbc.sql("select app_id, platform, identity from app_identity where app_id = any(:ids)")
        .param("ids", byId.keySet().toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                row -> {
                  KnownApp app = byId.get(uuid(row, "app_id"));
                  if (app != null) {
                    app.identify(row.getString("platform"), row.getString("identity"));
                  }
                });
    jdbc.sql(
            """
            select distinct app_id, platform from inventory_entry
              where app_id = any(:ids) and identity = ''
            """)
        .param("ids", byId.keySet().toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                row -> {
                  KnownApp app = byId.get(uuid(row, "app_id"));
                  if (app != null) {
                    app.offer(row.getString("platform"));
                  }
                });
    return known;
  }

  private static String[] texts(Collection<String> texts) {
    return texts.toArray(String[]::new);
  }

  // ---- writing

  /**
   * A row that is taken.
   *
   * @param created whether it makes the app
   * @param owner whose the app is from now on; null where that stays open
   */
  record Entry(UUID app, boolean created, @Nullable UUID owner, String key, InventoryRow row) {}

  /** Who takes rows, and where they come from. */
  record Source(UUID table, UUID person, String region, Instant at) {}

  /** Takes rows: makes the apps, says whose they are, names their packages, notes the rows. */
  void write(List<Entry> entries, Source source) {
    List<Entry> created = entries.stream().filter(Entry::created).toList();
    jdbc.sql(
            """
            insert into app (id, owner_id, form, name, state, created_at, region, online_since)
            select id, owner, form, name, 'UNFILED', :at, :region, online
              from unnest(:ids, :owners, :forms, :names, :days)
                as given (id, owner, form, name, online)
            """)
        .param("ids", column(created, Entry::app, UUID[]::new))
        .param("owners", column(created, Entry::owner, UUID[]::new))
        .param(
            "forms", column(created, one -> one.row().form().orElseThrow().name(), String[]::new))
        .param("names", column(created, one -> one.row().name(), String[]::new))
        .param("days", days(created))
        .param("at", source.at())
        .param("region", source.region())
        .update();
    List<Entry> others = entries.stream().filter(one -> !one.created()).toList();
    jdbc.sql(
            """
            update app a set region = coalesce(a.region, :region),
                owner_id = coalesce(a.owner_id, g.owner),
                online_since = coalesce(a.online_since, g.online)
              from (select id, (array_agg(owner) filter (where owner is not null))[1] as owner,
                  min(online) as online from unnest(:ids, :owners, :days) as given (id, owner, online)
                group by id) g
              where g.id = a.id
            """)
        .param("ids", column(others, Entry::app, UUID[]::new))
        .param("owners", column(others, Entry::owner, UUID[]::new))
        .param("days", days(others))
        .param("region", source.region())
        .update();
    jdbc.sql(
            """
            insert into app_identity (app_id, platform, identity)
            select app, platform, identity
              from unnest(:ids, :platforms, :identities) as given (app, platform, identity)
              where identity <> '' and not exists (select 1 from app_identity i
                where i.app_id = app and i.identity = given.identity
                  and (given.platform in ('', i.platform) or i.platform = ''))
              on conflict do nothing
            """)
        .param("ids", column(entries, Entry::app, UUID[]::new))
        .param("platforms", column(entries, one -> one.row().platform(), String[]::new))
        .param("identities", column(entries, one -> one.row().identity(), String[]::new))
        .update();
    note(entries, source);
  }

  private void note(List<Entry> entries, Source source) {
    jdbc.sql(
            """
            insert into inventory_entry (app_id, row_key, import_id, line, person_id, region, name,
              platform, identity, unit_name, unit_code, online_since, offered, note, made_at)
            select app, key, :table, line, :person, :region, name, platform, identity, unit, code,
                online, offered, note, :at
              from unnest(:ids, :keys, :lines, :names, :platforms, :identities, :units, :codes,
                :days, :offered, :notes) as given
                (app, key, line, name, platform, identity, unit, code, online, offered, note)
              order by line
            """)
        .param("table", source.table())
        .param("person", source.person())
        .param("region", source.region())
        .param("at", source.at())
        .param("ids", column(entries, Entry::app, UUID[]::new))
        .param("keys", column(entries, Entry::key, String[]::new))
        .param("lines", column(entries, one -> one.row().row().number(), Integer[]::new))
        .param("names", column(entries, one -> one.row().name(), String[]::new))
        .param("platforms", column(entries, one -> one.row().platform(), String[]::new))
        .param("identities", column(entries, one -> one.row().identity(), String[]::new))
        .param("units", column(entries, one -> one.row().unitName(), String[]::new))
        .param("codes", column(entries, one -> one.row().unitCode(), String[]::new))
        .param("days", days(entries))
        .param("offered", column(entries, one -> one.row().offered(), String[]::new))
        .param("notes", column(entries, one -> one.row().note(), String[]::new))
        .update();
  }

  /** Another day since when apps are online, as a later inventory says; not of what is filed. */
  void date(Map<String, LocalDate> days) {
    List<String> keys = new ArrayList<>(days.keySet());
    Date[] dates = keys.stream().map(days::get).map(Date::valueOf).toArray(Date[]::new);
    jdbc.sql(
            """
            with told as (
              update inventory_entry e set online_since = g.day
                from unnest(:keys, :days) as g (key, day) where e.row_key = g.key
                returning e.app_id, g.day)
            update app a set online_since = told.day from told
              where a.id = told.app_id and a.state in (:neverFiled)
            """)
        .param("keys", texts(keys))
        .param("days", dates)
        .param("neverFiled", RecordGraph.NEVER_FILED)
        .update();
  }

  private static <T> T[] column(
      List<Entry> entries, Function<Entry, @Nullable T> value, Function<Integer, T[]> array) {
    T[] column = array.apply(entries.size());
    for (int i = 0; i < column.length; i++) {
      column[i] = value.apply(entries.get(i));
    }
    return column;
  }

  private static Date[] days(List<Entry> entries) {
    return column(
        entries, one -> one.row().onlineSince().map(Date::valueOf).orElse(null), Date[]::new);
  }
}
