package cn.beian.server.supervision;

import java.time.Instant;
import java.util.UUID;

/**
 * How a supervisor settled a finding; final once the case is closed.
 *
 * @param reason never blank
 */
public record FindingResolution(Outcome outcome, String reason, UUID settledBy, Instant settledAt) {

  /** What was decided. */
  public enum Outcome {
    /** The sponsor's explanation is sound. */
    EXPLAINED,
    /** It is not what the rule means. */
    DISMISSED,
    /** It is gone in a version that was filed later. */
    MENDED
  }
}
