package cn.beian.server.records;

/**
 * What the public is told of a rule group, in the order of weight: the first that any rule of the
 * group has is that of the group. Names are stored and stand in ledger entries.
 */
public enum PublicOutcome {
  /** An exemption was accepted; it always stays visible. */
  EXEMPTED,
  /** A finding stands open; no record was accepted with one. */
  VIOLATION,
  /** A function had to be explained, and the explanation was accepted. */
  EXPLAINED,
  /** The test could not decide it, and a person did. */
  HUMAN_TESTED,
  /** The test could not decide it, and nothing demands that a person does. */
  UNDETERMINED,
  PASS,
  NOT_APPLICABLE
}
