package cn.beian.server.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The state of what decides on cases and of what was issued, as a row of the audit trail after each
 * act that changes it, so that a check of the trail finds what was changed past the server: units,
 * legal parameters, working calendars, letters, certificates. What people wrote is held by its
 * SHA-256 alone: a row of the trail is one line of at most 2,000 characters.
 */
@Component
public class RegisterStandings {
  /** Action of the row after which everything has one. */
  public static final String ALL = "register.standings";

  private static final Logger LOG = LoggerFactory.getLogger(RegisterStandings.class);

  /** How many are recorded in one transaction where all are. */
  private static final int AT_ONCE = 1000;

  /** What is recorded; the name is also the first part of its subject in the trail. */
  public enum Kind {
    /** Where a unit belongs and who reviews its filings; the key is its id. */
    ORGANIZATION(
        """
        select o.id::text as key, 'level=' || o.level || ' kind=' || o.kind || ' division='
            || o.division || ' route=' || o.route || ' above=' || coalesce(o.parent_id::text, 'none')
            || ' confirmed=' || coalesce(c.level || '/' || c.kind || '/' || c.division || '/'
              || c.route || '/' || coalesce(c.parent_id::text, 'none'), 'yes')
            || ' name=' || encode(sha256(convert_to(o.name, 'UTF8')), 'hex') as standing
          from organization o left join unit_placement_change c on c.organization_id = o.id
        """,
        " where o.id = cast(:key as uuid)",
        ""),
    /** SHA-256 of all values of a legal parameter, the earliest first; the key is its id. */
    POLICY(
        """
        select key, count(*) || ' values=' || encode(sha256(convert_to(string_agg(value || '@' || since
            || '/' || verified || '/' || source || '/' || entered_by || '/'
            || coalesce(confirmed_by, ''), chr(10) order by id), 'UTF8')), 'hex') as standing
          from policy_value
        """,
        " where key = :key",
        " group by key"),
    /** SHA-256 of the days and of the citation of a year's notice; the key is the year. */
    CALENDAR(
        """
        select n.year::text as key, 'days=' || coalesce((select encode(sha256(convert_to(
            string_agg(d.day || coalesce(d.holiday, ''), ',' order by d.day), 'UTF8')), 'hex')
              from holiday_day d where d.year = n.year), 'none')
            || ' source=' || encode(sha256(convert_to(n.citation, 'UTF8')), 'hex') as standing
          from holiday_notice n
        """,
        " where n.year = cast(:key as int)",
        ""),
    /** SHA-256 of the words of a letter by language; the key is the number printed on it. */
    LETTER(
        """
        select number as key, string_agg(language || '='
            || encode(sha256(convert_to(title || chr(10) || html, 'UTF8')), 'hex') || '/' || sha256,
            ' ' order by language collate "C", case_id, place) as standing
          from issued_letter
        """,
        " where number = :key",
        " group by number"),
    /** SHA-256 of a certificate in PDF; the key is {@code number/language/revision}. */
    CERTIFICATE(
        """
        select number || '/' || language || '/' || revision as key, sha256 as standing
          from filing_certificate
        """,
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

    /** Statement that gives the {@code key} and {@code standing} of all of them. */
    public String all() {
      return select + group;
    }
  }

  private record Standing(String key, String standing) {}

  private final JdbcClient jdbc;
  private final DataSource dataSource;
  private final AuditTrail audit;
  private final TransactionTemplate reading;
  private final TransactionTemplate writing;

  RegisterStandings(
      JdbcClient jdbc,
      DataSource dataSource,
      AuditTrail audit,
      PlatformTransactionManager transactions) {
    this.jdbc = jdbc;
    this.dataSource = dataSource;
    this.audit = audit;
    this.reading = new TransactionTemplate(transactions);
    this.writing = new TransactionTemplate(transactions);
    writing.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
  }

  /** Records the state of one in the caller's transaction, after it was changed there. */
  public void record(Kind kind, String key) {
    String standing =
        jdbc.sql(kind.select + kind.one + kind.group)
            .param("key", key)
            .query(Standing.class)
            .single()
            .standing();
    audit.record(kind.action(), kind.subject(key), standing);
  }

  /**
   * Records the state of everything in transactions of its own, and at last that this was done;
   * what was recorded before is recorded again. Its work is linear in all there is.
   */
  public void recordAll() {
    long count = 0;
    for (Kind kind : Kind.values()) {
      count += Objects.requireNonNull(reading.execute(status -> recordAll(kind)));
    }
    audit.record(ALL, "", String.valueOf(count));
    LOG.info("{} units, parameters, calendars, letters and certificates recorded", count);
  }

  private long recordAll(Kind kind) {
    JdbcTemplate rows = new JdbcTemplate(dataSource);
    rows.setFetchSize(AT_ONCE); // within the transaction that reads: not all at once in memory
    List<String[]> batch = new ArrayList<>();
    AtomicLong count = new AtomicLong();
    rows.query(
        kind.all(),
        row -> {
          batch.add(new String[] {row.getString("key"), row.getString("standing")});
          count.incrementAndGet();
          if (batch.size() == AT_ONCE) {
            write(kind, batch);
          }
        });
    write(kind, batch);
    return count.get();
  }

  private void write(Kind kind, List<String[]> batch) {
    writing.executeWithoutResult(
        status -> batch.forEach(one -> audit.record(kind.action(), kind.subject(one[0]), one[1])));
    batch.clear();
  }
}
