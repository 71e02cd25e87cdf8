package cn.beian.server.identity;

import cn.beian.filing.policies.OrganizationKind;
import cn.beian.filing.policies.OrganizationLevel;
import cn.beian.filing.policies.Route;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A unit that sponsors apps or decides on them.
 *
 * @param creditCode unified social credit code as folded; imports may hold a wrong one, then {@code
 *     flags} says so
 * @param division GB/T 2260 code, six digits; 100000 for the central level
 * @param parentId the unit above, if it is known here
 * @param flags what an import found doubtful, as message keys; empty for a clean record
 */
public record Organization(
    UUID id,
    String name,
    String creditCode,
    OrganizationLevel level,
    OrganizationKind kind,
    String division,
    @Nullable UUID parentId,
    Route route,
    List<String> flags) {
  public Organization {
    flags = List.copyOf(flags);
  }

  /** Whether it needs a reason or the upper level's exception to develop an app. */
  public boolean countyOrBelow() {
    return level.compareTo(OrganizationLevel.COUNTY) >= 0;
  }
}
