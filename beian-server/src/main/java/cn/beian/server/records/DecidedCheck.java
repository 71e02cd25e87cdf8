package cn.beian.server.records;

import cn.beian.server.records.RecordCheck.Kind;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What rows say that follows from a decision, compared with the last event that decided it: also
 * where no entry of the ledger says it, or an entry of before {@code entry/3} does not yet. Each
 * table is read a fixed number of times.
 */
final class DecidedCheck {
  private static final String OTHER_UNIT =
      """
      select r.number from filing_record r join application a on a.id = r.application_id
       where r.organization_id <> a.organization_id
       order by r.number
      """;

  private static final String OTHER_USERS =
      """
      select r.number from filing_record r
        join application a on a.id = r.application_id
        left join answer u on u.application_id = a.id and u.field = 'app.audience' and u.item = ''
       where r.users <> coalesce(u.value, '')
       order by r.number
      """;

  /**
   * A decision of before its application was accepted holds from the acceptance on. Of what was
   * restricted before decisions were kept (a migration brought them) there is none.
   */
  private static final String OTHER_RESTRICTION =
      """
      select r.number from filing_record r
       where exists (select 1 from application a where a.id = r.application_id)
         and r.restricted <> coalesce((
           select e.name = 'restricted' from application a
             join application_event e on e.application_id = a.id
                  and e.name in ('restricted', 'opened')
             join application_event x on x.application_id = a.id
                  and x.to_state = 'ACCEPTED' and x.from_state <> 'ACCEPTED'
            where a.number = r.number
            order by greatest(e.id, x.id) desc, e.id desc limit 1),
           r.restricted and exists (
             select 1 from filing_revision v join flyway_schema_history f
                 on f.version = '202611271242' and v.at < f.installed_on
              where v.number = r.number and v.revision = 1))
       order by r.number
      """;

  private static final String OTHER_ENDING =
      """
      select c.number from ending_case c
        join lateral (select e.detail, e.day from ending_event e
                       where e.case_id = c.id and e.name = 'ANNOUNCE'
                       order by e.id desc limit 1) announced on true
       where c.announcement <> announced.detail or c.last_day <> announced.day
      union
      select c.number from ending_case c
        join lateral (select e.detail, e.day, coalesce(e.note, '') as note from ending_event e
                       where e.case_id = c.id and e.name = 'REPORT'
                       order by e.id desc limit 1) reported on true
       where c.state in ('REPORTED', 'REPORTED_AGAIN', 'NOTED')
         and (c.disposed <> reported.detail or c.evidence <> reported.note
              or c.offline_on is distinct from reported.day)
       order by number
      """;

  private final JdbcTemplate jdbc;
  private final BiConsumer<Kind, String> faults;

  /**
   * A check.
   *
   * @param faults told each fault with the number that it is about
   */
  DecidedCheck(JdbcTemplate jdbc, BiConsumer<Kind, String> faults) {
    this.jdbc = jdbc;
    this.faults = faults;
  }

  void run() {
    ask(OTHER_UNIT, Kind.SPONSOR_DIFFERS);
    ask(OTHER_USERS, Kind.USERS_DIFFER);
    ask(OTHER_RESTRICTION, Kind.RESTRICTION_DIFFERS);
    ask(OTHER_ENDING, Kind.ENDING_SAYS_OTHERWISE);
  }

  private void ask(String question, Kind kind) {
    jdbc.query(
        question,
        row -> {
          faults.accept(kind, row.getString("number"));
        });
  }
}
