package cn.beian.server.cases;

import java.time.Instant;
import java.time.LocalDate;
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
    Optional<Held> mine) {
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
        readers);
  }

  /**
   * A turn as a list shows it.
   *
   * @param person name of who of them it is; empty where it may be any
   * @param claimedBy name of who has claimed it
   */
  public record Held(String role, String person, String claimedBy) {}
}
