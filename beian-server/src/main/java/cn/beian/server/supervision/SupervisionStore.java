package cn.beian.server.supervision;

import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.dayIfAny;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.filing.states.SupervisionState;
import cn.beian.server.cases.CaseQueries;
import cn.beian.server.records.NamedRecord;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Cases with their history. */
@Repository
class SupervisionStore {
  private static final String CASES =
      "select c.*, o.name as sponsor, (select bool_and(f.gone_in is not null) from supervision_finding f"
          + " where f.case_id = c.id) as gone from supervision_case c"
          + " join organization o on o.id = c.organization_id";

  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  SupervisionStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  /** Adds a case; false where the record has one of that origin already. */
  boolean put(SupervisionCase opened) {
    boolean added =
        jdbc.sql(
                    """
                insert into supervision_case (id, origin, reference, state, number, application_id,
                  organization_id, division, app_name, opened_at)
                values (:id, :origin, :reference, :state, :number, :application, :organization, :division, :appName, :openedAt) on conflict do nothing
                """)
                .param("id", opened.id())
                .param("origin", opened.origin().name())
                .param("reference", opened.origin().reference())
                .param("state", opened.state())
                .param("number", opened.number())
                .param("application", opened.applicationId())
                .param("organization", opened.organizationId())
                .param("division", opened.division())
                .param("appName", opened.appName())
                .param("openedAt", opened.openedAt())
                .update()
            > 0;
    if (added) {
      standings.record(StandingKind.SUPERVISION, opened.id().toString());
    }
    return added;
  }

  /** Cases by id. */
  CaseQueries<SupervisionCase> queries() {
    return new CaseQueries<>(jdbc, CASES, SupervisionStore::supervised);
  }

  /** Cases of an origin, by application. */
  List<SupervisionCase> ofOrigin(Origin origin, List<UUID> applications) {
    return applications.isEmpty()
        ? List.of()
        : jdbc.sql(
                CASES
                    + " where c.origin = :origin and c.reference = :reference and c.application_id in (:ids)")
            .param("origin", origin.name())
            .param("reference", origin.reference())
            .param("ids", applications)
            .query(SupervisionStore::supervised)
            .list();
  }

  /** Applications whose accepted exemptions were looked at. */
  Set<UUID> checkedForExemptions() {
    return new HashSet<>(
        jdbc.sql("select application_id from supervision_exemption_check")
            .query(UUID.class)
            .list());
  }

  /** The accepted exemptions of an application were looked at. */
  void checkedForExemptions(UUID applicationId) {
    jdbc.sql(
            """
            insert into supervision_exemption_check (application_id) values (:application)
            on conflict do nothing
            """)
        .param("application", applicationId)
        .update();
  }

  /** Cases about what an application led to, the latest first. */
  List<SupervisionCase> ofApplication(UUID applicationId) {
    return jdbc.sql(
            CASES + " where c.application_id = :application order by c.opened_at desc, c.id desc")
        .param("application", applicationId)
        .query(SupervisionStore::supervised)
        .list();
  }

  /** Cases of a unit that are not closed. */
  List<UUID> openOfUnit(UUID organizationId) {
    return jdbc.sql(
            "select id from supervision_case where organization_id = :organization and state <> 'CLOSED' order by id")
        .param("organization", organizationId)
        .query(UUID.class)
        .list();
  }

  /** Cases about a record that are not closed. */
  List<UUID> openOf(String number) {
    return jdbc.sql(
            "select id from supervision_case where number = :number and state <> :closed order by id")
        .param("number", number)
        .param("closed", SupervisionState.CLOSED.name())
        .query(UUID.class)
        .list();
  }

  /** Cases about a record that an order was given in, the latest first. */
  List<UUID> orderedCases(String number) {
    return jdbc.sql(
            "select id from supervision_case where number = :number and rectify_by is not null"
                + " order by opened_at desc, id desc limit 20")
        .param("number", number)
        .query(UUID.class)
        .list();
  }

  /** Whether another case orders the same record to be rectified and is not closed. */
  boolean orderedElsewhere(SupervisionCase supervised) {
    return jdbc.sql(
            "select count(*) > 0 from supervision_case where number = :number and id <> :id"
                + " and state <> 'CLOSED' and rectify_by is not null")
        .param("number", supervised.number())
        .param("id", supervised.id())
        .query(Boolean.class)
        .single();
  }

  /** Whether a case orders a record to be rectified and is not closed. */
  boolean ordered(String number) {
    return jdbc.sql(
            "select count(*) > 0 from supervision_case where number = :number"
                + " and state <> 'CLOSED' and rectify_by is not null")
        .param("number", number)
        .query(Boolean.class)
        .single();
  }

  /** Records of a unit that cases which are not closed order to be rectified. */
  List<NamedRecord> orderedOf(UUID unit) {
    return jdbc.sql(
            """
            select r.number, coalesce(nullif(r.official_number, ''), r.number) as shown,
                   case when r.restricted then r.number else r.app_name end as app_name,
                   r.sponsor_name as sponsor
              from filing_record r
             where exists (select 1 from supervision_case c
                            where c.number = r.number and c.organization_id = :unit
                              and c.state <> :closed and c.rectify_by is not null)
             order by r.number limit 20
            """)
        .param("unit", unit)
        .param("closed", SupervisionState.CLOSED.name())
        .query(NamedRecord.class)
        .list();
  }

  /** Whether the day of an order to rectify has passed, or its report waits to be judged. */
  boolean unfulfilled(String number, LocalDate today) {
    return jdbc.sql(
            """
            select count(*) > 0 from supervision_case
             where number = :number and state <> :closed and rectify_by is not null
               and (rectify_by < :today or state = :answered)
            """)
        .param("number", number)
        .param("closed", SupervisionState.CLOSED.name())
        .param("answered", SupervisionState.ANSWERED.name())
        .param("today", today)
        .query(Boolean.class)
        .single();
  }

  private static SupervisionCase supervised(ResultSet row, int n) throws SQLException {
    return new SupervisionCase(
        uuid(row, "id"),
        row.getInt("version"),
        Origin.of(row.getString("origin"), row.getString("reference")),
        constant(row, "state", SupervisionState.class),
        row.getString("number"),
        uuid(row, "application_id"),
        uuid(row, "organization_id"),
        row.getString("sponsor"),
        row.getString("division"),
        row.getString("app_name"),
        row.getInt("round"),
        instant(row, "opened_at"),
        dayIfAny(row, "due_on"),
        row.getBoolean("due_verified"),
        row.getBoolean("due_provisional"),
        dayIfAny(row, "rectify_by"),
        row.getBoolean("gone"));
  }
}
