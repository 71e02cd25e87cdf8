package cn.beian.server.records;

import cn.beian.ledger.FsckReport;
import cn.beian.ledger.StoredEntry;
import cn.beian.server.ledger.PublicLedger;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
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

  private static final String SERIALS =
      """
      select year, serial, number, counted, last
        from (select substring(number from 13 for 4)::int as year, substring(number from 18 for 6)::int as serial,
                     number, count(*) over (partition by substring(number from 13 for 11)) as counted
                from filing_record) given
        full join filing_serial using (year)
       order by year, serial, number
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
    REVISION_COUNT_DIFFERS,
    /** Two numbers of one year with the same serial. */
    SERIAL_TWICE,
    /** Serials of a year were left out; number: the year, revision: the first of them. */
    SERIAL_MISSING,
    /** The counter of a year is not its highest serial; number: the year, revision: the counter. */
    COUNTER_DIFFERS
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
    PublicLedger now = ledger.asOfNow();
    TransactionTemplate oneMoment = new TransactionTemplate(new JdbcTransactionManager(dataSource));
    oneMoment.setReadOnly(true);
    oneMoment.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
    return Objects.requireNonNull(
        oneMoment.execute(status -> new RecordCheck(dataSource, now).run(progress)));
  }

  private Result run(LongConsumer progress) {
    FsckReport report;
    try (Stream<StoredRevision> rows =
        jdbc.queryForStream(StoredRevision.IN_ORDER, StoredRevision::of)) {
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
    Serials serials = new Serials();
    jdbc.query(SERIALS, serials);
    serials.endYear();
    return new Result(report, faults);
  }

  private void compare(StoredEntry stored, Optional<StoredRevision> named) {
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
    StoredRevision revision = named.get();
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

  private void withoutEntry(StoredRevision revision) {
    fault(Kind.REVISION_WITHOUT_ENTRY, revision.index(), revision.number(), revision.revision());
  }

  private void fault(Kind kind, long index, String number, int revision) {
    faults.add(new RecordFault(kind, index, number, revision));
  }

  /** Sees that the serials of each year run from 1 to its counter, each once. */
  private final class Serials implements RowCallbackHandler {
    private int year;
    private int highest;
    private int counter;

    @Override
    public void processRow(ResultSet row) throws SQLException {
      if (row.getInt("year") != year) {
        endYear();
        year = row.getInt("year");
        highest = 0;
        counter = row.getInt("last");
      }
      int serial = row.getInt("serial"); // 0 in a year that has only a counter
      if (serial > highest + 1) {
        fault(Kind.SERIAL_MISSING, -1, Integer.toString(year), highest + 1);
      }
      if (row.getInt("counted") > 1) {
        fault(Kind.SERIAL_TWICE, -1, row.getString("number"), -1);
      }
      highest = serial;
    }

    void endYear() {
      if (counter != highest) {
        fault(Kind.COUNTER_DIFFERS, -1, Integer.toString(year), counter);
      }
    }
  }

  /** The revisions in ascending order of their entries, read alongside these. */
  private static final class Revisions {
    private final Iterator<StoredRevision> rows;
    private @Nullable StoredRevision next;

    Revisions(Iterator<StoredRevision> rows) {
      this.rows = rows;
      advance();
    }

    /** Those whose entries lie below an index and were not asked for. */
    List<StoredRevision> upTo(long index) {
      List<StoredRevision> passed = new ArrayList<>();
      while (next != null && next.index() < index) {
        passed.add(next);
        advance();
      }
      return passed;
    }

    Optional<StoredRevision> at(long index) {
      StoredRevision found = next;
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
}
