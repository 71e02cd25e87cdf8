package cn.beian.server.cases;

import cn.beian.filing.Role;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * What the handlers of a unit write in a case before its approver sends it: who wrote it, whether
 * the approver gave it back, and that a person never sends what he wrote himself.
 *
 * @param <S> the states of a case
 */
public final class PreparedDrafts<S extends Enum<S>> {
  private final Procedure<S, ?> procedure;

  PreparedDrafts(Procedure<S, ?> procedure) {
    this.procedure = procedure;
  }

  /** Ids of the people who wrote what is sent next. */
  public Set<UUID> writers(UUID id, S state) {
    return procedure.writers(id, state);
  }

  /** Who wrote in the steps of a name, in any round. */
  Set<UUID> writersOf(UUID id, Optional<String> name) {
    return procedure.steps(id).stream()
        .filter(step -> name.filter(step.name()::equals).isPresent())
        .flatMap(step -> step.actorId().stream())
        .collect(Collectors.toSet());
  }

  /**
   * The step by which an approver has given a draft back; empty where the handler has written on it
   * since, or the case has moved on.
   */
  public Optional<CaseStep<S>> givenBack(UUID id, S state) {
    return last(id, state).filter(step -> step.name().equals(Procedure.GIVE_BACK));
  }

  /** Whether the unit has written since the case came into its state or was given back. */
  public boolean written(UUID id, S state) {
    return last(id, state)
        .filter(step -> procedure.written(state).filter(step.name()::equals).isPresent())
        .isPresent();
  }

  /** Whose turn it is: the handler's until it is written, then the approver's. */
  public Turn turn(UUID id, S state) {
    return Turn.of(written(id, state) ? Role.APPROVER : Role.HANDLER);
  }

  private Optional<CaseStep<S>> last(UUID id, S state) {
    Optional<String> written = procedure.written(state);
    return procedure.steps(id).stream()
        .filter(
            step ->
                step.name().equals(Procedure.GIVE_BACK)
                    || written.filter(step.name()::equals).isPresent()
                    || step.from() != step.to())
        .reduce((first, last) -> last);
  }

  /**
   * Refuses to send what the approver wrote himself, or what its handler has still to write on.
   *
   * @throws CommandRefusedException where he cannot send it
   */
  public void requireSendable(Case<S> one, Person approver) {
    requireAnother(one, approver);
    if (givenBack(one.id(), one.state()).isPresent()) {
      throw new CommandRefusedException(List.of(Procedure.shared("", "givenBack")));
    }
    if (!written(one.id(), one.state())) {
      throw procedure.refusal("unwritten");
    }
  }

  /**
   * Four eyes within a unit, on what is sent next.
   *
   * @throws CommandRefusedException where the approver is among those who wrote it
   */
  public void requireAnother(Case<S> one, Person approver) {
    requireAnother(writers(one.id(), one.state()), approver);
  }

  /**
   * Four eyes within a unit.
   *
   * @throws CommandRefusedException where the approver is among those who wrote
   */
  public void requireAnother(Set<UUID> writers, Person approver) {
    if (writers.contains(approver.id())) {
      throw procedure.refusal("signOwn");
    }
  }

  /**
   * Gives a draft back to the handler, with a remark that is the unit's own.
   *
   * @throws RejectedInput where nothing is prepared in the state of the case, or the remark cannot
   *     be taken
   */
  public void giveBack(Case<S> one, Person approver, String remark) {
    if (procedure.written(one.state()).isEmpty()) {
      throw procedure.refusal("state");
    }
    if (remark.isBlank()) {
      RejectedInput.throwIfAny(List.of(Procedure.shared("remark", "remark")));
    }
    RejectedInput.throwIfAny(procedure.required("remark", remark, "remark"));
    procedure.keep(one, Procedure.GIVE_BACK, remark.strip(), approver);
  }
}
