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
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * The whole check of the trail: every row has the digest of its content, stands after the row that
 * it names, and every head in the ledger is that of the rows up to it.
 */
public final class AuditCheck {
  private static final int MOST_FAULTS = 1000;
  private static final Duration OVERDUE = Duration.ofDays(2);

  private final List<Fault> faults = new ArrayList<>();
  private final Deque<AuditHead> heads = new ArrayDeque<>();
  private String last = AuditRow.BEFORE_FIRST;
  private long rows;
  private long headRows;
  private @Nullable Instant earliestSince;
  private @Nullable Instant latestSince;

  private AuditCheck() {}

  /** Kinds of fault; stable, also the last part of message keys. */
  public enum Kind {
    /** The content of a row is not that of its digest; at: its id. */
    ROW_CHANGED,
    /** Rows before this one are gone, or it was put between others; at: its id. */
    ROWS_MISSING,
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
   */
  public record Result(
      long rows, long heads, String lastDay, FsckReport ledger, List<Fault> faults) {
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
      return new Result(rows, heads, lastDay, ledger, all);
    }
  }

  /** Reads all; a server may work at the same time. */
  public static Result run(DataSource trail, AuditLedger ledger) {
    return new AuditCheck().over(trail, ledger);
  }

  private Result over(DataSource trail, AuditLedger ledger) {
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
    return OneMoment.of(trail)
        .read(
            () -> {
              new AuditChainStore(new JdbcTemplate(trail)).scan(this::look);
              heads.forEach(head -> fault(Kind.TRAIL_CUT, head.rows(), head.day().toString()));
              overdue();
              return new Result(rows, count, lastDay, report, faults);
            });
  }

  private void look(AuditChainStore.Stored stored) {
    rows++;
    if (!stored.previous().equals(last)) {
      fault(Kind.ROWS_MISSING, stored.id(), "");
    }
    if (!stored.row().digest(stored.previous()).equals(stored.digest())) {
      fault(Kind.ROW_CHANGED, stored.id(), stored.row().action());
    }
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
