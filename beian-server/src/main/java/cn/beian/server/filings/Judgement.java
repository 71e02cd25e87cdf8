package cn.beian.server.filings;

import java.time.Instant;
import java.util.UUID;

/**
 * How the national reviewer saw a finding of one test.
 *
 * @param reason never blank
 */
public record Judgement(
    UUID testId, String ruleId, Outcome outcome, String reason, UUID judgedBy, Instant judgedAt) {
  /** The same, of another test that finds the same. */
  public Judgement of(UUID otherTest) {
    return new Judgement(otherTest, ruleId, outcome, reason, judgedBy, judgedAt);
  }

  /** What was decided. */
  public enum Outcome {
    /** The finding stands and must be mended. */
    CONFIRMED,
    /** It is not what the rule means. */
    DISMISSED,
    /** The explanation or exemption is accepted. */
    ACCEPTED,
    /** The explanation or exemption is not accepted. */
    REJECTED
  }
}
