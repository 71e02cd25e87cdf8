package cn.beian.server.inventory;

import cn.beian.server.inventory.Duplicates.Distinct;
import cn.beian.server.inventory.Duplicates.Group;
import cn.beian.server.inventory.Duplicates.Groups;
import cn.beian.server.inventory.Duplicates.Side;
import cn.beian.server.inventory.Duplicates.Source;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Entries that may be of one app, and what follows when they are. */
@Repository
class DuplicateStore {
  /** Whether apps {@code a} and {@code b} look alike. */
  private static final String ALIKE =
      """
      a.id <> b.id and a.form = b.form and (
        a.owner_id = b.owner_id and a.folded_name = b.folded_name and a.folded_name <> ''
        or exists (select 1 from app_identity i join app_identity j
          on j.identity = i.identity and j.app_id = b.id where i.app_id = a.id))
      """;

  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  DuplicateStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  private record Sharing(List<UUID> ids) {}

  /**
   * Entries of a region that share a form and a package name, or a unit and a folded name, save
   * where all of them were found not to be the same; by division and unit. Work grows with the
   * entries.
   */
  private List<List<UUID>> sharing(String prefix, int most) {
    return jdbc
        .sql(
            """
            with near as (
              select a.id, a.form, a.owner_id, a.folded_name, a.region is not null as named
              from app a left join organization o on o.id = a.owner_id
              where a.merged_into is null and starts_with(coalesce(o.division, a.region, ''), :prefix)
                and (a.region is not null or a.state <> 'UNFILED')),
            sets as (
              select array_agg(distinct n.id) as ids from app_identity i join near n on n.id = i.app_id
                group by i.identity, n.form having count(distinct n.id) > 1
              union
              select array_agg(id order by id) from near
                where owner_id is not null and folded_name <> ''
                group by owner_id, form, folded_name having count(*) > 1),
            numbered as (select row_number() over () as place, ids from sets),
            members as (
              select s.place, n.id, n.named from numbered s cross join unnest(s.ids) as m (id)
                join near n on n.id = m.id),
            pairs as (
              select place, count(*) * (count(*) - 1) / 2 - count(*) filter (where not named)
                  * (count(*) filter (where not named) - 1) / 2 as pairs
                from members group by place),
            apart as (
              select x.place, count(*) as pairs from app_distinct d
                join members x on x.id = d.one_id
                join members y on y.place = x.place and y.id = d.other_id
                where x.named or y.named group by x.place)
            select s.ids from numbered s join pairs p on p.place = s.place
              left join apart t on t.place = s.place join app x on x.id = s.ids[1]
              left join organization u on u.id = x.owner_id
            where p.pairs > coalesce(t.pairs, 0)
            order by coalesce(u.division, x.region), u.name, x.id, s.ids limit :most
            """)
        .param("prefix", prefix)
        .param("most", most)
        .query(Sharing.class)
        .list()
        .stream()
        .map(Sharing::ids)
        .toList();
  }

  /**
   * Groups of entries that may be of one app.
   *
   * @param most sets of entries with one name that are looked at
   * @param sides entries of a group that are told
   * @param shown entries that are told in all
   */
  Groups groups(String prefix, int most, int sides, int shown) {
    List<List<UUID>> sharing = sharing(prefix, most);
    UUID[] ids = sharing.stream().flatMap(List::stream).distinct().toArray(UUID[]::new);
    AlikeApps alike = new AlikeApps(inventoried(ids), apart(ids));
    sharing.forEach(alike::share);
    List<List<UUID>> all = alike.groups();
    List<List<UUID>> groups = new ArrayList<>();
    int entries = 0;
    for (List<UUID> one : all) {
      entries += Math.min(one.size(), sides);
      if (entries <= shown) {
        groups.add(one);
      }
    }
    Map<UUID, Side> told =
        sides(
            groups.stream().flatMap(one -> one.stream().limit(sides)).collect(Collectors.toSet()));
    return new Groups(
        groups.stream()
            .map(
                one ->
                    new Group(
                        one.stream()
                            .limit(sides)
                            .map(id -> Objects.requireNonNull(told.get(id)))
                            .toList(),
                        Math.max(0, one.size() - sides)))
            .toList(),
        groups.size() < all.size() || sharing.size() == most);
  }

  private Set<UUID> inventoried(UUID[] ids) {
    return Set.copyOf(
        jdbc.sql("select id from app where id = any(:ids) and region is not null")
            .param("ids", ids)
            .query(UUID.class)
            .list());
  }

  private record Couple(UUID oneId, UUID otherId) {}

  /** Pairs of these that were found not to be the same. */
  List<List<UUID>> apart(UUID[] ids) {
    return jdbc
        .sql(
            """
            select one_id, other_id from app_distinct
            where one_id = any(:ids) and other_id = any(:ids)
            """)
        .param("ids", ids)
        .query(Couple.class)
        .list()
        .stream()
        .map(one -> List.of(one.oneId(), one.otherId()))
        .toList();
  }

  private record Named(UUID appId, Source source) {}

  /** What is told of entries, by id. */
  private Map<UUID, Side> sides(Collection<UUID> ids) {
    UUID[] apps = ids.toArray(UUID[]::new);
    Map<UUID, List<Source>> sources = new HashMap<>();
    jdbc.sql(
            """
            select e.* from unnest(:apps) as a (id) cross join lateral (
              select app_id, region, line, made_at from inventory_entry where app_id = a.id
              order by id desc limit 3) e
            """)
        .param("apps", apps)
        .query(Named.class)
        .list()
        .forEach(
            row ->
                sources
                    .computeIfAbsent(row.appId(), unused -> new ArrayList<>())
                    .add(row.source()));
    return jdbc
        .sql(
            """
            select a.id, a.name, a.form, a.state, a.online_since, coalesce(o.name, '') as unit,
              coalesce(o.division, a.region, '') as region,
              coalesce((select string_agg(i.identity, ' · ' order by i.identity)
                from app_identity i where i.app_id = a.id), '') as identities,
              (select r.number from filing_record r where r.app_id = a.id
                order by r.place desc limit 1) as number,
              (select count(*) from application p where p.app_id = a.id) as applications,
              (select count(*) from app_claim c where c.app_id = a.id and c.ended_at is null)
                as claims
            from app a left join organization o on o.id = a.owner_id where a.id = any(:apps)
            """)
        .param("apps", apps)
        .query(Side.class)
        .list()
        .stream()
        .collect(
            Collectors.toMap(Side::id, one -> one.with(sources.getOrDefault(one.id(), List.of()))));
  }

  /** Those that were found not to be the same and are both still there, the latest first. */
  List<Distinct> distinct(String prefix, int most) {
    return jdbc.sql(
            """
            select d.*, x.name as one_name, y.name as other_name, p.name as person
            from app_distinct d join user_account p on p.id = d.person_id
              join app x on x.id = d.one_id left join organization u on u.id = x.owner_id
              join app y on y.id = d.other_id
            where x.merged_into is null and y.merged_into is null
              and starts_with(coalesce(u.division, x.region, ''), :prefix)
            order by d.made_at desc, d.one_id, d.other_id limit :most
            """)
        .param("prefix", prefix)
        .param("most", most)
        .query(Distinct.class)
        .list();
  }

  /** Notes that each of some is none of the others, where they look alike; the new pairs. */
  List<List<UUID>> dismiss(UUID[] some, UUID[] others, UUID person, Instant now) {
    return jdbc
        .sql(
            """
            insert into app_distinct (one_id, other_id, person_id, made_at)
            select least(a.id, b.id), greatest(a.id, b.id), :person, :now
              from app a join app b on b.id = any(:others)
              where a.id = any(:some) and ALIKE
            on conflict do nothing returning one_id, other_id
            """
                .replace("ALIKE", ALIKE))
        .param("some", some)
        .param("others", others)
        .param("person", person)
        .param("now", now)
        .query(Couple.class)
        .list()
        .stream()
        .map(one -> List.of(one.oneId(), one.otherId()))
        .toList();
  }

  /** Forgets that two are not the same; whether that was noted. */
  boolean relist(UUID one, UUID other) {
    return jdbc.sql(
                """
                delete from app_distinct
                where one_id = least(:one, :other) and other_id = greatest(:one, :other)
                """)
            .param("one", one)
            .param("other", other)
            .update()
        > 0;
  }

  /** Pairs of these that look alike, each both ways. */
  Map<UUID, Set<UUID>> alike(UUID[] ids) {
    return jdbc
        .sql(
            """
            select a.id as one_id, b.id as other_id from app a join app b on b.id = any(:ids)
            where a.id = any(:ids) and ALIKE
            """
                .replace("ALIKE", ALIKE))
        .param("ids", ids)
        .query(Couple.class)
        .list()
        .stream()
        .collect(
            Collectors.groupingBy(
                Couple::oneId, Collectors.mapping(Couple::otherId, Collectors.toSet())));
  }

  boolean numbered(UUID app) {
    return jdbc.sql("select exists (select 1 from filing_record where app_id = :app)")
        .param("app", app)
        .query(Boolean.class)
        .single();
  }

  /** Whether something hangs on an app that a merge does not move. */
  boolean held(UUID app) {
    return jdbc.sql("select app_is_held(:app)").param("app", app).query(Boolean.class).single();
  }

  private List<String> applicationsOf(UUID app) {
    return jdbc.sql("select id::text from application where app_id = :app")
        .param("app", app)
        .query(String.class)
        .list();
  }

  /**
   * Moves all that hangs on one app to another, and keeps a trace; what moves stands in {@code
   * app_moved_along}, too.
   */
  void merge(UUID from, UUID into, UUID person, Instant now) {
    for (String statement :
        List.of(
            """
            insert into app_identity (app_id, platform, identity)
              select :into, platform, identity from app_identity where app_id = :from
              on conflict do nothing
            """,
            "delete from app_identity where app_id = :from",
            "update application set app_id = :into where app_id = :from",
            "update inventory_entry set app_id = :into where app_id = :from",
            """
            update app_claim c set app_id = :into where app_id = :from and not exists (
              select 1 from app_claim d where d.app_id = :into and d.ended_at is null
                and d.organization_id = c.organization_id)
            """,
            """
            update app_offline_corrected set app_id = :into where app_id = :from
              and not exists (select 1 from app_offline_corrected k where k.app_id = :into)
            """,
            """
            update app_using_unit u set app_id = :into where app_id = :from and not exists (
              select 1 from app_using_unit k where k.app_id = :into
                and (k.organization_id = u.organization_id
                  or k.organization_id is null and u.organization_id is null
                    and k.folded_name = u.folded_name))
            """,
            "delete from app_using_unit where app_id = :from",
            "update claim_decision set app_id = :into where app_id = :from",
            "update notification set app_id = :into where app_id = :from",
            """
            update app k set users_version = k.users_version + 1,
                users_more = greatest(k.users_more, gone.users_more)
              from app gone where k.id = :into and gone.id = :from
            """,
            """
            update app k set region = coalesce(k.region, gone.region),
                online_since = coalesce(k.online_since, gone.online_since)
              from app gone where k.id = :into and gone.id = :from
            """,
            "update app set merged_into = :into where id = :from",
            "update app set merged_into = :into where merged_into = :from")) {
      jdbc.sql(statement).param("from", from).param("into", into).update();
    }
    standings.record(StandingKind.FILING, applicationsOf(into));
    jdbc.sql(
            """
            insert into app_merge (from_app_id, into_app_id, name, person_id, made_at)
              select id, :into, name, :person, :now from app where id = :from
            """)
        .param("from", from)
        .param("into", into)
        .param("person", person)
        .param("now", now)
        .update();
  }
}
