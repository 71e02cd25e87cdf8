package cn.beian.filing.states;

import cn.beian.filing.parameters.ParameterKey;
import java.util.Optional;

/**
 * The effect of an edge on the running limit.
 *
 * @param effect the effect
 * @param limit the parameter with the length; empty if the effect needs none
 */
public record DeadlineRule(Effect effect, Optional<ParameterKey> limit) {
  /** The effect on the running limit. */
  public enum Effect {
    /** No limit runs afterwards. */
    STOP,
    /** The limit starts; the day of the edge is not counted. */
    START,
    /** The limit starts; the day that the decision names is not counted. */
    START_FROM_NAMED,
    /** The review's limit restarts or resumes, as {@code completeness.afterSupplement} says. */
    RESTART_OR_RESUME,
    /**
     * The review's limit resumes where it was when the sponsor was asked, or as if it had never
     * been paused, as {@code review.pauseWhileSupplementing} says.
     */
    RESUME,
    /**
     * The running limit ends on the notified date instead; allowed as often as there is a ground.
     */
    EXTEND,
    /** A limit runs until the day that the decision names. */
    TOLD,
    /** The running limit continues unchanged. */
    KEEP
  }

  /** No limit runs afterwards. */
  public static final DeadlineRule STOP = new DeadlineRule(Effect.STOP, Optional.empty());

  /** A limit runs until the day that the decision names. */
  public static final DeadlineRule TOLD = new DeadlineRule(Effect.TOLD, Optional.empty());

  /** The running limit continues. */
  public static final DeadlineRule KEEP = new DeadlineRule(Effect.KEEP, Optional.empty());

  /** A limit starts. */
  public static DeadlineRule start(ParameterKey limit) {
    return new DeadlineRule(Effect.START, Optional.of(limit));
  }

  /** An effect with the parameter of its limit. */
  public static DeadlineRule of(Effect effect, ParameterKey limit) {
    return new DeadlineRule(effect, Optional.of(limit));
  }
}
