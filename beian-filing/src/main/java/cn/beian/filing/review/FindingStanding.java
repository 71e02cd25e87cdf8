package cn.beian.filing.review;

/**
 * A finding of the test of record and what was done about it.
 *
 * @param id of the finding, unique in the application
 * @param ruleId such as FORM-101
 * @param determined false if the rule could not be decided
 * @param effect of the finding; of an undecided rule, the effect that its violation would have
 * @param exemptible whether the rule knows exceptions; without them an exemption closes
 *     nothing
 */
public record FindingStanding(
    String id,
    String ruleId,
    boolean determined,
    Effect effect,
    Disposition disposition,
    boolean exemptible) {
  /** What a finding does. */
  public enum Effect {
    BLOCK,
    EXPLAIN,
    ADVISE
  }

  /** What was done about a finding. */
  public enum Disposition {
    /** Nothing yet, or the reviewer confirmed it. */
    OPEN,
    /** The sponsor explained; no reviewer has judged it. */
    EXPLAINED,
    /** A reviewer found the explanation sound. */
    EXPLANATION_ACCEPTED,
    /** A reviewer found it unsound. */
    EXPLANATION_REJECTED,
    /** The sponsor declared an exemption; no reviewer has judged it. */
    EXEMPTION_CLAIMED,
    /** A special scenario: accepted, stays visible. */
    EXEMPTED,
    /** The claim was turned down. */
    EXEMPTION_REJECTED,
    /** Gone in a new package that was tested. */
    MENDED,
    /** A reviewer dismissed it with a reason. */
    DISMISSED,
    /** A human tested what the machine could not decide, and found nothing. */
    HUMAN_TEST_PASSED
  }
}
