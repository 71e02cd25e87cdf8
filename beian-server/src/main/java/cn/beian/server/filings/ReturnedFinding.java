package cn.beian.server.filings;

import cn.beian.rules.LocalText;

/**
 * A finding that the national reviewer holds against an app, as the letter lists it with which it
 * was sent back.
 *
 * @param round which return of the application, from 1
 * @param title of the rule
 * @param reason the reviewer's own
 */
public record ReturnedFinding(int round, String ruleId, LocalText title, Why why, String reason) {
  /** What was decided of it. */
  public enum Why {
    /** The finding stands. */
    CONFIRMED,
    /** The explanation or exemption is not accepted. */
    REJECTED,
    /** A human tested it, and it failed. */
    TEST_FAILED
  }
}
