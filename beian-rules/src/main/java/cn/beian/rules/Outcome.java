package cn.beian.rules;

/** What a rule says about a package. A missing fact is never a pass. */
public enum Outcome {
  VIOLATION,
  PASS,
  /** The rule asks nothing of this package; advice may stand beside it. */
  NOT_APPLICABLE,
  /** What the rule asks about could not be read. */
  UNDETERMINED
}
