package cn.beian.server.approvals;

import cn.beian.server.cases.DeclaredDraft.Change;
import cn.beian.server.records.NamedRecord;
import java.util.List;
import java.util.Optional;

/**
 * What stands beside a plan, for whoever reads it.
 *
 * @param filed filed apps of the unit
 * @param similar filed apps of others with similar names
 * @param returned whether it was returned before it stood as it stands
 * @param changes what is said otherwise since then
 */
public record PlanComparison(
    List<NamedRecord> filed,
    List<NamedRecord> similar,
    Optional<GrassrootsCap> cap,
    boolean returned,
    List<Change> changes) {
  public PlanComparison {
    filed = List.copyOf(filed);
    similar = List.copyOf(similar);
    changes = List.copyOf(changes);
  }
}
