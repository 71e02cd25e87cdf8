package cn.beian.server.notifications;

import static cn.beian.server.platform.SqlColumns.constant;
import static cn.beian.server.platform.SqlColumns.dayIfAny;
import static cn.beian.server.platform.SqlColumns.instant;
import static cn.beian.server.platform.SqlColumns.uuidIfAny;

import cn.beian.filing.Role;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.server.identity.Person;
import cn.beian.server.notifications.Notification.AskedHolidays;
import cn.beian.server.notifications.Notification.AskedParameter;
import cn.beian.server.notifications.Notification.AskedRoles;
import cn.beian.server.notifications.Notification.Kind;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads notifications, each only as long as its reader may know of it. */
@Repository
class NotificationStore {
  /**
   * A notification is read by the role that it was for, as long as its reader holds that role and
   * the case is one of his unit, or of his region. Whether it still is his turn says the worklist.
   */
  private static final String READABLE =
      """
        from notification n
        left join work_item w on w.procedure_name = n.procedure_name and w.case_id = n.case_id
        left join app a on a.id = n.app_id
        left join account_request r on r.id = n.request_id
        left join user_account meant on meant.id = r.account_id
        left join user_account asker on asker.id = r.requested_by
        left join policy_request pr on pr.id = n.policy_request_id
        left join user_account policy_asker on policy_asker.id = pr.asked_by
        left join holiday_notice_request hr on hr.id = n.holiday_request_id
        left join user_account holiday_asker on holiday_asker.id = hr.requested_by
        left join organization o
          on o.id = coalesce(w.organization_id, meant.organization_id,
            case when n.app_id is not null then :unit end)
        where n.person_id = :me and n.role = any(:roles)
          and case when n.case_id is null then true
            when n.role in ('HANDLER', 'APPROVER') then :unit in (w.organization_id, w.other_id)
            else w.opened_at is not null and :official and starts_with(w.division, :prefix) end
      """;

  private static final String NUMBER =
      """
      coalesce((select coalesce(nullif(r.official_number, ''), r.number) from filing_record r
          where r.number = w.number), '')""";

  /** Who is to get which roles, and who asked. */
  static final String ASKED =
      """
      meant.name as meant, asker.name as asker,
        coalesce((select array_agg(given.role) from unnest(r.roles) as given (role)
          where not given.role = any(r.roles_before)), '{}') as asked_roles,
        pr.key as policy_key, pr.value as policy_value, pr.source as policy_source,
        pr.verified as policy_verified, pr.since as policy_since,
        policy_asker.name as policy_asker,
        hr.year as holiday_year, hr.citation as holiday_citation,
        holiday_asker.name as holiday_asker""";

  /** What {@link #ASKED} is read from, beside a notification {@code n}. */
  static final String ASKED_FROM =
      """
      left join account_request r on r.id = n.request_id
        left join user_account meant on meant.id = r.account_id
        left join user_account asker on asker.id = r.requested_by
        left join policy_request pr on pr.id = n.policy_request_id
        left join user_account policy_asker on policy_asker.id = pr.asked_by
        left join holiday_notice_request hr on hr.id = n.holiday_request_id
        left join user_account holiday_asker on holiday_asker.id = hr.requested_by""";

  /** Of a turn that ended and began anew, the later notification is the one that is pending. */
  private static final String ROWS =
      """
      select n.*, coalesce(w.app_name, a.name, '') as app_name, NUMBER as number,
        coalesce(o.name, '') as sponsor,
        coalesce(coalesce(w.organization_id, meant.organization_id) = :unit,
          n.app_id is not null) as own, w.due_on,
        coalesce(w.said, '') as said, ASKED,
        exists (select 1 from work_turn t
          where t.procedure_name = n.procedure_name and t.case_id = n.case_id
            and t.role = n.role and (t.begins_on is null or t.begins_on <= :today)
            and (t.person_id is null or t.person_id = n.person_id)
            and (t.claimed_by is null or t.claimed_by = n.person_id or exists (
              select 1 from user_account u where u.id = t.claimed_by and not u.active)))
          and not (n.kind in ('TURN', 'DUE_SOON', 'HANDED') and exists (
            select 1 from notification l where l.person_id = n.person_id and l.id > n.id
              and l.kind = 'TURN' and l.procedure_name = n.procedure_name
              and l.case_id = n.case_id and l.role = n.role))
        as pending
      """
          .replace("NUMBER", NUMBER)
          .replace("ASKED", ASKED);

  private final JdbcClient jdbc;

  NotificationStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private JdbcClient.StatementSpec of(Person reader, String sql) {
    return jdbc.sql(sql)
        .param("me", reader.id())
        .param("roles", reader.roles().stream().map(Role::name).toArray(String[]::new))
        .param("unit", reader.organizationId())
        .param("official", reader.regionPrefix().isPresent())
        .param("prefix", reader.regionPrefix().orElse(""));
  }

  /** Those before one, newest first. */
  List<Notification> before(Person reader, long id, int most, LocalDate today) {
    return of(reader, ROWS + READABLE + " and n.id < :before order by n.id desc limit :most")
        .param("today", today)
        .param("before", id)
        .param("most", most)
        .query(NotificationStore::notification)
        .list();
  }

  /** Unread ones after one, oldest first. */
  List<Notification> unreadAfter(Person reader, long id, int most, LocalDate today) {
    return of(
            reader,
            ROWS + READABLE + " and n.read_at is null and n.id > :after order by n.id limit :most")
        .param("today", today)
        .param("after", id)
        .param("most", most)
        .query(NotificationStore::notification)
        .list();
  }

  Optional<Notification> find(Person reader, long id, LocalDate today) {
    return of(reader, ROWS + READABLE + " and n.id = :id")
        .param("today", today)
        .param("id", id)
        .query(NotificationStore::notification)
        .optional();
  }

  /** One that people of a unit got, as the unit sees it; empty where its case is of another now. */
  Optional<Notification> ofUnit(UUID unit, long id, LocalDate today) {
    return jdbc.sql(
            """
            select n.*, coalesce(w.app_name, a.name) as app_name, NUMBER as number,
              coalesce(w.said, '') as said, o.name as sponsor, o.id = :unit as own, w.due_on, ASKED,
              exists (select 1 from work_turn t
                where t.procedure_name = n.procedure_name and t.case_id = n.case_id
                  and t.role = n.role and (t.begins_on is null or t.begins_on <= :today))
              as pending
            from notification n
              left join work_item w
                on w.procedure_name = n.procedure_name and w.case_id = n.case_id
              left join app a on a.id = n.app_id
              left join account_request r on r.id = n.request_id
              left join user_account meant on meant.id = r.account_id
              left join user_account asker on asker.id = r.requested_by
              left join policy_request pr on pr.id = n.policy_request_id
              left join user_account policy_asker on policy_asker.id = pr.asked_by
              left join holiday_notice_request hr on hr.id = n.holiday_request_id
              left join user_account holiday_asker on holiday_asker.id = hr.requested_by
              join organization o
                on o.id = coalesce(w.organization_id, meant.organization_id,
                  case when n.app_id is not null then :unit end)
              join user_account p on p.id = n.person_id and p.organization_id = :unit
            where n.id = :id
              and (n.app_id is not null or n.request_id is not null
                or n.role not in ('HANDLER', 'APPROVER')
                or :unit in (w.organization_id, w.other_id))
            """
                .replace("NUMBER", NUMBER)
                .replace("ASKED", ASKED))
        .param("unit", unit)
        .param("today", today)
        .param("id", id)
        .query(NotificationStore::notification)
        .optional();
  }

  /** What told of a decision on an app is settled where that was taken back. */
  void settleClaims(UUID app, Instant now) {
    jdbc.sql(
            """
            update notification set read_at = :now
              where app_id = :app and read_at is null and kind in ('CLAIM_FOR', 'CLAIM_AGAINST')
            """)
        .param("app", app)
        .param("now", now)
        .update();
  }

  /** How many are unread, counted up to a number. */
  int unread(Person reader, int most) {
    return of(
            reader,
            "select count(*) from (select 1"
                + READABLE
                + " and n.read_at is null limit :most) counted")
        .param("most", most)
        .query(Integer.class)
        .single();
  }

  void read(Person reader, long id, Instant now) {
    jdbc.sql(
            """
            update notification set read_at = :now
              where person_id = :me and id = :id and read_at is null
            """)
        .param("me", reader.id())
        .param("id", id)
        .param("now", now)
        .update();
  }

  /** All up to one: what came since has not been seen. */
  void readAll(Person reader, long last, Instant now) {
    jdbc.sql(
            """
            update notification set read_at = :now
              where person_id = :me and id <= :last and read_at is null
            """)
        .param("me", reader.id())
        .param("last", last)
        .param("now", now)
        .update();
  }

  static Notification notification(ResultSet row, int number) throws SQLException {
    return new Notification(
        row.getLong("id"),
        constant(row, "kind", Kind.class),
        row.getString("procedure_name"),
        uuidIfAny(row, "case_id"),
        constant(row, "role", Role.class),
        row.getString("state"),
        instant(row, "at"),
        row.getObject("read_at") != null,
        row.getString("app_name"),
        row.getString("number"),
        row.getString("sponsor"),
        row.getBoolean("own"),
        row.getBoolean("pending"),
        dayIfAny(row, "due_on"),
        row.getString("said"),
        request(row),
        parameter(row),
        holidays(row),
        row.getString("sha256") == null ? Optional.empty() : Optional.of(wording(row)));
  }

  private static Optional<AskedParameter> parameter(ResultSet row) throws SQLException {
    if (uuidIfAny(row, "policy_request_id").isEmpty()) {
      return Optional.empty();
    }
    PolicyParameter value =
        new PolicyParameter(
            ParameterKey.of(row.getString("policy_key")).orElseThrow(),
            row.getString("policy_value"),
            row.getString("policy_source"),
            row.getBoolean("policy_verified"),
            row.getObject("policy_since", LocalDate.class));
    return Optional.of(new AskedParameter(value, row.getString("policy_asker")));
  }

  private static Optional<AskedHolidays> holidays(ResultSet row) throws SQLException {
    Optional<UUID> id = uuidIfAny(row, "holiday_request_id");
    return id.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new AskedHolidays(
                id.get(),
                row.getInt("holiday_year"),
                row.getString("holiday_citation"),
                row.getString("holiday_asker")));
  }

  private static Optional<AskedRoles> request(ResultSet row) throws SQLException {
    Optional<UUID> id = uuidIfAny(row, "request_id");
    if (id.isEmpty()) {
      return Optional.empty();
    }
    Set<Role> roles =
        Arrays.stream((String[]) row.getArray("asked_roles").getArray())
            .map(Role::valueOf)
            .collect(Collectors.toSet());
    return Optional.of(
        new AskedRoles(id.get(), row.getString("meant"), roles, row.getString("asker")));
  }

  private static Wording wording(ResultSet row) throws SQLException {
    return new Wording(texts(row, "zh"), texts(row, "en"));
  }

  private static Wording.Texts texts(ResultSet row, String column) throws SQLException {
    return Wording.Texts.of(List.of((String[]) row.getArray(column).getArray()));
  }
}
