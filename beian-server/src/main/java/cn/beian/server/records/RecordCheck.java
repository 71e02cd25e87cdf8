package cn.beian.server.records;

import cn.beian.ledger.EntryCheck;
import cn.beian.ledger.FsckReport;
import cn.beian.ledger.storage.StoredEntry;
import cn.beian.server.database.OneMoment;
import cn.beian.server.ledger.PublicLedger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The whole check of what is public: the ledger itself, and that every (number, revision) is one
 * entry and the other way round, with the same content. Entries and revisions are read once, side
 * by side, as of one moment.
 */
public final class RecordCheck {
  private static final int FETCH_ROWS = 1000;

  /** Serials that leave others out below them, or that two numbers have. */
  private static final String SERIALS =
      """
      select year, number, before, serial, counted
        from (select year, serial, number,
                     lag(serial, 1, 0) over (partition by year order by serial, number) as before,
                     count(*) over (partition by year, serial) as counted
                from (select substring(number from 13 for 4)::int as year, substring(number from 18 for 6)::int as serial,
                             number
                        from filing_record) given) beside
       where serial > before + 1 or counted > 1
       order by year, serial, number
      """;

  private static final String COUNTERS =
      """
      select year, coalesce(last, 0)
        from (select substring(number from 13 for 4)::int as year, max(substring(number from 18 for 6)::int) as highest
                from filing_record group by 1) given
        full join filing_serial using (year)
       where coalesce(highest, 0) <> coalesce(last, 0)
       order by year
      """;

  private static final String MISCOUNTED =
      """
      select r.number, r.revision
        from filing_record r
        left join (select number, count(*) as revisions from filing_revision group by number) v using (number)
       where r.revision <> coalesce(v.revisions, 0)
       order by r.number
      """;

  private static final String UNREGISTERED_BUILDS =
      """
      select p.number from filing_package p where p.part = 'LAUNCH' group by p.number
      having count(*) > (select count(*) from filing_revision v
                          where v.number = p.number and v.event = 'LAUNCH_BUILD')
       order by p.number
      """;

  private static final String APPS =
      """
      select distinct on (r.app_id) r.number,
             r.state = a.state and r.organization_id = a.owner_id as same
        from filing_record r join app a on a.id = r.app_id
       order by r.app_id, r.place desc
      """;

  private static final String OTHER_APPLICATIONS =
      """
      select number, revision from (
          select distinct on (v.number) v.number, v.revision,
                 v.application_id = r.application_id and coalesce(a.number = r.number, true) as same
            from filing_revision v join filing_record r on r.number = v.number
            left join application a on a.id = r.application_id
           where v.event in ('FILED', 'CHANGED', 'CHANGED_TESTED', 'CHANGED_MAJOR')
             and v.application_id is not null
           order by v.number, v.revision desc) latest
       where not same order by number
      """;

  /** Of a record that was revoked meanwhile, an ending comes to its end all the same. */
  private static final String OTHER_ENDINGS =
      """
      select e.number from ending_case e join filing_record r on r.number = e.number
       where e.state in ('ANNOUNCED', 'OFFLINE', 'REPORTED', 'SENT_BACK', 'REPORTED_AGAIN')
             and r.state not in ('SHUTTING_DOWN', 'REVOKED')
          or e.state in ('NOTED', 'SETTING_ASIDE') and r.state not in ('DEREGISTERED', 'REVOKED')
       order by e.number
      """;

  /**
   * Units that use an app, of which the app or the unit is gone; told by the app's latest number.
   */
  private static final String LOST_USERS =
      """
      select distinct coalesce((select r.number from filing_record r where r.app_id = u.app_id
                                 order by r.place desc limit 1), '/apps/' || u.app_id)
        from app_using_unit u left join app a on a.id = u.app_id
        left join organization o on o.id = u.organization_id
       where a.id is null or a.merged_into is not null
          or u.organization_id is not null and o.id is null
       order by 1
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
    /** The case that led to an entry is not what the entry commits to, or its salt is gone. */
    CASE_DIFFERS,
    /** What a record says of its unit is not what the application says that it rests on. */
    SPONSOR_DIFFERS,
    /** Whom a record is for is not what the application says that it rests on. */
    USERS_DIFFER,
    /** A record is restricted, or is not, other than was decided last. */
    RESTRICTION_DIFFERS,
    /** An ending says something else than was announced or reported in its last such step. */
    ENDING_SAYS_OTHERWISE,
    /** A sealed entry that what is kept to open it does not open. */
    COMMITMENT_DIFFERS,
    /** Packages of a record that its entries do not name, or the other way round. */
    PACKAGES_DIFFER,
    /** A record whose count of revisions is not that of its revisions. */
    REVISION_COUNT_DIFFERS,
    /** Two numbers of one year with the same serial. */
    SERIAL_TWICE,
    /** Serials of a year were left out; number: the year, revision: the first of them. */
    SERIAL_MISSING,
    /** The counter of a year is not its highest serial; number: the year, revision: the counter. */
    COUNTER_DIFFERS,
    /**
     * The app of a record stands in another state, or with another unit, than its latest record.
     */
    APP_DIFFERS,
    /** A record that rests on another application than the one that was accepted last. */
    APPLICATION_DIFFERS,
    /** A record that is announced to end, or whose end is noted, and stands as if it were not. */
    ENDING_DIFFERS,
    /** An approval or exception that applications for more than one app rest on. */
    CASE_USED_TWICE,
    /** An application refers to an approval or exception that was not given to its unit. */
    CASE_NOT_GIVEN,
    /** Answers read from an approval or exception that none of the unit has; number: a case. */
    ANSWERS_OF_ANOTHER_CASE,
    /** An approval or exception with a result and without document number, day or remedy. */
    CASE_WITHOUT_DECISION,
    /** The state of an approval or exception is not where its steps lead along its graph. */
    CASE_OFF_ITS_WAY,
    /** Letters of two approvals or exceptions have the same number. */
    LETTER_NUMBER_TWICE,
    /** A unit that uses an app, of which the app or the unit is gone. */
    USING_UNIT_LOST
  }

  /**
   * A fault.
   *
   * @param index of the entry, -1 where there is none
   * @param number of the record; of what has none, its page
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
    return OneMoment.of(dataSource).read(() -> new RecordCheck(dataSource, now).run(progress));
  }

  private Result run(LongConsumer progress) {
    FsckReport report;
    CaseCommitments cases = new CaseCommitments(new CaseContentStore(jdbc));
    try (Stream<StoredRevision> rows =
        jdbc.queryForStream(StoredRevision.IN_ORDER, StoredRevision::of)) {
      Revisions revisions = new Revisions(rows);
      report = ledger.fsck(new Comparison(revisions, cases, progress));
      revisions.upTo(Long.MAX_VALUE).forEach(revision -> faults.add(withoutEntry(revision)));
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
    jdbc.query(
        SERIALS,
        row -> {
          int missing = row.getInt("before") + 1;
          if (row.getInt("serial") > missing) {
            fault(Kind.SERIAL_MISSING, -1, row.getString("year"), missing);
          }
          if (row.getInt("counted") > 1) {
            fault(Kind.SERIAL_TWICE, -1, row.getString("number"), -1);
          }
        });
    jdbc.query(
        COUNTERS,
        row -> {
          fault(Kind.COUNTER_DIFFERS, -1, row.getString(1), row.getInt(2));
        });
    jdbc.query(
        "select number from (" + APPS + ") latest where not same order by number",
        row -> {
          fault(Kind.APP_DIFFERS, -1, row.getString(1), -1);
        });
    jdbc.query(
        OTHER_APPLICATIONS,
        row -> {
          fault(Kind.APPLICATION_DIFFERS, -1, row.getString(1), row.getInt(2));
        });
    jdbc.query(
        OTHER_ENDINGS,
        row -> {
          fault(Kind.ENDING_DIFFERS, -1, row.getString(1), -1);
        });
    new DecidedCheck(jdbc, (kind, number) -> fault(kind, -1, number, -1)).run();
    new ReferredCaseCheck(jdbc, (kind, page) -> fault(kind, -1, page, -1)).run();
    jdbc.query(
        LOST_USERS,
        row -> {
          fault(Kind.USING_UNIT_LOST, -1, row.getString(1), -1);
        });
    return new Result(report, faults);
  }

  private static void compare(
      StoredEntry stored,
      Optional<StoredRevision> named,
      CaseCommitments cases,
      List<RecordFault> found) {
    long index = stored.index();
    Optional<LedgerEntry> read = LedgerEntry.read(stored.bytes());
    if (read.isEmpty()) {
      found.add(new RecordFault(Kind.ENTRY_UNREADABLE, index, "", -1));
      return;
    }
    LedgerEntry entry = read.get();
    if (named.isEmpty()) {
      found.add(
          new RecordFault(
              Kind.ENTRY_WITHOUT_REVISION, index, entry.text("number"), entry.revision()));
      return;
    }
    StoredRevision revision = named.get();
    if (!revision.isNamedBy(entry)) {
      found.add(of(Kind.ENTRY_OF_ANOTHER_REVISION, index, revision));
      return;
    }
    if (!cases.hold(entry, revision)) {
      found.add(of(Kind.CASE_DIFFERS, index, revision));
    }
    if (entry.sealed()) {
      if (revision.opening().isEmpty()) { // erased: nobody can tell any more
        if (!revision.hasTheStateOf(entry)) {
          found.add(of(Kind.RECORD_DIFFERS, index, revision));
        }
        return;
      }
      Optional<LedgerEntry> opened = entry.opened(revision.opening().get());
      if (opened.isEmpty()) {
        found.add(of(Kind.COMMITMENT_DIFFERS, index, revision));
        return;
      }
      entry = opened.get();
    }
    if (!revision.saysTheSame(entry)) {
      found.add(of(Kind.RECORD_DIFFERS, index, revision));
    }
    if (!revision.hasTheSamePackages(entry)) {
      found.add(of(Kind.PACKAGES_DIFFER, index, revision));
    }
  }

  private static RecordFault withoutEntry(StoredRevision revision) {
    return of(Kind.REVISION_WITHOUT_ENTRY, revision.index(), revision);
  }

  private static RecordFault of(Kind kind, long index, StoredRevision revision) {
    return new RecordFault(kind, index, revision.number(), revision.revision());
  }

  private void fault(Kind kind, long index, String number, int revision) {
    faults.add(new RecordFault(kind, index, number, revision));
  }

  /** Compares each entry with the revision that names it. */
  private final class Comparison implements EntryCheck<List<RecordFault>> {
    private final Revisions revisions;
    private final CaseCommitments cases;
    private final LongConsumer progress;

    Comparison(Revisions revisions, CaseCommitments cases, LongConsumer progress) {
      this.revisions = revisions;
      this.cases = cases;
      this.progress = progress;
    }

    @Override
    public Supplier<List<RecordFault>> begin(StoredEntry entry) {
      List<StoredRevision> passed = revisions.upTo(entry.index());
      Optional<StoredRevision> named = revisions.at(entry.index());
      return () -> {
        List<RecordFault> found = new ArrayList<>();
        passed.forEach(revision -> found.add(withoutEntry(revision)));
        compare(entry, named, cases, found);
        return found;
      };
    }

    @Override
    public void end(StoredEntry entry, List<RecordFault> found) {
      faults.addAll(found);
      progress.accept(entry.index() + 1);
    }
  }
}
