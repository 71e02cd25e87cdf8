package cn.beian.server.approvals;

import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.server.records.NamedRecord;
import java.util.List;

/**
 * A cap on apps for the grassroots that another app would go beyond.
 *
 * @param level of the unit
 * @param usedBy filed apps for the grassroots that count under it
 */
public record GrassrootsCap(OrganizationLevel level, List<NamedRecord> usedBy) {
  public GrassrootsCap {
    usedBy = List.copyOf(usedBy);
  }

  /** How many there may be. */
  public int most() {
    return switch (level) {
      case CENTRAL, PROVINCIAL, PREFECTURE -> 1;
      case COUNTY, TOWNSHIP, VILLAGE -> 0;
    };
  }
}
