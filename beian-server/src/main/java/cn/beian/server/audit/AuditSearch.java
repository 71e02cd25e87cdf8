package cn.beian.server.audit;

import static cn.beian.server.platform.SqlColumns.at;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** Who did what, when, to what: the rows of the trail that fit, newest first. */
@Service
public class AuditSearch {
  private final JdbcClient jdbc;

  AuditSearch(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * Rows that fit.
   *
   * @param before only rows with a smaller id; empty from the newest on
   * @param count most rows
   */
  public List<Entry> find(Wanted wanted, Optional<Long> before, int count) {
    Map<String, Object> values = new LinkedHashMap<>();
    List<String> conditions = new ArrayList<>();
    if (!wanted.actor.isEmpty()) {
      conditions.add(
          "(actor = :actor or actor in (select login from user_account where name = :actorName))");
      values.put("actor", wanted.actor.toLowerCase(java.util.Locale.ROOT));
      values.put("actorName", wanted.actor);
    }
    String order = wanted.by == By.ALL ? "id" : "id + 0"; // of the index that has the kind
    if (wanted.by != By.ALL) {
      conditions.add("audit_kind(actor, action) = :kind");
      values.put("kind", wanted.by.name());
    }
    if (!wanted.action.isEmpty()) {
      conditions.add("action = :action");
      values.put("action", wanted.action);
    }
    if (!wanted.object.isEmpty()) {
      conditions.add(
          """
          (subject = :object or position(:object in subject) > 0 or position(:object in detail) > 0
            or subject in (select 'account:' || id from user_account
                            where name = :object or login = :object)
            or subject in (select 'organization:' || id from organization where name = :object))
          """);
      values.put("object", wanted.object);
    }
    Instant from = wanted.from;
    if (from != null) {
      conditions.add("at >= :from");
      values.put("from", at(from));
    }
    Instant until = wanted.until;
    if (until != null) {
      conditions.add("at < :until");
      values.put("until", at(until));
    }
    before.ifPresent(
        id -> {
          conditions.add(order + " < :before");
          values.put("before", id);
        });
    values.put("count", count);
    return jdbc
        .sql(
            "select * from audit_entry"
                + (conditions.isEmpty() ? "" : " where " + String.join(" and ", conditions))
                + " order by "
                + order
                + " desc limit :count")
        .params(values)
        .query(AuditRows.Stored.class)
        .list()
        .stream()
        .map(Entry::of)
        .toList();
  }

  /** Every action that the trail knows, in the order of its code. */
  public List<String> actions() {
    // a skip scan: as many steps as there are actions, however long the trail is
    return jdbc.sql(
            """
            with RECURSIVE known as (
              (select action from audit_entry order by action limit 1)
              union all
              select (select e.action from audit_entry e where e.action > known.action
                       order by e.action limit 1)
                from known where known.action is not null)
            select action from known where action is not null
            """)
        .query(String.class)
        .list();
  }

  /** Who wrote a row. */
  public enum By {
    /** A person, logged in or not, or past the server. */
    PEOPLE,
    /** A job, or the record of a state after an act. */
    MACHINE,
    /** Either. */
    ALL
  }

  /**
   * What is looked for; an empty text or null means all.
   *
   * @param actor login or name of a person
   * @param action its code
   * @param object login or name of a person, name of a unit, or a piece of subject or detail
   * @param by who wrote it
   * @param from first moment
   * @param until first moment after
   */
  public record Wanted(
      String actor,
      String action,
      String object,
      By by,
      @Nullable Instant from,
      @Nullable Instant until) {
    public Wanted {
      actor = kept(actor);
      action = kept(action);
      object = kept(object);
    }

    /** The database knows no zero character. */
    private static String kept(String text) {
      return text.replace("\0", "").strip();
    }
  }

  /**
   * A row.
   *
   * @param actor login of the person, or one of the names of {@code AuditTrail}
   * @param digest of the row in the chain
   */
  public record Entry(
      long id,
      Instant at,
      String actor,
      String action,
      String subject,
      String detail,
      String digest) {
    static Entry of(AuditRows.Stored stored) {
      AuditRow row = stored.row();
      return new Entry(
          stored.id(),
          row.at(),
          row.actor(),
          row.action(),
          row.subject(),
          row.detail(),
          stored.digest());
    }
  }
}
