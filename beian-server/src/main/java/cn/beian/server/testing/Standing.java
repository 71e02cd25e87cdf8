package cn.beian.server.testing;

import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import java.util.Optional;

/** What a finding means for a filing. */
public enum Standing {
  /** It stops acceptance. */
  BLOCKS,
  /** The sponsor has to explain it. */
  EXPLAIN,
  /** A blocking rule that could not be decided. */
  OPEN,
  /** A rule that never blocks could not be decided. */
  UNDECIDED,
  /** It is covered by an accepted exemption. */
  EXEMPTED,
  /** It is advice alone. */
  ADVICE,
  /** It is met, or does not concern the app. */
  MET,
  /** The rulebook has no such rule. */
  ABSENT;

  /** What a finding means; {@link #ABSENT} where the rulebook says nothing. */
  public static Standing of(Optional<Finding> found) {
    if (found.isEmpty()) {
      return ABSENT;
    }
    Finding finding = found.get();
    if (finding.blocks()) {
      return BLOCKS;
    }
    if (finding.asksExplanation()) {
      return EXPLAIN;
    }
    if (finding.leavesOpen()) {
      return OPEN;
    }
    if (finding.outcome() == Outcome.UNDETERMINED) {
      return UNDECIDED;
    }
    if (finding.outcome() != Outcome.VIOLATION) {
      return MET;
    }
    return finding.exemption().isPresent() ? EXEMPTED : ADVICE;
  }

  /** Whether somebody has to do something. */
  public boolean weighs() {
    return this == BLOCKS || this == EXPLAIN || this == OPEN;
  }

  /** Whether a violation weighs more than it did: it now blocks, or now has to be explained. */
  public boolean worseThan(Standing before) {
    return gravity() > before.gravity();
  }

  private int gravity() {
    return switch (this) {
      case BLOCKS -> 2;
      case EXPLAIN -> 1;
      default -> 0;
    };
  }
}
