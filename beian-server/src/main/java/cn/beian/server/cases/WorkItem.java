package cn.beian.server.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A row of a worklist.
 *
 * @param procedure as the audit trail calls its cases
 * @param appName as far as it is known; may be empty
 * @param number of the filing; empty while there is none
 * @param own whether it is a case of the reader's own unit
 * @param kind of the case; empty where the procedure has none
 * @param state name of a state of the graph of the procedure
 * @param since since when it waits for those whose turn it is, or is closed
 * @param turns that have begun; empty where nothing is to be done any more
 * @param mine the turn that is the reader's; empty where it is none of his
 * @param mark what an official looks at first
 * @param said why it was sent back, as far as a row has room for it; empty where it was not
 */
public record WorkItem(
    String procedure,
    UUID caseId,
    String appName,
    String number,
    String sponsor,
    boolean own,
    String kind,
    String state,
    int round,
    Instant since,
    Optional<LocalDate> dueOn,
    boolean dueVerified,
    boolean dueProvisional,
    boolean closed,
    List<Held> turns,
    Optional<Held> mine,
    Mark mark,
    String said) {
  /** What is open before what is done, the reader's turn before others', the latest first. */
  public static final Comparator<WorkItem> NEXT_FIRST =
      Comparator.comparing(WorkItem::closed)
          .thenComparing(one -> one.mine().isEmpty())
          .thenComparing(WorkItem::since, Comparator.reverseOrder())
          .thenComparing(WorkItem::caseId);

  public WorkItem {
    turns = List.copyOf(turns);
  }

  WorkItem with(List<Held> begun, Optional<Held> readers) {
    return new WorkItem(
        procedure,
        caseId,
        appName,
        number,
        sponsor,
        own,
        kind,
        state,
        round,
        since,
        dueOn,
        dueVerified,
        dueProvisional,
        closed,
        begun,
        readers,
        mark,
        said);
  }

  /**
   * What an official looks at first in a case, known without loading it. Nothing of it is told to
   * the sponsor.
   *
   * @param code part of the key of its words; empty where there is nothing
   * @param count of what it is about; 0 where nothing is counted
   */
  public record Mark(String code, int count) {
    /** Nothing in particular. */
    public static final Mark NONE = new Mark("", 0);

    /** Something that is not counted. */
    public static Mark of(String code) {
      return new Mark(code, 0);
    }
  }

  /**
   * A turn as a list shows it.
   *
   * @param person name of who of them it is; empty where it may be any
   * @param claimedBy name of who has claimed it
   * @param ofUnit the second unit of a case between two where it is its turn; else empty
   */
  public record Held(String role, String person, String claimedBy, String ofUnit) {}
}
