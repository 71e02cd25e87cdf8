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
          "(actor = :actor OR actor IN (SELECT login FROM user_account WHERE name = :actorName))");
      values.put("actor", wanted.actor.toLowerCase(java.util.Locale.ROOT));
      values.put("actorName", wanted.actor);
    }
    if (!wanted.action.isEmpty()) {
      conditions.add("action = :action");
      values.put("action", wanted.action);
    }
    if (!wanted.object.isEmpty()) {
      conditions.add(
          """
          (subject = :object OR position(:object IN subject) > 0 OR position(:object IN detail) > 0
            OR subject IN (SELECT 'account:' || id FROM user_account
                            WHERE name = :object OR login = :object)
            OR subject IN (SELECT 'organization:' || id FROM organization WHERE name = :object))
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
          conditions.add("id < :before");
          values.put("before", id);
        });
    values.put("count", count);
    return jdbc
        .sql(
            "SELECT * FROM audit_entry"
                + (conditions.isEmpty() ? "" : " WHERE " + String.join(" AND ", conditions))
                + " ORDER BY id DESC LIMIT :count")
        .params(values)
        .query(AuditChain::stored)
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
            WITH RECURSIVE known AS (
              (SELECT action FROM audit_entry ORDER BY action LIMIT 1)
              UNION ALL
              SELECT (SELECT e.action FROM audit_entry e WHERE e.action > known.action
                       ORDER BY e.action LIMIT 1)
                FROM known WHERE known.action IS NOT NULL)
            SELECT action FROM known WHERE action IS NOT NULL
            """)
        .query(String.class)
        .list();
  }

  /**
   * What is looked for; an empty text or null means all.
   *
   * @param actor login or name of a person
   * @param action its code
   * @param object login or name of a person, name of a unit, or a piece of subject or detail
   * @param from first moment
   * @param until first moment after
   */
  public record Wanted(
      String actor, String action, String object, @Nullable Instant from, @Nullable Instant until) {
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
    static Entry of(AuditChain.Stored stored) {
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
