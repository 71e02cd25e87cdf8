package cn.beian.filing.states;

/**
 * Why an application is made. {@link #INITIAL}, {@link #EXISTING} and {@link #MAJOR_CHANGE} walk
 * the whole graph; {@link #CHANGE} ends at completeness; {@link #DEREGISTRATION} is a report,
 * without test or refusal.
 */
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
  DEREGISTRATION;

  /**
   * Whether this software carries out the procedure of the kind. The other kinds have their
   * questions, but what follows a decision on them is not built; they are neither begun, nor sent,
   * nor accepted.
   */
  public boolean built() {
    return this == INITIAL || this == EXISTING;
  }
}
