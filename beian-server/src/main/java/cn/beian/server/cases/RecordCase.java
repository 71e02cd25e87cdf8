package cn.beian.server.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A case about a filed app, of a procedure that keeps nothing beside its log.
 *
 * @param number of the record
 * @param sponsor its name
 * @param dueOn last day of what runs; absent where nothing does
 */
public record RecordCase<S extends Enum<S>>(
    UUID id,
    int version,
    S state,
    String number,
    UUID organizationId,
    String sponsor,
    String division,
    String appName,
    Instant openedAt,
    Optional<LocalDate> dueOn)
    implements Case<S> {

  /** Whether the last day is over. */
  public boolean late(LocalDate today) {
    return dueOn.filter(today::isAfter).isPresent();
  }
}
