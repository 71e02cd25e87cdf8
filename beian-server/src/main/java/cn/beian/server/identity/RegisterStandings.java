package cn.beian.server.identity;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * The state of what decides on cases and of what was issued, as a row of the audit trail after each
 * act that changes it, so that a check of the trail finds what was changed past the server: units,
 * legal parameters, working calendars, letters, certificates.
 */
@Component
public class RegisterStandings {
  /** Action of the row after which everything has one. */
  public static final String ALL = "register.standings";

  private static final String DAYS =
      "coalesce((select encode(sha256(convert_to(string_agg(d.day || coalesce(d.holiday, ''), ','"
          + " order by d.day), 'UTF8')), 'hex') from holiday_day d where d.year = n.year), 'none')";

  /** What is recorded; the name is also the first part of its subject in the trail. */
  public enum Kind {
    /** Where a unit belongs and who reviews its filings; the key is its id. */
    ORGANIZATION(
        "select o.id::text as key, 'level=' || o.level || ' kind=' || o.kind || ' division='"
            + " || o.division || ' route=' || o.route || ' above='"
            + " || coalesce(o.parent_id::text, 'none') || ' confirmed=' || coalesce(c.level || '/'"
            + " || c.kind || '/' || c.division || '/' || c.route || '/'"
            + " || coalesce(c.parent_id::text, 'none'), 'yes') || ' name=' || o.name as standing"
            + " from organization o left join unit_placement_change c on c.organization_id = o.id",
        " where o.id = cast(:key as uuid)",
        ""),
    /** All values of a legal parameter, the earliest first; the key is its id. */
    POLICY(
        "select key, string_agg(value || '@' || since || '/' || entered_by || '/'"
            + " || coalesce(confirmed_by, ''), ' ' order by id) as standing from policy_value",
        " where key = :key",
        " group by key"),
    /** The notice of a year: its citation, and the SHA-256 of its days; the key is the year. */
    CALENDAR(
        "select n.year::text as key, 'days=' || "
            + DAYS
            + " || ' source=' || n.citation"
            + " as standing from holiday_notice n",
        " where n.year = cast(:key as int)",
        ""),
    /** SHA-256 of the words of a letter by language; the key is {@code case/place}. */
    LETTER(
        "select case_id || '/' || place as key, string_agg(language || '=' ||"
            + " encode(sha256(convert_to(title || chr(10) || html, 'UTF8')), 'hex') || '/' ||"
            + " sha256, ' ' order by language collate \"C\") as standing from issued_letter",
        " where case_id = cast(split_part(:key, '/', 1) as uuid)"
            + " and place = cast(split_part(:key, '/', 2) as int)",
        " group by case_id, place"),
    /** SHA-256 of a certificate in PDF; the key is {@code number/language/revision}. */
    CERTIFICATE(
        "select number || '/' || language || '/' || revision as key, sha256 as standing"
            + " from filing_certificate",
        " where number = split_part(:key, '/', 1) and language = split_part(:key, '/', 2)"
            + " and revision = cast(split_part(:key, '/', 3) as int)",
        "");

    private final String select;
    private final String one;
    private final String group;

    Kind(String select, String one, String group) {
      this.select = select;
      this.one = one;
      this.group = group;
    }

    /** Action of the row about one. */
    public String action() {
      return prefix() + ".standing";
    }

    /** Subject of the row about one. */
    public String subject(String key) {
      return prefix() + ':' + key;
    }

    private String prefix() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state of each now, by its subject. */
    public Map<String, String> all(JdbcClient jdbc) {
      Map<String, String> standings = new TreeMap<>();
      jdbc.sql(select + group)
          .query(
              row -> {
                standings.put(subject(row.getString("key")), row.getString("standing"));
              });
      return standings;
    }
  }

  private final JdbcClient jdbc;
  private final AuditTrail audit;

  RegisterStandings(JdbcClient jdbc, AuditTrail audit) {
    this.jdbc = jdbc;
    this.audit = audit;
  }

  /** Records the state of one in the caller's transaction, after it was changed there. */
  public void record(Kind kind, String key) {
    String standing =
        jdbc.sql(kind.select + kind.one + kind.group)
            .param("key", key)
            .query((row, number) -> row.getString("standing"))
            .single();
    audit.record(kind.action(), kind.subject(key), standing);
  }

  /** Records the state of everything, and that this was done. */
  public void recordAll() {
    int count = 0;
    for (Kind kind : Kind.values()) {
      Map<String, String> all = kind.all(jdbc);
      all.forEach((subject, standing) -> audit.record(kind.action(), subject, standing));
      count += all.size();
    }
    audit.record(ALL, "", String.valueOf(count));
  }
}
