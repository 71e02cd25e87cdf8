package cn.beian.server.approvals;

import cn.beian.filing.states.ApprovalState;
import cn.beian.server.cases.Letter;
import cn.beian.server.records.NamedRecord;
import java.util.List;
import java.util.Optional;

/**
 * An approval as somebody reads it.
 *
 * @param listed whether the reader has a list of approvals; a reviewer of filings has none
 * @param own whether it is the reader's own unit's, and he acts for it
 * @param plan whether the reader sees what the unit says: officials do not while it is written
 * @param writes whether the reader may write on it
 * @param sends whether the reader may send it
 * @param wrote whether the reader wrote some of it, so that somebody else has to send it
 * @param decides whether the reader may decide
 * @param filed filed apps of the unit
 * @param similar filed apps with similar names
 * @param returned whether it was returned before it stood as it stands
 * @param changes what is said otherwise since then
 * @param givenBack with what remark an approver gave it back to the handler; empty where he did
 *     not, or it was written on since
 */
public record ApprovalFile(
    ProjectApproval approval,
    List<Letter<ApprovalState>> letters,
    boolean listed,
    boolean own,
    boolean plan,
    boolean writes,
    boolean sends,
    boolean wrote,
    boolean decides,
    List<NamedRecord> filed,
    List<NamedRecord> similar,
    Optional<GrassrootsCap> cap,
    boolean returned,
    List<PlanChange> changes,
    String givenBack) {
  public ApprovalFile {
    changes = List.copyOf(changes);
    letters = List.copyOf(letters);
    filed = List.copyOf(filed);
    similar = List.copyOf(similar);
  }

  /** Whether the unit has it. */
  public boolean open() {
    return approval.withUnit();
  }
}
