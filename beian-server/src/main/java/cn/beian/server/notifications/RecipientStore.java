package cn.beian.server.notifications;

import static cn.beian.server.platform.SqlColumns.uuid;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.server.cases.CaseHanded;
import cn.beian.server.cases.TurnsChanged;
import cn.beian.server.notifications.Notification.Kind;
import cn.beian.server.platform.InColumn;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Writes notifications and, with each, what is to be sent of it at once: one statement, however
 * many people learn of it.
 */
@Repository
class RecipientStore {
  private static final UUID NOBODY = new UUID(0, 0);

  /** Whose turn {@code t} of the case {@code w} is, as the worklist has it. */
  private static final String HOLDERS =
      """
      cross join lateral (
        select p.id from user_account p
          where t.role in ('HANDLER', 'APPROVER')
            and p.organization_id
              = case when t.of_other then w.other_id else w.organization_id end
            and p.active and p.roles @> array[t.role]
            and (t.person_id is null or p.id = t.person_id)
        union all
        select p.id from user_account p
          where t.role not in ('HANDLER', 'APPROVER') and w.opened_at is not null
            and p.active and p.roles @> array[t.role]
            and p.organization_id <> w.organization_id
            and p.region in ('100000', left(w.division, 2) || '0000',
              left(w.division, 4) || '00', w.division)
            and (t.claimed_by is null or p.id = t.claimed_by or exists (
              select 1 from user_account c where c.id = t.claimed_by and not c.active))) u
      """;

  static final String WRITTEN =
      """
      with written as (
        insert into notification (person_id, kind, procedure_name, case_id, role, state, at)
      """;

  private static final String WRITTEN_OF_APP = WRITTEN.replace("state, at)", "state, at, app_id)");

  /** Mails for those who want them at once, and one message a unit and role for its webhook. */
  static final String SENT =
      """
        returning id, person_id, case_id, role)
      insert into outgoing_message
        (purpose, person_id, organization_id, notification_id, created_at, next_at)
      select 'NOTIFICATION', m.person_id, null::uuid, n.id, :now, :now
        from written n join mail_address m on m.person_id = n.person_id
        where m.verified_at is not null and m.delivery = 'AT_ONCE'
      union all
      (select distinct on (h.organization_id, n.case_id, n.role)
          'WEBHOOK', null::uuid, h.organization_id, n.id, :now, :now
        from written n join user_account p on p.id = n.person_id
          join webhook h on h.organization_id = p.organization_id
        where h.active and :unit)
      """;

  private final JdbcClient jdbc;

  RecipientStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** What asked for something is settled where it is nobody's, or somebody else's turn now. */
  void settle(String procedure, UUID caseId, Instant now) {
    jdbc.sql(
            """
            update notification n set read_at = :now
              where n.case_id = :case and n.procedure_name = :procedure and n.read_at is null
                and (n.kind in ('TURN', 'DUE_SOON')
                  or n.kind = 'HANDED' and n.role not in ('HANDLER', 'APPROVER'))
                and not exists (select 1 from work_turn t
                  where t.procedure_name = n.procedure_name and t.case_id = n.case_id
                    and t.role = n.role
                    and (t.person_id is null or t.person_id = n.person_id)
                    and (n.role not in ('HANDLER', 'APPROVER') or exists (
                      select 1 from work_item w join user_account p on p.id = n.person_id
                        where w.procedure_name = t.procedure_name and w.case_id = t.case_id
                          and p.organization_id
                            = case when t.of_other then w.other_id else w.organization_id end)))
            """)
        .param("case", caseId)
        .param("procedure", procedure)
        .param("now", now)
        .update();
  }

  /** The turn of these roles has begun by what somebody did. */
  void began(UUID caseId, Collection<Role> roles, UUID actor, Instant now) {
    turn(Kind.TURN, List.of(caseId), roles, false, actor, now);
  }

  /** The turn of whom it is in these cases has begun with a day, or has to be done by one. */
  void byDay(Kind kind, List<UUID> cases, Instant now) {
    turn(kind, cases, List.of(Role.values()), kind == Kind.TURN, NOBODY, now);
  }

  private void turn(
      Kind kind, List<UUID> cases, Collection<Role> roles, boolean later, UUID actor, Instant now) {
    jdbc.sql(
            WRITTEN
                + """
                  select distinct on (u.id, w.case_id)
                    u.id, :kind, w.procedure_name, w.case_id, t.role, w.state, :now
                  from work_turn t
                    join work_item w
                      on w.procedure_name = t.procedure_name and w.case_id = t.case_id
                """
                + HOLDERS
                + """
                  where t.case_id = any(:cases) and t.role = any(:roles) and u.id <> :actor
                    and (t.begins_on <= :today or t.begins_on is null and not :later)
                """
                + SENT)
        .param("kind", kind)
        .param("later", later)
        .param("cases", cases.toArray(UUID[]::new))
        .param("roles", roles.stream().map(Role::name).toArray(String[]::new))
        .param("actor", actor)
        .param("now", now)
        .param("today", OfficialTime.dayOf(now))
        .param("unit", true)
        .update();
  }

  /** Its sponsor learns of the end of a case that was submitted: who has it, and who signed. */
  void concluded(TurnsChanged one, UUID actor, Instant now) {
    jdbc.sql(
            WRITTEN
                + """
                  select u.id, 'CONCLUDED', w.procedure_name, w.case_id,
                    case when u.roles @> array['HANDLER'] and (:anyHandler or u.id = :handler)
                      then 'HANDLER' else 'APPROVER' end, w.state, :now
                  from work_item w join user_account u on u.organization_id = w.organization_id
                  where w.procedure_name = :procedure and w.case_id = :case
                    and w.opened_at is not null and u.active and u.id <> :actor
                    and (u.roles @> array['APPROVER']
                      or u.roles @> array['HANDLER'] and (:anyHandler or u.id = :handler))
                """
                + SENT)
        .param("procedure", one.procedure())
        .param("case", one.caseId())
        .param("anyHandler", one.handler().isEmpty())
        .param("handler", one.handler().orElse(NOBODY))
        .param("actor", actor)
        .param("now", now)
        .param("unit", true)
        .update();
  }

  /** The sponsors of filed apps learn of their numbers, by the applications that led to them. */
  void ofNumber(Kind kind, Collection<String> numbers, UUID actor, Instant now) {
    jdbc.sql(
            WRITTEN
                + """
                  select u.id, :kind, w.procedure_name, w.case_id,
                    case when u.roles @> array['HANDLER'] then 'HANDLER' else 'APPROVER' end,
                    w.state, :now
                  from filing_record r
                    join work_item w
                      on w.procedure_name = 'application' and w.case_id = r.application_id
                    join user_account u on u.organization_id = w.organization_id
                  where r.number = any(:numbers) and u.active and u.id <> :actor
                    and u.roles && array['HANDLER', 'APPROVER']
                """
                + SENT)
        .param("kind", kind)
        .param("numbers", numbers.toArray(String[]::new))
        .param("actor", actor)
        .param("now", now)
        .param("unit", true)
        .update();
  }

  /** The handlers of units learn what became of an app that they said something of. */
  void ofClaim(Kind kind, UUID app, Collection<UUID> units, UUID actor, Instant now) {
    jdbc.sql(
            WRITTEN_OF_APP
                + """
                  select u.id, :kind, '', null::uuid, 'HANDLER', '', :now, :app
                  from user_account u
                  where u.organization_id = any(:units) and u.active and u.id <> :actor
                    and u.roles @> array['HANDLER']
                """
                + SENT)
        .param("kind", kind)
        .param("app", app)
        .param("units", units.toArray(UUID[]::new))
        .param("actor", actor)
        .param("now", now)
        .param("unit", true)
        .update();
  }

  /**
   * A record whose number should be seen by now.
   *
   * @param day of the duty, of which its sponsor learns once
   */
  record Late(String number, Day day) {}

  /** Records whose number is to be seen since that day or before, of which nobody learned yet. */
  List<Late> numbersLate(LocalDate since, int most) {
    return jdbc.sql(
            """
            select r.number, r.application_id, r.number_asked_on from filing_record r
              where r.number_seen_on is null and r.number_asked_on <= :since
                and r.state in ('FILED', 'RECTIFYING')
                and exists (select 1 from filing_package p
                  where p.number = r.number and p.until_revision is null)
                and not exists (select 1 from notified_day d where d.case_id = r.application_id
                  and d.procedure_name = 'application' and d.kind = 'NUMBER_LATE'
                  and d.day = r.number_asked_on)
              order by r.number_asked_on, r.number limit :most
            """)
        .param("since", since)
        .param("most", most)
        .query(
            (row, n) ->
                new Late(
                    row.getString("number"),
                    new Day(
                        "application",
                        uuid(row, "application_id"),
                        row.getObject("number_asked_on", LocalDate.class))))
        .list();
  }

  /** A case was handed from person to person: no matter of the unit. */
  void handed(CaseHanded one, Instant now) {
    jdbc.sql(
            WRITTEN
                + """
                  select :person, 'HANDED', w.procedure_name, w.case_id, :role, w.state, :now
                  from work_item w
                  where w.procedure_name = :procedure and w.case_id = :case
                """
                + SENT)
        .param("person", one.person())
        .param("role", one.role())
        .param("procedure", one.procedure())
        .param("case", one.caseId())
        .param("now", now)
        .param("unit", false)
        .update();
  }

  /** The administrators of a unit learn that its webhook was switched off. */
  void webhookOff(UUID organizationId, Instant now) {
    jdbc.sql(
            WRITTEN
                + """
                  select u.id, 'WEBHOOK_OFF', '', null::uuid,
                    case when u.roles @> array['SYSTEM_ADMINISTRATOR'] then 'SYSTEM_ADMINISTRATOR'
                      else 'UNIT_ADMINISTRATOR' end, '', :now
                  from user_account u
                  where u.organization_id = :organization and u.active
                    and u.roles && array['SYSTEM_ADMINISTRATOR', 'UNIT_ADMINISTRATOR']
                """
                + SENT)
        .param("organization", organizationId)
        .param("now", now)
        .param("unit", false)
        .update();
  }

  /** A case and the day of which its people learn. */
  record Day(@InColumn("procedure_name") String procedure, UUID caseId, LocalDate day) {}

  /** Cases in which a turn has begun with a day, of which nobody learned yet. */
  List<Day> begun(LocalDate since, LocalDate today, int most) {
    return jdbc.sql(
            """
            select t.procedure_name, t.case_id, min(t.begins_on) as day from work_turn t
              where t.begins_on between :since and :today
                and not exists (select 1 from notified_day d where d.case_id = t.case_id
                  and d.procedure_name = t.procedure_name and d.kind = 'TURN'
                  and d.day = t.begins_on)
              group by t.procedure_name, t.case_id
              order by day, t.case_id limit :most
            """)
        .param("since", since)
        .param("today", today)
        .param("most", most)
        .query(Day.class)
        .list();
  }

  /**
   * Open cases due by a day after one, of which nobody learned yet. Whose turn began only just has
   * read of the day with it.
   */
  List<Day> dueSoon(Day after, LocalDate last, Instant began, int most) {
    return jdbc.sql(
            """
            select w.procedure_name, w.case_id, w.due_on as day from work_item w
              where w.closed_at is null and (w.due_on, w.case_id) > (:day, :case)
                and w.due_on <= :last and w.since < :began
                and not exists (select 1 from notified_day d where d.case_id = w.case_id
                  and d.procedure_name = w.procedure_name and d.kind = 'DUE_SOON'
                  and d.day = w.due_on)
              order by w.due_on, w.case_id limit :most
            """)
        .param("day", after.day())
        .param("case", after.caseId())
        .param("last", last)
        .param("began", began)
        .param("most", most)
        .query(Day.class)
        .list();
  }

  /** Notes that people learned of these days. */
  void mark(Kind kind, List<Day> days) {
    jdbc.sql(
            """
            insert into notified_day (procedure_name, case_id, kind, day)
            select procedure_name, case_id, :kind, day
              from unnest(:procedures, :cases, :days) as given (procedure_name, case_id, day)
              on conflict do nothing
            """)
        .param("kind", kind)
        .param("procedures", days.stream().map(Day::procedure).toArray(String[]::new))
        .param("cases", days.stream().map(Day::caseId).toArray(UUID[]::new))
        .param("days", dates(days))
        .update();
  }

  private static java.sql.Date[] dates(List<Day> days) {
    return days.stream().map(one -> java.sql.Date.valueOf(one.day())).toArray(java.sql.Date[]::new);
  }

  /** Removes what is older than it is kept, so many at once; whether any may be left. */
  boolean remove(Instant before, int most) {
    int removed =
        jdbc.sql(
                """
                delete from notification where id in (
                  select id from notification where at < :before order by at limit :most)
                """)
            .param("before", before)
            .param("most", most)
            .update();
    int sent =
        jdbc.sql(
                """
                delete from outgoing_message where id in (
                  select id from outgoing_message where done_at < :before
                    order by done_at limit :most)
                """)
            .param("before", before)
            .param("most", most)
            .update();
    jdbc.sql("delete from notified_day where day < :day")
        .param("day", OfficialTime.dayOf(before).minusYears(1))
        .update();
    return Arrays.stream(new int[] {removed, sent}).anyMatch(one -> one == most);
  }
}
