package cn.beian.server.inventory;

import java.util.Set;
import java.util.UUID;

/**
 * Entries of an inventory were merged into one that is another unit's, or nobody's. Published
 * within the transaction.
 *
 * @param app that is left
 * @param units whose entries are gone
 */
public record AppsMerged(UUID app, Set<UUID> units) {
  public AppsMerged {
    units = Set.copyOf(units);
  }
}
