package cn.beian.filing.states;

import static cn.beian.filing.states.DeadlineRule.STOP;

import cn.beian.filing.Role;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All lawful transitions of one procedure; immutable. Each state has at most one edge per cause.
 * Each graph is defined in its own class.
 *
 * @param <S> the states
 * @param <C> the causes
 */
public final class StateGraph<S extends Enum<S>, C extends Enum<C>> {
  private final S initial;
  private final Class<S> states;
  private final List<Transition<S, C>> transitions;
  private final Set<S> ends;

  private StateGraph(S initial, List<Transition<S, C>> transitions, Set<S> ends) {
    this.initial = initial;
    this.states = initial.getDeclaringClass();
    this.transitions = List.copyOf(transitions);
    this.ends = Set.copyOf(ends);
  }

  /** Starts building a graph. */
  public static <S extends Enum<S>, C extends Enum<C>> Builder<S, C> startingIn(S initial) {
    return new Builder<>(initial);
  }

  /** The initial state. */
  public S initial() {
    return initial;
  }

  /** Every state, in declaration order. */
  public Set<S> states() {
    return EnumSet.allOf(states);
  }

  /** Every edge, those of the main path first. */
  public List<Transition<S, C>> transitions() {
    return transitions;
  }

  /**
   * The edges of both graphs, for reading histories of either.
   *
   * @throws IllegalArgumentException if they lead from one state by one cause to different states
   */
  StateGraph<S, C> with(StateGraph<S, C> other) {
    List<Transition<S, C>> both = new ArrayList<>(transitions);
    for (Transition<S, C> added : other.transitions) {
      Optional<Transition<S, C>> here = edge(added.from(), added.cause());
      if (here.isEmpty()) {
        both.add(added);
      } else if (!here.get().equals(added)) {
        throw new IllegalArgumentException("the graphs differ in " + added);
      }
    }
    Set<S> allEnds = EnumSet.noneOf(states);
    allEnds.addAll(ends);
    allEnds.addAll(other.ends);
    return new StateGraph<>(initial, both, allEnds);
  }

  /** The edge that {@code cause} takes from {@code state}; empty if it is not lawful. */
  public Optional<Transition<S, C>> edge(S state, C cause) {
    return transitions.stream().filter(t -> t.from() == state && t.cause() == cause).findFirst();
  }

  /** The state that {@code cause} leads to from {@code state}; empty if it is not lawful. */
  public Optional<S> next(S state, C cause) {
    return edge(state, cause).map(Transition::to);
  }

  /** The cause with this name; empty if no edge has it. */
  public Optional<C> cause(String name) {
    return transitions.stream()
        .map(Transition::cause)
        .filter(cause -> cause.name().equals(name))
        .findFirst();
  }

  /** The edges from a state. */
  public List<Transition<S, C>> from(S state) {
    return transitions.stream().filter(t -> t.from() == state).toList();
  }

  /** The edges that a person with this role may take, alone or jointly. */
  public List<Transition<S, C>> open(S state, Role role) {
    return from(state).stream().filter(t -> t.actors().contains(role)).toList();
  }

  /** Whether no edge leaves the state except one that sets it aside. */
  public boolean terminal(S state) {
    return ends.contains(state) || from(state).isEmpty();
  }

  /** All {@link #terminal} states. */
  public Set<S> ended() {
    Set<S> ended = EnumSet.noneOf(states);
    states().stream().filter(this::terminal).forEach(ended::add);
    return ended;
  }

  /** All states that are not {@link #terminal}. */
  public Set<S> running() {
    Set<S> running = EnumSet.noneOf(states);
    running.addAll(states());
    running.removeAll(ended());
    return running;
  }

  /** The states that can be reached from {@code start}, including itself. */
  public Set<S> reachable(S start) {
    Set<S> seen = EnumSet.noneOf(states);
    Deque<S> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      S state = open.removeFirst();
      if (seen.add(state)) {
        from(state).forEach(t -> open.addLast(t.to()));
      }
    }
    return seen;
  }

  /** Adds edges, each with the requirements it is based on, separated by blanks. */
  public static final class Builder<S extends Enum<S>, C extends Enum<C>> {
    private final S initial;
    private final List<Transition<S, C>> transitions = new ArrayList<>();
    private final Set<S> ends = new HashSet<>();

    private Builder(S initial) {
      this.initial = initial;
    }

    /** An edge that a person with any of the roles may take. */
    public void edge(
        S from, C cause, S to, String requirements, DeadlineRule deadline, Role... actors) {
      add(from, cause, to, requirements, deadline, false, Optional.empty(), actors);
    }

    /** An edge that the deadline job takes once the running limit has passed; it ends the limit. */
    public void byClock(S from, C cause, S to, String requirements) {
      byNoRole(from, cause, to, Initiator.CLOCK, requirements, STOP);
    }

    /** An edge that the server takes as a consequence of another event. */
    public void bySystem(S from, C cause, S to, String requirements, DeadlineRule deadline) {
      byNoRole(from, cause, to, Initiator.SYSTEM, requirements, deadline);
    }

    /** An edge that a member of the public takes. */
    public void byPublic(S from, C cause, S to, String requirements, DeadlineRule deadline) {
      byNoRole(from, cause, to, Initiator.PUBLIC, requirements, deadline);
    }

    /** An edge that requires all the actors. */
    public void joint(
        S from, C cause, S to, String requirements, DeadlineRule deadline, Role... actors) {
      add(from, cause, to, requirements, deadline, true, Optional.empty(), actors);
    }

    /** An edge taken by a person other than the one who proposed it; no limit runs after it. */
    public void proposed(S from, C cause, S to, String requirements, C proposal, Role actor) {
      if (transitions.stream()
          .noneMatch(t -> (t.from() == from || t.to() == from) && t.cause() == proposal)) {
        throw new IllegalStateException("nobody can propose " + cause + " in " + from);
      }
      add(from, cause, to, requirements, STOP, false, Optional.of(proposal), actor);
    }

    /** Marks a state as final, although it can be set aside. */
    public void ends(S state) {
      ends.add(state);
    }

    /** The graph of all added edges. */
    public StateGraph<S, C> build() {
      return new StateGraph<>(initial, transitions, ends);
    }

    private void add(
        S from,
        C cause,
        S to,
        String requirements,
        DeadlineRule deadline,
        boolean joint,
        Optional<C> proposal,
        Role... actors) {
      add(
          new Transition<>(
              from,
              cause,
              to,
              Initiator.ROLE_HOLDER,
              Set.of(actors),
              joint,
              proposal,
              requirements(requirements),
              deadline));
    }

    private void byNoRole(
        S from, C cause, S to, Initiator by, String requirements, DeadlineRule deadline) {
      add(
          new Transition<>(
              from,
              cause,
              to,
              by,
              Set.of(),
              false,
              Optional.empty(),
              requirements(requirements),
              deadline));
    }

    private static List<String> requirements(String separatedByBlanks) {
      return List.of(separatedByBlanks.split(" ", -1));
    }

    private void add(Transition<S, C> edge) {
      if (transitions.stream()
          .anyMatch(t -> t.from() == edge.from() && t.cause() == edge.cause())) {
        throw new IllegalStateException("two edges leave " + edge.from() + " by " + edge.cause());
      }
      transitions.add(edge);
    }
  }
}
