package cn.beian.server.inventory;

import java.util.Set;
import java.util.UUID;

/**
 * A supervisor decided on the claims on an app, or took that back. Published within the
 * transaction.
 *
 * @param units who had said something of the app
 * @param of the unit whose the app was found to be; empty set for none
 * @param anew whether the decision was taken back, and all of it is open again
 */
public record ClaimDecided(UUID app, Set<UUID> units, Set<UUID> of, boolean anew) {
  public ClaimDecided {
    units = Set.copyOf(units);
    of = Set.copyOf(of);
  }
}
