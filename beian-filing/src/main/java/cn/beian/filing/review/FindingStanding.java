package cn.beian.filing.review;

/**
 * A finding of the official test and its disposition.
 *
 * @param id of the finding, unique in the application
 * @param ruleId such as FORM-101
 * @param determined false if the rule could not be decided
 * @param effect of the finding; for an undecided rule, the effect that its violation would have
 * @param exemptible whether the rule allows exceptions; if not, an exemption does not
 *     resolve the finding
 */
public record FindingStanding(
    String id,
    String ruleId,
    boolean determined,
    Effect effect,
    Disposition disposition,
    boolean exemptible) {
  /** The effect of a finding. */
  public enum Effect {
    BLOCK,
    EXPLAIN,
    ADVISE
  }

  /** The disposition of a finding. */
  public enum Disposition {
    /** Not handled yet, or confirmed by the reviewer. */
    OPEN,
    /** The sponsor explained; no reviewer has judged it. */
    EXPLAINED,
    /** A reviewer accepted the explanation. */
    EXPLANATION_ACCEPTED,
    /** A reviewer rejected the explanation. */
    EXPLANATION_REJECTED,
    /** The sponsor declared an exemption; no reviewer has judged it. */
    EXEMPTION_CLAIMED,
    /** A special scenario: accepted, but still shown. */
    EXEMPTED,
    /** A reviewer rejected the claim. */
    EXEMPTION_REJECTED,
    /** No longer found in a new, tested package. */
    MENDED,
    /** A reviewer dismissed it with a reason. */
    DISMISSED,
    /** A person tested manually what the rule could not decide, and found nothing. */
    HUMAN_TEST_PASSED
  }
}
