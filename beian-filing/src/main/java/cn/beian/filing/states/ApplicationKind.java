package cn.beian.filing.states;

/**
 * The purpose of an application. {@link #INITIAL}, {@link #EXISTING} and {@link #MAJOR_CHANGE} go
 * through the whole graph; {@link #CHANGE} ends at completeness unless it includes a package that
 * requires a national decision; {@link #DEREGISTRATION} is a report, without test or refusal.
 */
public enum ApplicationKind {
  /** Before the launch of a new app. */
  INITIAL,
  /** An app that was online when the Measures came into force. */
  EXISTING,
  /** A change of the record without a major functional change. */
  CHANGE,
  /** A major functional change: review and testing run again. */
  MAJOR_CHANGE,
  /** Shut-down and deregistration. */
  DEREGISTRATION;

  /**
   * Whether this software implements the procedure of this kind. Other kinds have questions but no
   * procedure for the decision; they cannot be started, submitted or accepted.
   */
  public boolean built() {
    return this != DEREGISTRATION;
  }

  /** Whether it changes a filing that already has a number. */
  public boolean changes() {
    return this == CHANGE || this == MAJOR_CHANGE;
  }

  /** The edges of all kinds, for reading the history of any application. */
  public static StateGraph<ApplicationState, ApplicationCause> everyGraph() {
    return ApplicationGraph.GRAPH.with(ChangeGraph.GRAPH);
  }

  /** The edges that an application of this kind may take. */
  public StateGraph<ApplicationState, ApplicationCause> graph() {
    return this == CHANGE ? ChangeGraph.GRAPH : ApplicationGraph.GRAPH;
  }
}
