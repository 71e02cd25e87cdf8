package cn.beian.filing.states;

import cn.beian.filing.parameters.ParameterKey;
import java.util.Optional;

/**
 * What an edge does to the running limit.
 *
 * @param effect what happens
 * @param limit the parameter that holds the length; empty if the effect needs none
 */
public record DeadlineRule(Effect effect, Optional<ParameterKey> limit) {
  /** What happens to the running limit. */
  public enum Effect {
    /** No limit runs afterwards. */
    STOP,
    /** The limit starts; the day of the edge is not counted. */
    START,
    /** The limit starts; the day that the decision names is not counted. */
    START_FROM_NAMED,
    /** The review's limit starts again or goes on, as {@code completeness.afterSupplement} says. */
    RESTART_OR_RESUME,
    /**
     * The review's limit goes on where it stood when the sponsor was asked, or as if it had never
     * stood still, as {@code review.pauseWhileSupplementing} says.
     */
    RESUME,
    /** The running limit ends on the told date instead, as often as there is a ground. */
    EXTEND,
    /** A limit runs that ends on the day which the decision names. */
    TOLD,
    /** The running limit goes on untouched. */
    KEEP
  }

  /** No limit runs afterwards. */
  public static final DeadlineRule STOP = new DeadlineRule(Effect.STOP, Optional.empty());

  /** A limit runs until the day that the decision names. */
  public static final DeadlineRule TOLD = new DeadlineRule(Effect.TOLD, Optional.empty());

  /** The running limit goes on. */
  public static final DeadlineRule KEEP = new DeadlineRule(Effect.KEEP, Optional.empty());

  /** A limit starts. */
  public static DeadlineRule start(ParameterKey limit) {
    return new DeadlineRule(Effect.START, Optional.of(limit));
  }

  /** An effect with the length of its limit. */
  public static DeadlineRule of(Effect effect, ParameterKey limit) {
    return new DeadlineRule(effect, Optional.of(limit));
  }
}
