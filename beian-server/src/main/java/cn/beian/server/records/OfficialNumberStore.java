package cn.beian.server.records;

import cn.beian.server.platform.InColumn;
import cn.beian.server.trail.RegisterStandings;
import cn.beian.server.trail.StandingKind;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which record has which number of the official system. */
@Repository
class OfficialNumberStore {
  private final JdbcClient jdbc;
  private final RegisterStandings standings;

  OfficialNumberStore(JdbcClient jdbc, RegisterStandings standings) {
    this.jdbc = jdbc;
    this.standings = standings;
  }

  /**
   * Gives a record its number; one that differs has yet to be seen in the app.
   *
   * @throws OfficialNumberTakenException when another record has it
   */
  void note(String number, String official, LocalDate day, LocalDate today) {
    requireFree(official, number);
    jdbc.sql(
            """
            update filing_record set official_number = :official, official_number_on = :day,
              number_seen_on = case when official_number = :official then number_seen_on end,
              number_asked_on =
                case when official_number = :official then number_asked_on else :today end
              where number = :number
            """)
        .param("today", today)
        .param("official", official)
        .param("day", day)
        .param("number", number)
        .update();
    standings.record(StandingKind.RECORD, number);
  }

  /** A record that has a number. */
  record Holder(String number, @InColumn("official_number_source") OfficialNumberSource source) {}

  /** The record that has a number, however it is written; empty for none. */
  Optional<Holder> holder(String official) {
    return jdbc.sql(
            """
            select r.number, r.official_number_source from filing_record r
              where r.official_number <> ''
                and official_number_key(r.official_number) = official_number_key(:official)
            """)
        .param("official", official)
        .query(Holder.class)
        .optional();
  }

  /** Says where the number of a record comes from. */
  void source(String number, OfficialNumberSource source, Optional<UUID> batch) {
    jdbc.sql(
            """
            update filing_record set official_number_source = :source,
                official_number_batch = :batch
              where number = :number
            """)
        .param("source", source.name())
        .param("batch", batch)
        .param("number", number)
        .update();
    standings.record(StandingKind.RECORD, number);
  }

  /** A record has no number of the official system any more. */
  void remove(String number, LocalDate today) {
    jdbc.sql(
            """
            update filing_record set official_number = '', official_number_on = null,
                official_number_source = '', official_number_batch = null, number_seen_on = null,
                number_asked_on = :today
              where number = :number
            """)
        .param("today", today)
        .param("number", number)
        .update();
    standings.record(StandingKind.RECORD, number);
  }

  /** One at a time for each number, whatever its brackets, blanks and zeros in front. */
  void lock(String official) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(official_number_key(:official), 0))")
        .param("official", official)
        .query((row, n) -> official)
        .single();
  }

  private void requireFree(String official, String number) {
    lock(official);
    boolean taken =
        jdbc.sql(
                """
                select exists (select 1 from filing_record
                  where official_number <> '' and number <> :number
                    and official_number_key(official_number) = official_number_key(:official))
                """)
            .param("official", official)
            .param("number", number)
            .query(Boolean.class)
            .single();
    if (taken) {
      throw new OfficialNumberTakenException();
    }
  }
}
