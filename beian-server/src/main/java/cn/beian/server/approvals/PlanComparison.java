package cn.beian.server.approvals;

import cn.beian.server.cases.DeclaredDraft.Change;
import cn.beian.server.holds.SponsorHolds;
import cn.beian.server.records.NamedRecord;
import java.util.List;
import java.util.Optional;

/**
 * Comparison of a plan, for its readers.
 *
 * @param filed filed apps of the unit
 * @param similar filed apps of others with similar names
 * @param sponsor holds on new projects of the unit, and its running orders
 * @param returned whether it was returned before
 * @param changes fields that changed since then
 */
public record PlanComparison(
    List<NamedRecord> filed,
    List<NamedRecord> similar,
    Optional<GrassrootsCap> cap,
    SponsorHolds sponsor,
    boolean returned,
    List<Change> changes) {
  public PlanComparison {
    filed = List.copyOf(filed);
    similar = List.copyOf(similar);
    changes = List.copyOf(changes);
  }
}
