package cn.beian.server.records;

import cn.beian.ledger.FsckReport;
import cn.beian.ledger.StoredEntry;
import cn.beian.server.ledger.PublicLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The whole check of what is public: the ledger itself, and that every (number, revision) is one
 * entry and the other way round, with the same content. Entries and revisions are read once, side
 * by side, as of one moment.
 */
public final class RecordCheck {
  private static final int FETCH_ROWS = 1000;

  private static final String REVISIONS =
      """
      select v.number, v.revision, v.event, v.entry_index, v.at,
             r.state, r.app_name, r.sponsor_name, r.official_number, r.filed_on,
             (select string_agg(p.sha256, ' ') from filing_package p where p.number = v.number
               and p.part = case v.event when 'FILED' then 'REVIEW' when 'LAUNCH_BUILD' then 'LAUNCH' end) as digests
        from filing_revision v
        left join filing_record r on r.number = v.number and r.revision = v.revision
       order by v.entry_index
      """;

  private static final String MISCOUNTED =
      """
      select r.number, r.revision from filing_record r
       where r.revision <> (select count(*) from filing_revision v where v.number = r.number)
       order by r.number
      """;

  private static final String UNREGISTERED_BUILDS =
      """
      select p.number from filing_package p where p.part = 'LAUNCH' group by p.number
      having count(*) > (select count(*) from filing_revision v
                          where v.number = p.number and v.event = 'LAUNCH_BUILD')
       order by p.number
      """;

  private final JdbcTemplate jdbc;
  private final PublicLedger ledger;
  private final List<RecordFault> faults = new ArrayList<>();

  private RecordCheck(DataSource dataSource, PublicLedger ledger) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.jdbc.setFetchSize(FETCH_ROWS);
    this.ledger = ledger;
  }

  /** Kinds of fault between records and entries; stable, also the last part of message keys. */
  public enum Kind {
    /** An entry that no revision names. */
    ENTRY_WITHOUT_REVISION,
    /** A revision whose entry does not exist. */
    REVISION_WITHOUT_ENTRY,
    /** An entry with another number, revision, event or instant than the revision that names it. */
    ENTRY_OF_ANOTHER_REVISION,
    /** An entry that is no canonical JSON. */
    ENTRY_UNREADABLE,
    /** A record that says something else than its newest entry. */
    RECORD_DIFFERS,
    /** Packages of a record that its entries do not name, or the other way round. */
    PACKAGES_DIFFER,
    /** A record whose count of revisions is not that of its revisions. */
    REVISION_COUNT_DIFFERS
  }

  /**
   * A fault.
   *
   * @param index of the entry, -1 where there is none
   * @param revision -1 where there is none
   */
  public record RecordFault(Kind kind, long index, String number, int revision) {}

  /** What was found; both parts are clean when all is well. */
  public record Result(FsckReport ledger, List<RecordFault> faults) {
    public Result {
      faults = List.copyOf(faults);
    }

    public boolean clean() {
      return ledger.clean() && faults.isEmpty();
    }
  }

  /**
   * Reads everything.
   *
   * @param progress told after each entry how many were read
   */
  public static Result run(DataSource dataSource, PublicLedger ledger, LongConsumer progress) {
    TransactionTemplate oneMoment = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    oneMoment.setReadOnly(true);
    oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    return Objects.requireNonNull(
        oneMoment.execute(status -> new RecordCheck(dataSource, ledger).run(progress)));
  }

  private Result run(LongConsumer progress) {
    FsckReport report;
    try (Stream<Revision> rows = jdbc.queryForStream(REVISIONS, Revision::of)) {
      Revisions revisions = new Revisions(rows.iterator());
      report =
          ledger.fsck(
              entry -> {
                revisions.upTo(entry.index()).forEach(this::withoutEntry);
                compare(entry, revisions.at(entry.index()));
                progress.accept(entry.index() + 1);
              });
      revisions.upTo(Long.MAX_VALUE).forEach(this::withoutEntry);
    }
    jdbc.query(
        MISCOUNTED,
        row -> {
          fault(Kind.REVISION_COUNT_DIFFERS, -1, row.getString(1), row.getInt(2));
        });
    jdbc.query(
        UNREGISTERED_BUILDS,
        row -> {
          fault(Kind.PACKAGES_DIFFER, -1, row.getString(1), -1);
        });
    return new Result(report, faults);
  }

  private void compare(StoredEntry stored, Optional<Revision> named) {
    Optional<LedgerEntry> read = LedgerEntry.read(stored.bytes());
    if (read.isEmpty()) {
      fault(Kind.ENTRY_UNREADABLE, stored.index(), "", -1);
      return;
    }
    LedgerEntry entry = read.get();
    if (named.isEmpty()) {
      fault(Kind.ENTRY_WITHOUT_REVISION, stored.index(), entry.text("number"), entry.revision());
      return;
    }
    Revision revision = named.get();
    if (!revision.isNamedBy(entry)) {
      fault(Kind.ENTRY_OF_ANOTHER_REVISION, stored.index(), revision.number(), revision.revision());
    } else {
      if (!revision.saysTheSame(entry)) {
        fault(Kind.RECORD_DIFFERS, stored.index(), revision.number(), revision.revision());
      }
      if (!revision.hasTheSamePackages(entry)) {
        fault(Kind.PACKAGES_DIFFER, stored.index(), revision.number(), revision.revision());
      }
    }
  }

  private void withoutEntry(Revision revision) {
    fault(Kind.REVISION_WITHOUT_ENTRY, revision.index(), revision.number(), revision.revision());
  }

  private void fault(Kind kind, long index, String number, int revision) {
    faults.add(new RecordFault(kind, index, number, revision));
  }

  /** The revisions in ascending order of their entries, read alongside these. */
  private static final class Revisions {
    private final Iterator<Revision> rows;
    private @Nullable Revision next;

    Revisions(Iterator<Revision> rows) {
      this.rows = rows;
      advance();
    }

    /** Those whose entries lie below an index and were not asked for. */
    List<Revision> upTo(long index) {
      List<Revision> passed = new ArrayList<>();
      while (next != null && next.index() < index) {
        passed.add(next);
        advance();
      }
      return passed;
    }

    Optional<Revision> at(long index) {
      Revision found = next;
      if (found == null || found.index() != index) {
        return Optional.empty();
      }
      advance();
      return Optional.of(found);
    }

    private void advance() {
      next = rows.hasNext() ? rows.next() : null;
    }
  }

  /**
   * A revision as the database has it.
   *
   * @param record what the record says, where this is its newest revision; else empty
   * @param digests of the packages that belong to its event
   */
  private record Revision(
      String number,
      int revision,
      String event,
      long index,
      Instant at,
      Map<String, String> record,
      Set<String> digests) {
    static Revision of(ResultSet row, int rowNumber) throws SQLException {
      String state = row.getString("state");
      Map<String, String> record =
          state == null
              ? Map.of()
              : Map.of(
                  "state", state,
                  "appName", row.getString("app_name"),
                  "sponsorName", row.getString("sponsor_name"),
                  "officialNumber", row.getString("official_number"),
                  "filedOn", row.getString("filed_on"));
      String digests = Objects.requireNonNullElse(row.getString("digests"), "");
      return new Revision(
          row.getString("number"),
          row.getInt("revision"),
          row.getString("event"),
          row.getLong("entry_index"),
          row.getTimestamp("at").toInstant(),
          record,
          digests.isEmpty() ? Set.of() : new TreeSet<>(List.of(digests.split(" "))));
    }

    boolean isNamedBy(LedgerEntry entry) {
      return entry.text("number").equals(number)
          && entry.revision() == revision
          && entry.text("event").equals(event)
          && entry.text("at").equals(at.toString());
    }

    boolean saysTheSame(LedgerEntry entry) {
      return record.entrySet().stream()
          .allMatch(field -> entry.text(field.getKey()).equals(field.getValue()));
    }

    /** A launch build may follow others; what was filed must be all. */
    boolean hasTheSamePackages(LedgerEntry entry) {
      return event.equals("FILED")
          ? digests.equals(entry.packageDigests())
          : digests.containsAll(entry.packageDigests());
    }
  }
}
