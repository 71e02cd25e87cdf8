package cn.beian.server.cases;

import cn.beian.filing.Role;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * Whose turn it is in a case has changed, or it was decided. Published within the transaction, just
 * before it commits, once for all that it did.
 *
 * @param procedure as the audit trail calls its cases
 * @param began roles whose turn has begun by it
 * @param concluded whether it was decided, withdrawn or closed by it
 * @param handler of a case that has one
 */
public record TurnsChanged(
    String procedure, UUID caseId, Set<Role> began, boolean concluded, Optional<UUID> handler) {
  public TurnsChanged {
    began = Set.copyOf(began);
  }
}
