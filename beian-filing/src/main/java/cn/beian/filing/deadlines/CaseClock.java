package cn.beian.filing.deadlines;

import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.DeadlineRule;
import cn.beian.filing.states.StateGraph;
import cn.beian.filing.states.Transition;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * Where an application and its limits stand after a history of steps. Replaying the same steps with
 * a new holiday notice or a parameter value that was entered since gives the dates anew.
 *
 * @param state the state reached
 * @param running the limit that runs now
 * @param paused the review's limit that stands still while the sponsor supplements
 * @param pausedOn the day since which it stands still; present with {@code paused}
 */
public record CaseClock(
    ApplicationState state,
    Optional<Deadline> running,
    Optional<Deadline> paused,
    Optional<LocalDate> pausedOn) {
  /**
   * One step of the history.
   *
   * @param day in Asia/Shanghai
   * @param extension present exactly for {@link ApplicationCause#EXTEND}
   */
  public record Step(ApplicationCause cause, LocalDate day, Optional<Extension> extension) {
    /**
     * @throws IllegalArgumentException if the extension does not fit the cause
     */
    public Step {
      if ((cause == ApplicationCause.EXTEND) != extension.isPresent()) {
        throw new IllegalArgumentException(cause + " with extension " + extension);
      }
    }

    /** A step that is no extension. */
    public static Step of(ApplicationCause cause, LocalDate day) {
      return new Step(cause, day, Optional.empty());
    }

    /** An extension, on the day of its decision. */
    public static Step extend(Extension extension) {
      return new Step(ApplicationCause.EXTEND, extension.decided(), Optional.of(extension));
    }
  }

  /** A draft: nothing runs. */
  public static final CaseClock DRAFT =
      new CaseClock(ApplicationState.DRAFT, Optional.empty(), Optional.empty(), Optional.empty());

  /**
   * Replays a history from the draft on.
   *
   * @throws IllegalArgumentException if a step is not lawful where it stands
   */
  public static CaseClock replay(
      List<Step> history, PolicyParameters parameters, WorkCalendar calendar) {
    CaseClock clock = DRAFT;
    for (Step step : history) {
      clock = clock.after(step, parameters, calendar);
    }
    return clock;
  }

  /**
   * This clock after one more step. Of a parameter the value in force on the day of the step
   * counts.
   *
   * @throws IllegalArgumentException if the step is not lawful here
   */
  public CaseClock after(Step step, PolicyParameters parameters, WorkCalendar calendar) {
    Transition<ApplicationState, ApplicationCause> edge =
        StateGraph.application()
            .edge(state, step.cause())
            .orElseThrow(
                () -> new IllegalArgumentException(step.cause() + " does not leave " + state));
    DeadlineRule rule = edge.deadline();
    LocalDate day = step.day();
    return switch (rule.effect()) {
      case STOP -> new CaseClock(edge.to(), Optional.empty(), Optional.empty(), Optional.empty());
      case KEEP -> new CaseClock(edge.to(), running, paused, pausedOn);
      case START -> {
        Deadline started = start(rule, day, parameters, calendar);
        boolean waits =
            edge.to() == ApplicationState.SUPPLEMENT_DUE
                || edge.to() == ApplicationState.RECTIFICATION_DUE;
        yield new CaseClock(
            edge.to(),
            Optional.of(started),
            waits ? running : Optional.empty(),
            waits ? Optional.of(day) : Optional.empty());
      }
      case RESTART_OR_RESUME ->
          parameters.at(ParameterKey.COMPLETENESS_AFTER_SUPPLEMENT, day).value().equals("restart")
              ? runs(edge.to(), start(rule, day, parameters, calendar))
              : runs(edge.to(), resume(day, parameters, calendar));
      case RESUME -> runs(edge.to(), resume(day, parameters, calendar));
      case EXTEND ->
          runs(edge.to(), running.orElseThrow().extended(step.extension().orElseThrow(), calendar));
      case TOLD -> throw new IllegalStateException("no edge of an application: " + edge);
    };
  }

  private static CaseClock runs(ApplicationState state, Deadline running) {
    return new CaseClock(state, Optional.of(running), Optional.empty(), Optional.empty());
  }

  private static Deadline start(
      DeadlineRule rule, LocalDate day, PolicyParameters parameters, WorkCalendar calendar) {
    return Deadline.of(parameters.at(rule.limit().orElseThrow(), day), day, calendar);
  }

  /** The review's limit goes on; whether it stood still meanwhile, a parameter says. */
  private Deadline resume(LocalDate day, PolicyParameters parameters, WorkCalendar calendar) {
    Deadline waiting = paused.orElseThrow();
    LocalDate asked = pausedOn.orElseThrow();
    boolean stoodStill =
        parameters.at(ParameterKey.REVIEW_PAUSE_WHILE_SUPPLEMENTING, asked).value().equals("yes");
    return stoodStill ? waiting.resumed(new Pause(asked, day), calendar) : waiting;
  }

  /**
   * Whether time allows a cause today: {@code DEADLINE_PASSED} only when the limit takes effect by
   * itself, {@code ABANDON} only when it has passed and does not, {@code EXTEND} only before it has
   * passed. Everything else that leaves the state is allowed at any time.
   */
  public boolean permits(ApplicationCause cause, LocalDate today) {
    if (StateGraph.application().edge(state, cause).isEmpty()) {
      return false;
    }
    return switch (cause) {
      case DEADLINE_PASSED -> running.filter(limit -> limit.takesEffect(today)).isPresent();
      case ABANDON ->
          running.filter(limit -> limit.passed(today) && !limit.takesEffect(today)).isPresent();
      case EXTEND -> running.filter(limit -> !limit.passed(today)).isPresent();
      default -> true;
    };
  }
}
