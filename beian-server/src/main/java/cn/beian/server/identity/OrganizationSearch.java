package cn.beian.server.identity;

import cn.beian.filing.numbers.CreditCode;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Units as administrators look for them: a page at a time, by name, code or division. */
@Service
@Transactional(readOnly = true)
public class OrganizationSearch {
  /** Rows of a page. */
  public static final int PAGE = 50;

  private static final int MOST_WORDS = 10;
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[\\s\u3000]+");

  private final JdbcClient jdbc;

  OrganizationSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A page of units.
   *
   * @param more whether others follow
   */
  public record Page(List<Organization> rows, boolean more) {
    public Page {
      rows = List.copyOf(rows);
    }

    /** The last of it. */
    public Organization last() {
      return rows.get(rows.size() - 1);
    }
  }

  /** How many units there are. */
  public int count() {
    return jdbc.sql("select count(*) from organization").query(Integer.class).single();
  }

  /**
   * Units by division and name.
   *
   * @param words each a part of the name, or what credit code or division begin with; blank for all
   * @param after the last of the page before; one that does not exist begins anew
   */
  public Page find(String words, Optional<UUID> after) {
    return page(
        """
        not exists (select 1 from unnest(:words) as w (word)
          where position(lower(w.word) in lower(o.name)) = 0
            and not starts_with(o.credit_code, upper(w.word))
            and not starts_with(o.division, w.word))
        """,
        after,
        spec -> spec.param("words", words(words)));
  }

  private static String[] words(String typed) {
    return Stream.of(BETWEEN_WORDS.split(typed.strip()))
        .filter(word -> !word.isEmpty())
        .limit(MOST_WORDS)
        .toArray(String[]::new);
  }

  /** A page of the units {@code o} that a condition holds for, by division and name. */
  Page page(
      String condition, Optional<UUID> after, UnaryOperator<JdbcClient.StatementSpec> parameters) {
    Optional<Organization> last = after.flatMap(this::find);
    List<Organization> found =
        parameters
            .apply(
                jdbc.sql(
                    "select * from organization o where "
                        + condition
                        + (last.isEmpty()
                            ? ""
                            : " and (division, name, id) > (:division, :name, :id)")
                        + " order by division, name, id limit :most"))
            .param("division", last.map(Organization::division).orElse(null))
            .param("name", last.map(Organization::name).orElse(null))
            .param("id", last.map(Organization::id).orElse(null))
            .param("most", PAGE + 1)
            .query(Organization.class)
            .list();
    return found.size() > PAGE ? new Page(found.subList(0, PAGE), true) : new Page(found, false);
  }

  private Optional<Organization> find(UUID id) {
    return jdbc.sql("select * from organization where id = :id")
        .param("id", id)
        .query(Organization.class)
        .optional();
  }

  /**
   * The unit that somebody names as the one above another: by credit code, or by its whole name.
   *
   * @param typed blank for none
   * @throws RejectedInput where none has it, or several have this name
   */
  public Optional<Organization> above(String typed) {
    String text = typed.strip();
    if (text.isEmpty()) {
      return Optional.empty();
    }
    List<Organization> found = named(text);
    if (found.size() != 1) {
      String key = found.isEmpty() ? "unknown" : "several";
      throw new RejectedInput(
          List.of(Problem.of("parent", "admin.organization.parent." + key, text)));
    }
    return Optional.of(found.get(0));
  }

  /** Units that have this credit code, or this whole name; two at most. */
  public List<Organization> named(String text) {
    return jdbc.sql(
            """
            select * from organization where credit_code = :creditCode or name = :name
              order by id limit 2
            """)
        .param("creditCode", CreditCode.read(text).folded().toUpperCase(Locale.ROOT))
        .param("name", text.strip())
        .query(Organization.class)
        .list();
  }
}
