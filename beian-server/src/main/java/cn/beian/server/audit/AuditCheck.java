package cn.beian.server.audit;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.ledger.FsckReport;
import cn.beian.server.database.OneMoment;
import cn.beian.server.ledger.AuditLedger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * The whole check of the trail: every row has the digest of its content and the seal of the server,
 * stands after the row that it names, every head in the ledger is that of the rows up to it, and
 * the newest row that the server has committed is there.
 */
public final class AuditCheck {
  private static final int MOST_FAULTS = 1000;
  private static final int MOST_UNSEALED = 100;
  private static final Duration OVERDUE = Duration.ofDays(2);

  private final Optional<RowSeal> seal;
  private final long known;
  private final List<Fault> faults = new ArrayList<>();
  private final Deque<AuditHead> heads = new ArrayDeque<>();
  private String last = AuditRow.BEFORE_FIRST;
  private long rows;
  private long headRows;
  private @Nullable Instant earliestSince;
  private @Nullable Instant latestSince;

  private Optional<Long> unsealed = Optional.empty();
  private boolean sealSeen;
  private int unsealedFound;
  private Optional<NewestRow.Row> newest = Optional.empty();

  private AuditCheck(Optional<RowSeal> seal, long known) {
    this.seal = seal;
    this.known = known;
  }

  /** Kinds of fault; stable, also the last part of message keys. */
  public enum Kind {
    /** A row has another content than its digest, or an id too low for its place; at: its id. */
    ROW_CHANGED,
    /** Rows before this one are gone, or it was put between others; at: its id. */
    ROWS_MISSING,
    /** A row was not written by the server: it has not its seal; at: its id, text: its action. */
    ROW_UNSEALED,
    /** The newest row that this server has committed is gone; at: its id. */
    NEWEST_GONE,
    /**
     * Rows were gone when the server wrote the next; at: the row that it wrote about it, text: the
     * newest that it had committed.
     */
    ROWS_CUT,
    /** A head in the ledger is not that of the rows; at: number of rows, text: its day. */
    HEAD_DIFFERS,
    /** The trail is shorter than a head in the ledger; at: number of rows, text: its day. */
    TRAIL_CUT,
    /** An entry of the ledger is no head; at: its index. */
    HEAD_UNREADABLE,
    /** Rows of several days follow the newest head; at: how many, text: day of the first. */
    HEAD_OVERDUE,
    /** An account stands otherwise than its last row says; at: that row, text: login and what. */
    ACCOUNT_DIFFERS,
    /** An account of which the trail knows nothing; text: its login. */
    ACCOUNT_UNRECORDED,
    /** An account that the trail knows is gone; at: its last row, text: its login. */
    ACCOUNT_GONE,
    /**
     * Something that {@link cn.beian.server.trail.RegisterStandings} records differs from its last
     * row; at: that row, text: which.
     */
    REGISTER_DIFFERS,
    /** One of which the trail has no row; text: which. */
    REGISTER_UNRECORDED,
    /** One that the trail has a row of is gone; at: that row, text: which. */
    REGISTER_GONE,
    /**
     * One was changed past the server, then by an act, whose row would hide that; at: the row that
     * the act wrote about it, text: which.
     */
    REGISTER_OVERWRITTEN
  }

  /**
   * A fault.
   *
   * @param name what people call what the text identifies; empty where the text is what they call
   *     it, and where nothing tells
   */
  public record Fault(Kind kind, long at, String text, String name) {
    Fault(Kind kind, long at, String text) {
      this(kind, at, text, "");
    }
  }

  /**
   * What was found.
   *
   * @param heads how many heads the ledger holds
   * @param lastDay day of the newest head, empty when there is none
   * @param sealsCompared whether the key was there by which the server seals rows
   * @param endCompared whether a file outside the database named the newest row, or there are no
   *     rows
   */
  public record Result(
      long rows,
      long heads,
      String lastDay,
      boolean sealsCompared,
      boolean endCompared,
      FsckReport ledger,
      List<Fault> faults) {
    public Result {
      faults = List.copyOf(faults);
    }

    public boolean clean() {
      return ledger.clean() && faults.isEmpty();
    }

    /** The same, and what another check found. */
    public Result with(List<Fault> others) {
      List<Fault> all = new ArrayList<>(faults);
      all.addAll(others);
      return new Result(rows, heads, lastDay, sealsCompared, endCompared, ledger, all);
    }
  }

  /** Reads all; a server may work at the same time. */
  public static Result run(DataSource trail, AuditLedger ledger) {
    return run(trail, ledger, 0);
  }

  /**
   * The same.
   *
   * @param known accepts rows up to this one that the server did not write
   */
  public static Result run(DataSource trail, AuditLedger ledger, long known) {
    return new AuditCheck(RowSeal.of(ledger), known).over(trail, ledger);
  }

  /** Whether a row of the trail was not written by the server, though it seals those before. */
  public static boolean unsealed(DataSource trail, AuditLedger ledger, long row) {
    return run(trail, ledger).faults().stream()
        .anyMatch(fault -> fault.kind() == Kind.ROW_UNSEALED && fault.at() == row);
  }

  private Result over(DataSource trail, AuditLedger ledger) {
    newest = NewestRow.read(ledger.directory()); // before the rows, which are never behind it
    boolean endNamed = newest.isPresent();
    FsckReport report = ledger.fsck();
    List<byte[]> entries = ledger.entries(); // before the rows: a head is never ahead of them
    for (int index = 0; index < entries.size(); index++) {
      Optional<AuditHead> head = AuditHead.read(entries.get(index));
      if (head.isPresent()) {
        heads.add(head.get());
      } else {
        fault(Kind.HEAD_UNREADABLE, index, "");
      }
    }
    String lastDay = heads.isEmpty() ? "" : heads.getLast().day().toString();
    long count = heads.size();
    List<AuditHead> ordered = new ArrayList<>(heads);
    ordered.sort(Comparator.comparingLong(AuditHead::rows));
    heads.clear();
    heads.addAll(ordered);
    headRows = ordered.isEmpty() ? 0 : heads.getLast().rows();
    unsealed = ordered.stream().flatMap(head -> head.unsealed().stream()).min(Long::compare);
    return OneMoment.of(trail)
        .read(
            () -> {
              AuditRows.scan(trail, this::look);
              newest.ifPresent(row -> fault(Kind.NEWEST_GONE, row.id(), ""));
              heads.forEach(head -> fault(Kind.TRAIL_CUT, head.rows(), head.day().toString()));
              overdue();
              return new Result(
                  rows, count, lastDay, seal.isPresent(), endNamed || rows == 0, report, faults);
            });
  }

  private void look(AuditRows.Stored stored) {
    rows++;
    if (!stored.previous().equals(last)) {
      fault(Kind.ROWS_MISSING, stored.id(), "");
    }
    boolean renumbered = stored.id() < rows; // ids grow from 1
    if (renumbered || !stored.row().digest(stored.previous()).equals(stored.digest())) {
      fault(Kind.ROW_CHANGED, stored.id(), stored.row().action());
    }
    if (!sealed(stored) && stored.id() > known && unsealedFound++ < MOST_UNSEALED) {
      fault(Kind.ROW_UNSEALED, stored.id(), stored.row().action());
    }
    newest = newest.filter(row -> !row.digest().equals(stored.digest()) || row.id() != stored.id());
    last = stored.digest();
    if (rows > headRows) {
      since(stored.row().at());
    }
    while (!heads.isEmpty() && heads.getFirst().rows() <= rows) {
      AuditHead head = heads.removeFirst();
      if (head.rows() != rows || !head.digest().equals(stored.digest())) {
        fault(Kind.HEAD_DIFFERS, head.rows(), head.day().toString());
      }
    }
  }

  /** A seal that cannot be compared counts as one; before the first there are rows without. */
  private boolean sealed(AuditRows.Stored stored) {
    String found = stored.seal();
    boolean due = unsealed.map(count -> rows > count).orElse(sealSeen);
    sealSeen |= found != null;
    return found == null ? !due : seal.map(key -> key.matches(stored.digest(), found)).orElse(true);
  }

  private void since(Instant at) {
    Instant earliest = earliestSince;
    Instant latest = latestSince;
    earliestSince = earliest == null || at.isBefore(earliest) ? at : earliest;
    latestSince = latest == null || at.isAfter(latest) ? at : latest;
  }

  /** A head is taken once a day: what days later has none could be cut off unseen. */
  private void overdue() {
    Instant earliest = earliestSince;
    Instant latest = latestSince;
    if (earliest != null && latest != null && latest.isAfter(earliest.plus(OVERDUE))) {
      fault(Kind.HEAD_OVERDUE, rows - headRows, OfficialTime.dayOf(earliest).toString());
    }
  }

  private void fault(Kind kind, long at, String text) {
    if (faults.size() < MOST_FAULTS) {
      faults.add(new Fault(kind, at, text));
    }
  }
}
