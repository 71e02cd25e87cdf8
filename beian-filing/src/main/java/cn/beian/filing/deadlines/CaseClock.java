package cn.beian.filing.deadlines;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.states.DeadlineRule;
import cn.beian.filing.states.DeadlineRule.Effect;
import cn.beian.filing.states.StateGraph;
import cn.beian.filing.states.Transition;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * State and limits of a case after a sequence of steps along its graph. Replaying the same steps
 * with a new holiday notice or a newly entered parameter value recomputes the dates.
 *
 * @param state the current state
 * @param running the running limit, in working days
 * @param named the end day named by the latest decision; absent if a limit in working days runs, or
 *     if nothing runs
 * @param paused the authority's limit that is paused while the sponsor is asked
 * @param pausedOn the first day of the pause; present with {@code paused}
 */
public record CaseClock<S extends Enum<S>, C extends Enum<C>>(
    StateGraph<S, C> graph,
    S state,
    Optional<Deadline> running,
    Optional<LocalDate> named,
    Optional<Deadline> paused,
    Optional<LocalDate> pausedOn) {
  /**
   * One step of the history.
   *
   * @param day in Asia/Shanghai
   * @param extension present exactly if the edge extends the limit
   * @param named the day that a decision names; used only if the edge requires one
   */
  public record Step<C extends Enum<C>>(
      C cause, LocalDate day, Optional<Extension> extension, Optional<LocalDate> named) {

    /** A step that is not an extension and names no day. */
    public static <C extends Enum<C>> Step<C> of(C cause, LocalDate day) {
      return new Step<>(cause, day, Optional.empty(), Optional.empty());
    }

    /** An extension, on the day of its decision. */
    public static <C extends Enum<C>> Step<C> extend(C cause, Extension extension) {
      return new Step<>(cause, extension.decided(), Optional.of(extension), Optional.empty());
    }
  }

  /** The initial clock, with no limit running. */
  public static <S extends Enum<S>, C extends Enum<C>> CaseClock<S, C> of(StateGraph<S, C> graph) {
    return stopped(graph, graph.initial());
  }

  /**
   * Replays a history from the initial state.
   *
   * @throws IllegalArgumentException if a step is not allowed in the state it is taken in
   */
  public static <S extends Enum<S>, C extends Enum<C>> CaseClock<S, C> replay(
      StateGraph<S, C> graph,
      List<Step<C>> history,
      PolicyParameters parameters,
      WorkCalendar calendar) {
    CaseClock<S, C> clock = of(graph);
    for (Step<C> step : history) {
      clock = clock.after(step, parameters, calendar);
    }
    return clock;
  }

  /**
   * This clock after one more step. Uses the parameter values in force on the day of the step.
   *
   * @throws IllegalArgumentException if the step is not allowed here, if it has an extension that
   *     its edge does not take, or if it lacks a required day
   */
  public CaseClock<S, C> after(Step<C> step, PolicyParameters parameters, WorkCalendar calendar) {
    Transition<S, C> edge =
        graph
            .edge(state, step.cause())
            .orElseThrow(
                () -> new IllegalArgumentException(step.cause() + " does not leave " + state));
    DeadlineRule rule = edge.deadline();
    if ((rule.effect() == Effect.EXTEND) != step.extension().isPresent()
        || (namesDay(rule.effect()) && step.named().isEmpty())) {
      throw new IllegalArgumentException(edge.cause() + " with " + step);
    }
    LocalDate day = step.day();
    return switch (rule.effect()) {
      case STOP -> stopped(graph, edge.to());
      case KEEP -> new CaseClock<>(graph, edge.to(), running, named, paused, pausedOn);
      case START -> {
        boolean waits = goesOnLater(edge.to());
        yield new CaseClock<>(
            graph,
            edge.to(),
            Optional.of(start(rule, day, parameters, calendar)),
            Optional.empty(),
            waits ? running : Optional.empty(),
            waits ? Optional.of(day) : Optional.empty());
      }
      case START_FROM_NAMED ->
          runs(edge.to(), start(rule, step.named().orElseThrow(), parameters, calendar));
      case RESTART_OR_RESUME -> {
        PolicyParameter way = parameters.at(ParameterKey.COMPLETENESS_AFTER_SUPPLEMENT, day);
        Deadline limit =
            way.value().equals("restart")
                ? start(rule, day, parameters, calendar)
                : resume(day, parameters, calendar);
        yield runs(edge.to(), limit.countedBy(way));
      }
      case RESUME -> runs(edge.to(), resume(day, parameters, calendar));
      case EXTEND ->
          runs(edge.to(), running.orElseThrow().extended(step.extension().orElseThrow(), calendar));
      case TOLD ->
          new CaseClock<>(
              graph, edge.to(), Optional.empty(), step.named(), Optional.empty(), Optional.empty());
    };
  }

  private static boolean namesDay(Effect effect) {
    return effect == Effect.TOLD || effect == Effect.START_FROM_NAMED;
  }

  private static <S extends Enum<S>, C extends Enum<C>> CaseClock<S, C> stopped(
      StateGraph<S, C> graph, S state) {
    return new CaseClock<>(
        graph, state, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
  }

  private CaseClock<S, C> runs(S in, Deadline limit) {
    return new CaseClock<>(
        graph, in, Optional.of(limit), Optional.empty(), Optional.empty(), Optional.empty());
  }

  /** Whether the running limit is paused in a state and resumes when the state is left. */
  private boolean goesOnLater(S in) {
    return graph.from(in).stream()
        .map(edge -> edge.deadline().effect())
        .anyMatch(effect -> effect == Effect.RESUME || effect == Effect.RESTART_OR_RESUME);
  }

  private static Deadline start(
      DeadlineRule rule, LocalDate day, PolicyParameters parameters, WorkCalendar calendar) {
    return Deadline.of(parameters.at(rule.limit().orElseThrow(), day), day, calendar);
  }

  /** Resumes the review's limit; a parameter says whether the time in between counts. */
  private Deadline resume(LocalDate day, PolicyParameters parameters, WorkCalendar calendar) {
    Deadline waiting = paused.orElseThrow();
    LocalDate asked = pausedOn.orElseThrow();
    PolicyParameter way = parameters.at(ParameterKey.REVIEW_PAUSE_WHILE_SUPPLEMENTING, asked);
    boolean stoodStill = way.value().equals("yes");
    Deadline limit = stoodStill ? waiting.resumed(new Pause(asked, day), calendar) : waiting;
    return limit.countedBy(way);
  }

  /** The last day of the running limit; absent if no limit runs. */
  public Optional<LocalDate> dueOn() {
    return running.map(Deadline::dueDate).or(() -> named);
  }

  /**
   * Whether a cause is allowed at this time. An edge that fires when a limit passes is allowed only
   * if the limit takes effect automatically; the edge that a person may take instead, only if the
   * limit has passed and does not take effect automatically. An extension is allowed until the
   * limit takes effect, so that the sponsor can be notified of another day even after an unverified
   * limit. All other edges are allowed at any time.
   */
  public boolean permits(C cause, LocalDate today) {
    return graph.edge(state, cause).filter(edge -> timely(edge, today)).isPresent();
  }

  private boolean timely(Transition<S, C> edge, LocalDate today) {
    boolean passed = running.filter(limit -> limit.passed(today)).isPresent();
    boolean effective = running.filter(limit -> limit.takesEffect(today)).isPresent();
    if (edge.deadline().effect() == Effect.EXTEND) {
      return running.isPresent() && !effective;
    }
    if (edge.byClock()) {
      return running.isEmpty() || effective;
    }
    return insteadOfItself(edge) ? passed && !effective : true;
  }

  /** Whether the same step fires automatically when the limit takes effect. */
  private boolean insteadOfItself(Transition<S, C> edge) {
    return graph.from(state).stream().anyMatch(other -> other.byClock() && other.to() == edge.to());
  }
}
