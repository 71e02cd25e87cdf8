package cn.beian.filing.states;

/** The causes of state changes of an application. */
public enum ApplicationCause {
  /** A local sponsor submits to the provincial office. */
  SUBMIT,
  /** A ministry submits to the national office. */
  SUBMIT_TO_NATION,
  /** Both seats find the application complete. */
  COMPLETE,
  /** Both seats request all missing items in one notification. */
  ASK_SUPPLEMENT,
  /** The sponsor answers a supplement list or a return. */
  RESUBMIT,
  /** The national review sends back material or a failed test. */
  RETURN,
  /**
   * The national review takes longer; the sponsor is notified of the reason and the expected date.
   */
  EXTEND,
  /** Accepted, numbered, published. */
  ACCEPT,
  /** Refused with a reason. */
  REFUSE,
  /** The sponsor withdraws the application. */
  WITHDRAW,
  /** A verified limit has passed; fires automatically. */
  DEADLINE_PASSED,
  /** An unverified limit has passed and a person closes the application. */
  ABANDON
}
