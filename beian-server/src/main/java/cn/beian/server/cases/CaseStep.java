package cn.beian.server.cases;

import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * Something that happened to a case.
 *
 * @param actorId absent where it fired by itself
 * @param name a cause of the graph, or a command within a state
 * @param day that it names: of an order, or the new last day of a limit
 * @param note what the procedure keeps of it for itself; may be empty
 * @param detail for people; may be empty
 */
public record CaseStep<S extends Enum<S>>(
    Instant at,
    Optional<UUID> actorId,
    String name,
    S from,
    S to,
    Optional<LocalDate> day,
    String note,
    String detail) {

  /** A command of a person within a state. */
  static <S extends Enum<S>> CaseStep<S> within(
      S state, Instant at, UUID actor, String name, String detail) {
    return new CaseStep<>(at, Optional.of(actor), name, state, state, Optional.empty(), "", detail);
  }

  /** Whether it was taken by a cause, or is a command of that name. */
  public boolean is(Enum<?> cause) {
    return name.equals(cause.name());
  }
}
