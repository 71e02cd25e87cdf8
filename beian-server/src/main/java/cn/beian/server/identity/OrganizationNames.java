package cn.beian.server.identity;

import cn.beian.filing.numbers.CreditCode;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Units as somebody names them while he types: by credit code, by what a name begins with, and by
 * what stands within a name among the units near his own. The work is bounded: of the units of a
 * city and of a province {@value #WALKED} each are looked at.
 */
@Service
@Transactional(readOnly = true)
public class OrganizationNames {
  /** Units that an answer has at most. */
  public static final int MOST = 10;

  /** Characters that are looked for; what follows them is passed over. */
  public static final int LONGEST = 100;

  private static final int WALKED = 10_000;

  /** A text after all that begin with another. */
  private static final String LAST = Character.toString(0x10FFFF);

  private final JdbcClient jdbc;

  OrganizationNames(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Units that a text may mean, the likeliest first, at most {@value #MOST}.
   *
   * @param typed a code, or part of a name; blank for none
   * @param division of the unit of whoever asks
   */
  public List<Organization> find(String typed, String division) {
    String text = typed.strip();
    String words =
        text.codePointCount(0, text.length()) <= LONGEST
            ? text
            : text.substring(0, text.offsetByCodePoints(0, LONGEST));
    return jdbc.sql(
            """
            with asked as (select folded_app_name(:words) as words),
            near as (
              (select o.*, 0 as rank from organization o where o.credit_code = :code limit :most)
              union all
              (select o.*, 1 from organization o
                where o.folded_name >= (select words from asked)
                  and o.folded_name < (select words from asked) || :last
                order by o.folded_name limit :most)
              union all
              (select w.* from (select o.*, 2 from organization o
                  where o.division >= :city and o.division < :city || 'z'
                  order by o.division, o.name, o.id limit :walked) w
                where strpos(w.folded_name, (select words from asked)) > 0 limit :most)
              union all
              (select w.* from (select o.*, 3 from organization o
                  where o.division >= :province and o.division < :province || 'z'
                  order by o.division, o.name, o.id limit :walked) w
                where strpos(w.folded_name, (select words from asked)) > 0 limit :most))
            select * from (select distinct on (id) * from near
              where (select words from asked) <> '' order by id, rank) once
            order by rank, length(name), name, id limit :most
            """)
        .param("words", words)
        .param("code", CreditCode.read(words).folded().toUpperCase(Locale.ROOT))
        .param("city", start(division, 4))
        .param("province", start(division, 2))
        .param("last", LAST)
        .param("walked", WALKED)
        .param("most", MOST)
        .query(Organization.class)
        .list();
  }

  private static String start(String division, int digits) {
    return division.substring(0, Math.min(digits, division.length()));
  }
}
