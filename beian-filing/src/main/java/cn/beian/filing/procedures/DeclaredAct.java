package cn.beian.filing.procedures;

import cn.beian.filing.Role;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What people may do in a case.
 *
 * @param address last part of the address of its form; empty for the one that begins a case
 * @param roles of which one is needed
 * @param states in which it can be done; empty for the one that begins a case
 * @param form what is entered, a field after the one that asks for it; empty for a button
 * @param steps where it leads; empty where it changes no state, several where the form chooses
 * @param aside whether it is possible at any time, so that no one is called upon for it
 */
public record DeclaredAct<S extends Enum<S>, C extends Enum<C>>(
    String address,
    Kind kind,
    Set<Role> roles,
    Set<S> states,
    List<DeclaredField> form,
    List<Step<S, C>> steps,
    boolean aside) {
  /** What an act is to the engine. */
  public enum Kind {
    /** A handler begins a case with a draft. */
    BEGIN,
    /** A handler writes on the draft. */
    WRITE,
    /** An approver who did not write on it sends the draft. */
    SEND,
    /** An approver gives the draft back to the handler. */
    GIVE_BACK,
    /** The unit that the case belongs to does something. */
    OWN,
    /** The second unit of a case between two does something. */
    OTHER
  }

  /**
   * Where an act leads.
   *
   * @param letter whether the parties get a letter of it
   * @param newRound whether what is sent after it begins another round
   */
  public record Step<S extends Enum<S>, C extends Enum<C>>(
      C cause, S to, boolean letter, boolean newRound) {}

  public DeclaredAct {
    roles = Set.copyOf(roles);
    states = Set.copyOf(states);
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

  /** The step that a form chooses by the name of its cause; empty if it names no such cause. */
  public Optional<Step<S, C>> step(String cause) {
    return steps.stream().filter(step -> step.cause().name().equals(cause)).findFirst();
  }
}
