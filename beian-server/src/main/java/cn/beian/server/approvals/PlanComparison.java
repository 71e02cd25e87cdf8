package cn.beian.server.approvals;

import cn.beian.server.cases.DeclaredDraft.Change;
import cn.beian.server.records.NamedRecord;
import cn.beian.server.revocations.Hold;
import java.util.List;
import java.util.Optional;

/**
 * Comparison of a plan, for its readers.
 *
 * @param filed filed apps of the unit
 * @param similar filed apps of others with similar names
 * @param holds holds on new projects of the unit
 * @param orders filed apps of the unit that an order to rectify runs for
 * @param returned whether it was returned before
 * @param changes fields that changed since then
 */
public record PlanComparison(
    List<NamedRecord> filed,
    List<NamedRecord> similar,
    Optional<GrassrootsCap> cap,
    List<Hold> holds,
    List<NamedRecord> orders,
    boolean returned,
    List<Change> changes) {
  public PlanComparison {
    filed = List.copyOf(filed);
    similar = List.copyOf(similar);
    holds = List.copyOf(holds);
    orders = List.copyOf(orders);
    changes = List.copyOf(changes);
  }
}
