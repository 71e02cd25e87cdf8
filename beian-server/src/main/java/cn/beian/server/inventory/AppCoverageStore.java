package cn.beian.server.inventory;

import static cn.beian.server.platform.SqlColumns.uuid;
import static cn.beian.server.platform.SqlColumns.uuidIfAny;

import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.RecordGraph;
import cn.beian.server.inventory.AppCoverage.Asked;
import cn.beian.server.inventory.AppCoverage.Line;
import cn.beian.server.inventory.AppCoverage.Part;
import cn.beian.server.inventory.AppCoverage.Standing;
import cn.beian.server.inventory.MissingFilings.Turn;
import cn.beian.server.inventory.MissingFilings.Unfiled;
import cn.beian.server.inventory.MissingFilings.Why;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** How far the apps of a region are filed. */
@Repository
class AppCoverageStore {
  /**
   * Apps that officials know: of an inventory, filed, sent, or declared as existing. What was
   * deregistered or revoked has its tombstone and is not counted; it is listed for itself, as is
   * what went offline without a number.
   */
  private static final String KNOWN =
      """
      known as (
        select a.id, a.owner_id, a.form, a.name, a.state, a.created_at,
          coalesce(o.division, a.region) as division, coalesce(o.name, '') as unit,
          coalesce(to_char(a.online_since, 'YYYY-MM-DD'), s.online) as online,
          a.state in (:filed) as filed,
          a.state in (:gone) as ended,
          a.state in (:neverFiled)
            and exists (select 1 from app_offline f where f.app_id = a.id) as offline,
          a.state in (:neverFiled) and s.reviewed as in_review,
          a.state in (:neverFiled) and not s.exempt as due, s.existing, s.begun,
          s.at_office, s.drafted, s.under_way, s.returned_until,
          a.region is not null or a.state <> 'UNFILED' or s.signed as opens
        from app a left join organization o on o.id = a.owner_id
          cross join lateral (
            select coalesce(bool_or(p.state in (:atOffice) or p.state in (:returned)), false)
                as reviewed,
              coalesce(bool_or(p.state in (:atOffice)), false) as at_office,
              coalesce(bool_or(p.state in (:atOffice) or p.state in (:returned)
                  and (p.due_on is null or p.due_on >= :today)), false) as under_way,
              max(p.due_on) filter (where p.state in (:returned)) as returned_until,
              coalesce(bool_or(p.state <> 'DRAFT'), false) as sent,
              coalesce(bool_or(p.state = 'DRAFT'), false) as drafted,
              coalesce(bool_or(p.signed_at is not null), false) as signed,
              coalesce(bool_or(p.kind = 'EXISTING'), false) as existing, count(*) > 0 as begun,
              coalesce(bool_or(exists (
                select 1 from no_filing_due n where n.application_id = p.id)), false) as exempt,
              max(case when a.online_since is null and a.state = 'UNFILED' then (
                select r.value from answer_as_submitted r where r.application_id = p.id
                  and r.field = 'app.onlineSince' and r.value ~ '^[0-9]{4}-[0-9]{2}-[0-9]{2}$'
                  limit 1) end) as online
            from application p where p.app_id = a.id and (a.region is not null
              or p.state <> 'WITHDRAWN' or p.signed_at is not null)) s
        where a.merged_into is null
          and (:ended <> 'NONE' or a.state not in (:gone))
          and (a.region is not null or a.state <> 'UNFILED' or s.sent or s.existing)
          and OF_WHICH),
      judged as (
        select *,
          coalesce(due and not offline and :passed
            and (online collate "C" < :inForce or online is null and existing), false) as overdue,
          coalesce(due and not offline and online collate "C" >= :inForce, false) as unlawful
        from known where offline = :offline and (ended or :ended <> 'ALONE'))
      """;

  private static final String FIGURES =
      """
      count(*) as known, count(*) filter (where filed) as filed,
        count(*) filter (where in_review) as in_review,
        count(*) filter (where overdue and not in_review) as overdue,
        count(*) filter (where unlawful and not in_review) as unlawful,
        count(*) filter (where not (filed or in_review or overdue or unlawful)) as other,
        count(*) filter (where (overdue or unlawful) and not under_way) as reminded,
        count(*) filter (where owner_id is null) as unowned
      """;

  /** Of the whole country, and nobody knows the unit. */
  private static final String NOBODYS = "(j.division = '100000' and j.owner_id is null)";

  private final JdbcClient jdbc;

  AppCoverageStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * By what apps are judged.
   *
   * @param region what the codes of its divisions begin with
   * @param inForce since when the Measures are: what went online since is no existing app
   * @param today the day on which they are judged
   * @param passed whether the last day for filing existing apps is over
   */
  record Judged(String region, LocalDate inForce, LocalDate today, boolean passed) {
    /** How many digits of its code tell a region below from the others. */
    int digits() {
      return Math.min(region.length() + 2, 6);
    }

    /** The code of the region; that of the country is of its central units. */
    String code() {
      return region.isEmpty() ? "100000" : (region + "000000").substring(0, 6);
    }
  }

  /** What is listed beside the apps that are counted, or instead of them. */
  private enum Beside {
    NOTHING("NONE", false),
    /** Ended ones, too. */
    ENDED("TOO", false),
    ENDED_ALONE("ALONE", false),
    OFFLINE_ALONE("NONE", true);

    private final String ended;
    private final boolean offline;

    Beside(String ended, boolean offline) {
      this.ended = ended;
      this.offline = offline;
    }

    /** A search finds what ended, too. */
    static Beside of(Optional<Standing> standing, String words) {
      return standing
          .map(
              one ->
                  switch (one) {
                    case OFFLINE -> OFFLINE_ALONE;
                    case ENDED -> ENDED_ALONE;
                    default -> NOTHING;
                  })
          .orElse(words.isEmpty() ? NOTHING : ENDED);
    }
  }

  private JdbcClient.StatementSpec of(Judged by, Beside beside, String sql) {
    return judged(by, beside, "starts_with(coalesce(o.division, a.region), :region)", sql)
        .param("region", by.region());
  }

  private JdbcClient.StatementSpec judged(Judged by, Beside beside, String which, String sql) {
    return jdbc.sql("with " + KNOWN.replace("OF_WHICH", which) + sql)
        .param("filed", RecordGraph.IN_FORCE)
        .param("neverFiled", RecordGraph.NEVER_FILED)
        .param("atOffice", ApplicationGraph.AT_OFFICE)
        .param("returned", ApplicationGraph.RETURNED)
        .param("gone", RecordGraph.GRAPH.ended())
        .param("offline", beside.offline)
        .param("ended", beside.ended)
        .param("inForce", by.inForce().toString())
        .param("today", by.today())
        .param("passed", by.passed());
  }

  /** Those of these apps that have no number and should have one. */
  Map<UUID, Unfiled> unfiled(
      Judged by, PolicyParameter inForce, PolicyParameter last, Collection<UUID> apps) {
    Map<UUID, Unfiled> unfiled = new HashMap<>();
    judged(
            by,
            Beside.NOTHING,
            "a.id = any(:apps)",
            "select * from judged where overdue or unlawful")
        .param("apps", apps.toArray(UUID[]::new))
        .query(
            (RowCallbackHandler)
                row ->
                    unfiled.put(
                        uuid(row, "id"),
                        row.getBoolean("overdue")
                            ? new Unfiled(Why.OVERDUE, last, turn(row))
                            : new Unfiled(Why.UNLAWFUL, inForce, turn(row))));
    return unfiled;
  }

  private static Turn turn(ResultSet row) throws SQLException {
    if (uuidIfAny(row, "owner_id").isEmpty()) {
      return Turn.UNOWNED;
    }
    if (row.getBoolean("in_review")) {
      return row.getBoolean("at_office") ? Turn.AT_OFFICE : Turn.WITH_UNIT;
    }
    if (row.getBoolean("drafted")) {
      return Turn.DRAFT;
    }
    return row.getBoolean("begun") ? Turn.ANEW : Turn.NOT_BEGUN;
  }

  /**
   * By the regions below, each named by its code; in the order of the codes. What an inventory of
   * the country names without a unit is of no region: it has a line of its own.
   */
  List<Line> byRegion(Judged by) {
    return of(
            by,
            Beside.NOTHING,
            """
            select rpad(left(division, :digits), 6, '0') as code, null::uuid as unit, '' as name,
              NOBODYS as nobodys, FIGURES
            from judged j group by 1, 4 order by 1, 4
            """
                .replace("NOBODYS", NOBODYS)
                .replace("FIGURES", FIGURES))
        .param("digits", by.digits())
        .query(Line.class)
        .list();
  }

  /** By units, in the order of division and name. */
  List<Line> byUnit(Judged by, Optional<UUID> after, int most) {
    return of(
            by,
            Beside.NOTHING,
            """
            select j.division as code, j.owner_id as unit, j.unit as name, FIGURES
            from judged j left join organization last on last.id = :after
            where j.owner_id is not null and (last.id is null
              or (j.division, j.unit, j.owner_id) > (last.division, last.name, last.id))
            group by j.division, j.unit, j.owner_id
            order by j.division, j.unit, j.owner_id limit :most
            """
                .replace("FIGURES", FIGURES))
        .param("after", after, Types.OTHER)
        .param("most", most)
        .query(Line.class)
        .list();
  }

  /** Apps, by division, unit and age. */
  List<AppCoverage.ListedApp> apps(Judged by, Asked asked, Optional<UUID> after, int most) {
    return of(
            by,
            Beside.of(asked.standing(), asked.words()),
            """
            select j.*, exists (select 1 from app f where f.owner_id = j.owner_id
                and f.folded_name = folded_app_name(j.name) and f.form = j.form and f.id <> j.id
                and f.folded_name <> '' and f.merged_into is null and not j.filed
                and f.state in (:filed)
                and not exists (select 1 from app_distinct d where d.one_id = least(f.id, j.id)
                  and d.other_id = greatest(f.id, j.id))) as twin,
              exists (select 1 from app_claim c where c.app_id = j.id and c.said = 'OURS'
                and c.organization_id = j.owner_id
                and (c.ended_at is null or c.ending = 'CONFIRMED')) as ours
            from judged j left join known last on last.id = :after
            where WHICH and PART and (:unit::uuid is null or j.owner_id = :unit::uuid)
              and (:words = '' or position(lower(:words) in lower(j.name)) > 0
                or exists (select 1 from app_identity i where i.app_id = j.id
                  and i.identity = :words))
              and (last.id is null or (j.division, j.unit, j.created_at, j.id)
                > (last.division, last.unit, last.created_at, last.id))
            order by j.division, j.unit, j.created_at, j.id limit :most
            """
                .replace("WHICH", which(asked.standing()))
                .replace("PART", part(asked.part())))
        .param("after", after, Types.OTHER)
        .param("unit", asked.unit(), Types.OTHER)
        .param("digits", by.digits())
        .param("code", by.code())
        .param("words", asked.words())
        .param("most", most)
        .query(AppCoverage.ListedApp.class)
        .list();
  }

  /** How many existing apps are past the last day. */
  AppCoverage.Late late(Judged by) {
    return of(
            by,
            Beside.NOTHING,
            """
            select count(*) filter (where in_review) as in_review,
              count(*) filter (where begun and not in_review) as begun,
              count(*) filter (where not begun) as not_begun
            from judged where overdue
            """)
        .query(AppCoverage.Late.class)
        .single();
  }

  private static String part(Optional<Part> part) {
    return part.map(
            one ->
                switch (one) {
                  case ITSELF ->
                      "rpad(left(j.division, :digits), 6, '0') = :code and not " + NOBODYS;
                  case NOBODYS -> NOBODYS;
                })
        .orElse("true");
  }

  private static String which(Optional<Standing> standing) {
    return standing
        .map(
            one ->
                switch (one) {
                  case FILED -> "j.filed";
                  case IN_REVIEW -> "j.in_review";
                  case OVERDUE -> "j.overdue and not j.in_review";
                  case NOT_BEGUN -> "j.overdue and not j.begun";
                  case UNLAWFUL -> "j.unlawful and not j.in_review";
                  case OTHER -> "not (j.filed or j.in_review or j.overdue or j.unlawful)";
                  case UNOWNED -> "j.owner_id is null";
                  case OFFLINE -> "j.offline";
                  case ENDED -> "j.ended";
                })
        .orElse("true");
  }
}
