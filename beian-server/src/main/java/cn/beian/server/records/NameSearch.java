package cn.beian.server.records;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Finds names by what they contain, newest first, with work that no text and no number of records
 * makes larger: the rarest pair of the text is looked for, at most {@value #COUNTED} of each are
 * counted to know which that is, and at most {@value #WALKED} of its records are looked at. Each
 * step goes along an index; see ADR 0027.
 */
@Component
class NameSearch {
  /** Records of a page. */
  static final int PAGE = 50;

  static final int COUNTED = 1_000;
  static final int WALKED = 10_000;

  /** Of a longer text no more pairs are asked for; so many name it. */
  private static final int MOST_GRAMS = 12;

  private static final String COUNT =
      """
      select w.gram, (select count(*)
                        from (select 1 from filing_name_gram g where g.gram = w.gram limit \
      """
          + COUNTED
          + """
      ) counted) as records
        from unnest(:grams::text[]) as w (gram)
      """;

  /** Scalar subqueries, so that each record walked costs one probe and no plan does otherwise. */
  private static final String WALK =
      """
      select place
        from (select place from filing_name_gram where gram = :gram0 order by place desc limit \
      """
          + WALKED
          + """
      ) walked
       where (select not restricted from filing_record r where r.place = walked.place)
      """;

  private static final String AND_HAS =
      " and (select true from filing_name_gram g where g.place = walked.place and g.gram = :gram";

  private static final String BEYOND =
      "select 1 from filing_name_gram where gram = :gram order by place desc limit 1 offset "
          + WALKED;

  private final JdbcClient jdbc;

  NameSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * What was found.
   *
   * @param places of records, newest first, at most {@value #PAGE}
   * @param more whether there are others, or may be
   */
  record Hits(List<Long> places, boolean more) {
    private static final Hits NONE = new Hits(List.of(), false);
  }

  private record Counted(String gram, int records) {}

  Hits find(String text) {
    List<String> asked = NameGrams.asked(text);
    if (asked.isEmpty()) {
      return Hits.NONE;
    }
    List<Counted> grams = counted(asked.subList(0, Math.min(MOST_GRAMS, asked.size())));
    Counted rarest = grams.get(0);
    if (rarest.records() == 0) {
      return Hits.NONE;
    }
    List<Long> places = walk(grams);
    boolean full = places.size() > PAGE;
    return new Hits(
        full ? places.subList(0, PAGE) : places,
        full || (rarest.records() == COUNTED && isWalkedOnlyInPart(rarest.gram())));
  }

  private List<Counted> counted(List<String> grams) {
    return jdbc
        .sql(COUNT)
        .param("grams", grams.toArray(String[]::new))
        .query(Counted.class)
        .list()
        .stream()
        .sorted(Comparator.comparingInt(Counted::records))
        .toList();
  }

  private List<Long> walk(List<Counted> grams) {
    Map<String, Object> parameters = new HashMap<>();
    StringBuilder sql = new StringBuilder(WALK);
    for (int i = 0; i < grams.size(); i++) {
      parameters.put("gram" + i, grams.get(i).gram());
      if (i > 0) {
        sql.append(AND_HAS).append(i).append(')');
      }
    }
    sql.append(" order by place desc limit ").append(PAGE + 1);
    return jdbc.sql(sql.toString()).params(parameters).query(Long.class).list();
  }

  private boolean isWalkedOnlyInPart(String gram) {
    return jdbc.sql(BEYOND).param("gram", gram).query(Integer.class).optional().isPresent();
  }
}
