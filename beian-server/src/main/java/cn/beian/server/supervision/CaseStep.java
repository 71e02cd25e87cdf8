package cn.beian.server.supervision;

import cn.beian.filing.states.SupervisionCause;
import cn.beian.filing.states.SupervisionState;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * An edge that a case took.
 *
 * @param actorId absent where it fired by itself
 * @param toldOn the day that an order names
 * @param detail for people; may be empty
 */
public record CaseStep(
    Instant at,
    Optional<UUID> actorId,
    SupervisionCause cause,
    SupervisionState from,
    SupervisionState to,
    Optional<LocalDate> toldOn,
    String detail) {

  /** Whether the sponsor is told of it in a letter. */
  public boolean told() {
    return cause != SupervisionCause.ANSWER;
  }
}
