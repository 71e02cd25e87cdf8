package cn.beian.server.identity;

import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * A unit that may confirm exceptions for another although the register does not put it above.
 *
 * @param upper the unit that is named
 * @param confirmedBy the second person; empty until then
 */
public record CompetentUnit(
    UUID id,
    UUID organizationId,
    Organization upper,
    Person requestedBy,
    Instant requestedAt,
    Optional<Person> confirmedBy) {
  /** Whether two persons named it. */
  public boolean confirmed() {
    return confirmedBy.isPresent();
  }
}
