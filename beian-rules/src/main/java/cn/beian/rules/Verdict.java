package cn.beian.rules;

/** What the whole technical test says. */
public enum Verdict {
  PASSED,
  /** A blocking rule is violated without an accepted exemption. */
  BLOCKED,
  /** Nothing blocks, but a blocking rule could not be decided. */
  UNDETERMINED
}
