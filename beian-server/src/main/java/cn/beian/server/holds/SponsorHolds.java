package cn.beian.server.holds;

import cn.beian.server.records.NamedRecord;
import java.util.List;

/**
 * Reasons to stop or to look closely at a new project of a sponsor.
 *
 * @param holds on its new projects, at most 20
 * @param orders its filed apps for which an order to rectify is in force, at most 20
 */
public record SponsorHolds(List<Hold> holds, List<NamedRecord> orders) {
  public SponsorHolds {
    holds = List.copyOf(holds);
    orders = List.copyOf(orders);
  }
}
