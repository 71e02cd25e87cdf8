package cn.beian.server.records;

import cn.beian.filing.states.RecordGraph;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Filed apps whose names resemble one that is planned. Of each pair of characters at most {@value
 * #COUNTED} records are looked at, so that no name makes it slow.
 */
@Component
public class SimilarNameStore {
  private static final int COUNTED = 500;
  private static final int MOST_GRAMS = 24;
  private static final int CANDIDATES = 60;
  private static final int MOST = 10;

  /** Of the pairs of both names together, twice those that they share. */
  private static final double ALIKE = 0.4;

  private final JdbcClient jdbc;

  SimilarNameStore(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** Apps in force whose names are like a name, the most alike first. */
  @Transactional(readOnly = true)
  public List<NamedRecord> to(String name) {
    Set<String> pairs = pairs(name);
    if (pairs.isEmpty()) {
      return List.of();
    }
    return jdbc
        .sql(
            """
            select r.number, r.app_name, r.sponsor_name as sponsor,
              coalesce(nullif(r.official_number, ''), r.number) as shown
            from (
              select hit.place, count(*) as shared from unnest(:grams::text[]) as w (gram)
                cross join lateral (select g.place from filing_name_gram g
                  where g.gram = w.gram order by g.place desc limit :counted) hit
              group by hit.place order by shared desc, hit.place desc limit :candidates) found
            join filing_record r on r.place = found.place
            where not r.restricted and r.state in (:inForce)
            order by found.shared desc, r.place desc
            """)
        .param("grams", pairs.stream().sorted().limit(MOST_GRAMS).toArray(String[]::new))
        .param("inForce", RecordGraph.IN_FORCE)
        .param("counted", COUNTED)
        .param("candidates", CANDIDATES)
        .query(NamedRecord.class)
        .list()
        .stream()
        .filter(one -> likeness(pairs, pairs(one.appName())) >= ALIKE)
        .sorted(
            Comparator.comparingDouble((NamedRecord one) -> -likeness(pairs, pairs(one.appName()))))
        .limit(MOST)
        .toList();
  }

  private static Set<String> pairs(String name) {
    return NameGrams.asked(name).stream()
        .filter(gram -> gram.codePointCount(0, gram.length()) > 1)
        .collect(Collectors.toSet());
  }

  private static double likeness(Set<String> one, Set<String> other) {
    if (one.isEmpty() || other.isEmpty()) {
      return 0;
    }
    Set<String> shared = new HashSet<>(one);
    shared.retainAll(other);
    return 2.0 * shared.size() / (one.size() + other.size());
  }
}
