package cn.beian.server.records;

import java.util.List;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** By what parts of its names a record is found; writing it costs nothing of other records. */
@Component
class NameIndexStore {
  static final String FORGET =
      """
      delete from filing_name_gram where gram = any(:old::text[])
        and place = (select place from filing_record where number = :number)
      """;

  private final JdbcClient jdbc;

  NameIndexStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The names of a record that has none yet. */
  void write(String number, List<String> names) {
    jdbc.sql(
            """
            insert into filing_name_gram (gram, place)
            select gram, (select place from filing_record where number = :number)
            from unnest(:new::text[]) as given (gram) on conflict do nothing
            """)
        .param("number", number)
        .param("new", grams(names))
        .update();
  }

  /** Names in the place of those that a record had. */
  void rewrite(String number, List<String> old, List<String> names) {
    jdbc.sql(FORGET).param("number", number).param("old", grams(old)).update();
    write(number, names);
  }

  private static String[] grams(List<String> names) {
    Set<String> kept = NameGrams.kept(String.join("\n", names));
    return kept.toArray(String[]::new);
  }
}
