package cn.beian.filing.states;

/**
 * Why an application is made. {@link #INITIAL}, {@link #EXISTING} and {@link #MAJOR_CHANGE} walk
 * the whole graph; {@link #CHANGE} ends at completeness unless a package that it brings is to be
 * decided about nationally; {@link #DEREGISTRATION} is a report, without test or refusal.
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
    return this != DEREGISTRATION;
  }

  /** Whether it changes a filing that has its number already. */
  public boolean changes() {
    return this == CHANGE || this == MAJOR_CHANGE;
  }

  /** The edges of every kind, by which the history of any application is read. */
  public static StateGraph<ApplicationState, ApplicationCause> everyGraph() {
    return ApplicationGraph.GRAPH.with(ChangeGraph.GRAPH);
  }

  /** The edges that an application of this kind may take. */
  public StateGraph<ApplicationState, ApplicationCause> graph() {
    return this == CHANGE ? ChangeGraph.GRAPH : ApplicationGraph.GRAPH;
  }
}
