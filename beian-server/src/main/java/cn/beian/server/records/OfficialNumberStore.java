package cn.beian.server.records;

import java.time.LocalDate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Which record has which number of the official system. */
@Repository
class OfficialNumberStore {
  private final JdbcClient jdbc;

  OfficialNumberStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
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
  }

  /** One at a time for each number, whatever its brackets, blanks and zeros in front. */
  private void requireFree(String official, String number) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(official_number_key(:official), 0))")
        .param("official", official)
        .query((row, n) -> official)
        .single();
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
