package cn.beian.server.filings;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * That only number and state of a record are public, or all again: proposed by one person,
 * confirmed or turned down by another.
 *
 * @param restricted what was proposed
 * @param reason never blank; not public
 * @param decidedBy empty while nobody decided; never who proposed it
 * @param confirmed false also while nobody decided
 */
public record Restriction(
    UUID id,
    boolean restricted,
    String reason,
    UUID proposedBy,
    Instant proposedAt,
    Optional<UUID> decidedBy,
    boolean confirmed) {
  /** Whether it waits for the second person. */
  public boolean open() {
    return decidedBy.isEmpty();
  }
}
