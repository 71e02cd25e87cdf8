package cn.beian.filing.procedures;

import cn.beian.filing.Role;
import cn.beian.filing.states.DeadlineRule;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * An act that people may do in a case.
 *
 * @param address last part of the address of its form; empty for the one that begins a case
 * @param roles of which one is needed
 * @param states in which it can be done, the main path first; empty where a draft begins a case
 * @param form what is entered, a field after the one that asks for it; empty for a button
 * @param steps where it leads; empty where it changes no state, several where the form chooses
 * @param aside whether it is possible at any time, so that no one is called upon for it
 */
public record DeclaredAct<S extends Enum<S>, C extends Enum<C>>(
    String address,
    Kind kind,
    Set<Role> roles,
    List<S> states,
    List<DeclaredField> form,
    List<Step<S, C>> steps,
    boolean aside) {
  /** Sorts of act that the engine knows. */
  public enum Kind {
    /** A handler begins a case with a draft. */
    BEGIN,
    /** An office opens a case about a filed app with a step. */
    OPEN,
    /** A handler writes on the draft. */
    WRITE,
    /** An approver who did not write on it sends the draft. */
    SEND,
    /** An approver gives the draft back to the handler. */
    GIVE_BACK,
    /** The unit that the case belongs to does something. */
    OWN,
    /** The second unit of a case between two does something. */
    OTHER,
    /** An office of the region does something. */
    OFFICE
  }

  /**
   * Where an act leads.
   *
   * @param letter whether the parties get a letter of it
   * @param newRound whether what is sent after it begins another round
   * @param limit what it does to the running limit
   * @param law requirements that it rests on in addition to those of the procedure; empty without
   *     any
   */
  public record Step<S extends Enum<S>, C extends Enum<C>>(
      C cause, S to, boolean letter, boolean newRound, DeadlineRule limit, String law) {
    /** A step after which no limit runs. */
    public static <S extends Enum<S>, C extends Enum<C>> Step<S, C> to(C cause, S to) {
      return new Step<>(cause, to, false, false, DeadlineRule.STOP, "");
    }

    /** The same, with a letter. */
    public Step<S, C> withLetter() {
      return new Step<>(cause, to, true, newRound, limit, law);
    }

    /** The same; what is sent after it begins another round. */
    public Step<S, C> beginningRound() {
      return new Step<>(cause, to, letter, true, limit, law);
    }

    /** The same; a limit runs until the day of its form. */
    public Step<S, C> untilDay() {
      return new Step<>(cause, to, letter, newRound, DeadlineRule.TOLD, law);
    }

    /** The same; it rests on these requirements, too. */
    public Step<S, C> restingOn(String requirements) {
      return new Step<>(cause, to, letter, newRound, limit, requirements);
    }
  }

  public DeclaredAct {
    roles = Set.copyOf(roles);
    states = List.copyOf(states);
    form = List.copyOf(form);
    steps = List.copyOf(steps);
    Set<String> before = new HashSet<>();
    for (DeclaredField field : form) {
      if (field.when().filter(when -> !before.contains(when.field())).isPresent()) {
        throw new IllegalArgumentException(field.name() + " depends on a field that comes later");
      }
      before.add(field.name());
    }
  }

  /** The same with a part of its form. */
  public DeclaredAct<S, C> with(List<DeclaredField> part) {
    return new DeclaredAct<>(address, kind, roles, states, part, steps, aside);
  }

  /** The step that a form chooses by the name of its cause; empty if it names no such cause. */
  public Optional<Step<S, C>> step(String cause) {
    return steps.stream().filter(step -> step.cause().name().equals(cause)).findFirst();
  }
}
