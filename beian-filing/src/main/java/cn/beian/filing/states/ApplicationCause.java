package cn.beian.filing.states;

/** What moves an application from one state to another. */
public enum ApplicationCause {
  /** A local sponsor submits to the provincial office. */
  SUBMIT,
  /** A ministry submits to the national office. */
  SUBMIT_TO_NATION,
  /** Both seats find the application complete. */
  COMPLETE,
  /** Both seats tell all gaps at once. */
  ASK_SUPPLEMENT,
  /** The sponsor answers a supplement list or a return. */
  RESUBMIT,
  /** The national review sends back material or a failed test. */
  RETURN,
  /** The national review takes longer; reason and expected date are told. */
  EXTEND,
  /** Accepted, numbered, published. */
  ACCEPT,
  /** Refused with a reason. */
  REFUSE,
  /** The sponsor gives the application up. */
  WITHDRAW,
  /** A verified limit has passed; fires by itself. */
  DEADLINE_PASSED,
  /** An unverified limit has passed and a person draws the consequence. */
  ABANDON
}
