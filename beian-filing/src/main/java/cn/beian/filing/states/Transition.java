package cn.beian.filing.states;

import cn.beian.filing.Role;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One lawful edge.
 *
 * @param actors roles of which any may cause it (all of them together if {@code joint}); empty: it
 *     fires by itself
 * @param joint whether every role of {@code actors} must agree
 * @param proposal the cause that has to come before, by another person; empty: none has to
 * @param requirements R-numbers it rests on, at least one
 * @param deadline what it does to the running limit
 */
public record Transition<S extends Enum<S>, C extends Enum<C>>(
    S from,
    C cause,
    S to,
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
    if (joint && actors.size() < 2) {
      throw new IllegalArgumentException("a joint edge needs two roles: " + from + " " + cause);
    }
    if (proposal.isPresent() && actors.isEmpty()) {
      throw new IllegalArgumentException("a proposal needs somebody to decide: " + cause);
    }
  }

  /** Whether it fires without a person. */
  public boolean automatic() {
    return actors.isEmpty();
  }
}
