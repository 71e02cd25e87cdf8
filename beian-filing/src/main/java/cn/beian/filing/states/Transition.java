package cn.beian.filing.states;

import cn.beian.filing.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One lawful edge.
 *
 * @param initiator who takes it
 * @param actors roles of which any may cause it (all of them together if {@code joint}); empty
 *     unless the initiator is a role holder
 * @param joint whether every role of {@code actors} must agree
 * @param proposal the cause that another person must have taken before; empty if there is none
 * @param requirements R-numbers it is based on, at least one
 * @param deadline its effect on the running limit
 */
public record Transition<S extends Enum<S>, C extends Enum<C>>(
    S from,
    C cause,
    S to,
    Initiator initiator,
    Set<Role> actors,
    boolean joint,
    Optional<C> proposal,
    List<String> requirements,
    DeadlineRule deadline) {
  public Transition {
    actors = Set.copyOf(actors);
    requirements = List.copyOf(requirements);
    if (requirements.isEmpty()) {
      throw new IllegalArgumentException("no requirement: " + from + " " + cause + " " + to);
    }
    if (actors.isEmpty() == (initiator == Initiator.ROLE_HOLDER)) {
      throw new IllegalArgumentException(initiator + " with roles " + actors + ": " + cause);
    }
    if (joint && actors.size() < 2) {
      throw new IllegalArgumentException("a joint edge needs two roles: " + from + " " + cause);
    }
    if (proposal.isPresent() && actors.isEmpty()) {
      throw new IllegalArgumentException("a proposal needs somebody to decide: " + cause);
    }
  }

  /** Whether it is taken without a person. */
  public boolean automatic() {
    return byClock() || initiator == Initiator.SYSTEM;
  }

  /** Whether the deadline job takes it. */
  public boolean byClock() {
    return initiator == Initiator.CLOCK;
  }
}
