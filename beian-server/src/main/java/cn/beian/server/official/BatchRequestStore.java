package cn.beian.server.official;

import cn.beian.server.official.OwnBatches.Asked;
import cn.beian.server.records.OfficialNumberSource;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What offices ask of each other about their lists. */
@Repository
class BatchRequestStore {
  private static final String OPEN =
      """
      select q.id, q.from_batch, q.to_batch, f.name, f.day, f.source, f.records,
          coalesce(o.name, '') as office
        from official_batch_request q
          join official_batch f on f.id = q.from_batch
          left join organization o on o.id = f.office_id
          join official_batch t on t.id = q.to_batch
        where q.answered_at is null
          and (t.office_id = :unit or t.office_id is null and :national)
      """;

  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  BatchRequestStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  /** Whether it was asked now; not where it is open already. */
  boolean ask(UUID id, UUID from, UUID to, UUID person, Instant now) {
    return jdbc.sql(
                """
                insert into official_batch_request (id, from_batch, to_batch, asked_by, asked_at)
                  values (:id, :from, :to, :person, :now) on conflict do nothing
                """)
            .param("id", id)
            .param("from", from)
            .param("to", to)
            .param("person", person)
            .param("now", now)
            .update()
        > 0;
  }

  /** What is asked of an office, the earliest first. */
  List<Asked> open(UUID unit, boolean national) {
    return jdbc.sql(OPEN + " order by q.asked_at, q.id")
        .param("unit", unit)
        .param("national", national)
        .query(Asked.class)
        .list();
  }

  /** One of those, which nobody else answers in this transaction. */
  Optional<Asked> lock(UUID id, UUID unit, boolean national) {
    return jdbc.sql(OPEN + " and q.id = :id for update of q")
        .param("id", id)
        .param("unit", unit)
        .param("national", national)
        .query(Asked.class)
        .optional();
  }

  void answer(UUID id, boolean taken, UUID person, Instant now) {
    jdbc.sql(
            """
            update official_batch_request set taken = :taken, answered_by = :person,
                answered_at = :now
              where id = :id
            """)
        .param("id", id)
        .param("taken", taken)
        .param("person", person)
        .param("now", now)
        .update();
  }

  /**
   * The records of a list become those of another one, too, whose office says so from now on: as
   * far as their numbers are those that the list says.
   *
   * @param source what the word of that office counts
   */
  void take(UUID from, UUID to, OfficialNumberSource source, Instant now) {
    int added =
        jdbc.sql(
                """
                insert into official_batch_record (batch_id, number, official)
                  select :to, l.number, l.official from official_batch_record l
                    join filing_record r on r.number = l.number
                      and r.official_number = l.official
                    where l.batch_id = :from
                  on conflict do nothing
                """)
            .param("from", from)
            .param("to", to)
            .update();
    List<String> numbers =
        jdbc.sql(
                """
            update filing_record r
                set official_number_source = :source, official_number_batch = :to
              from official_batch_record l
              where l.batch_id = :from and l.number = r.number
                and r.official_number = l.official and r.official_number_batch = :from
              returning r.number
            """)
            .param("from", from)
            .param("to", to)
            .param("source", source.name())
            .query(String.class)
            .list();
    standings.record(StandingKind.RECORD, numbers);
    jdbc.sql(
            """
            update official_batch set records = records + :added, changed_at = :now
              where id = :to
            """)
        .param("added", added)
        .param("now", now)
        .param("to", to)
        .update();
  }
}
