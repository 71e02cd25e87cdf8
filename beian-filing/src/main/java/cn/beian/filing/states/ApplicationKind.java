package cn.beian.filing.states;

/** Why an application is made. All kinds walk the same graph. */
public enum ApplicationKind {
  /** Before the launch of a new app. */
  INITIAL,
  /** An app that was online when the Measures took force. */
  EXISTING,
  /** A change of the record without a major functional change. */
  CHANGE,
  /** A major functional change: review and testing run again. */
  MAJOR_CHANGE,
  /** Shut-down and deregistration. */
  DEREGISTRATION
}
