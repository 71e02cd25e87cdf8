package cn.beian.rules.book;

import cn.beian.rules.LocalText;
import cn.beian.rules.Rule;
import java.util.List;
import java.util.Optional;

/**
 * What became of one rule from one rulebook to another.
 *
 * @param before the rule as it was, absent where it is new
 * @param after the rule as it is, absent where it was taken out
 * @param points what changed in it; empty where it is new or was taken out
 */
public record RuleChange(
    String ruleId, Optional<Rule> before, Optional<Rule> after, List<Point> points) {
  public RuleChange {
    points = List.copyOf(points);
  }

  /** What happened. */
  public enum Kind {
    ADDED,
    REMOVED,
    CHANGED
  }

  /** What a change concerns. */
  public enum Part {
    TITLE,
    DEMAND,
    REMEDY,
    /** What is said to change the verdict. */
    CHANGE,
    CATEGORY,
    SEVERITY,
    POLARITY,
    FORMATS,
    BASIS,
    EFFORT,
    /** Whether it blocks, is to be explained or advises, and for whom. */
    EFFECT,
    /** By what it is detected. */
    DETECTION,
    /** Whom it concerns and what must have been read before anything is said. */
    CONDITIONS,
    /** Words it looks for: those that went, those that came. */
    TERMS
  }

  /**
   * One change.
   *
   * @param before what stood there, empty where nothing did
   * @param after what stands there, empty where nothing does
   */
  public record Point(Part part, LocalText before, LocalText after) {}

  /** What happened. */
  public Kind kind() {
    if (before.isEmpty()) {
      return Kind.ADDED;
    }
    return after.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
  }

  /** The rule as it is now, or was last. */
  public Rule rule() {
    return after.or(() -> before).orElseThrow();
  }
}
