package cn.beian.filing.states;

import static cn.beian.filing.states.DeadlineRule.STOP;

/**
 * The graph of a change of information: looked at for completeness, not tested. What a province
 * looks at ends there; what a ministry submits is decided at the national level as any other.
 */
public final class ChangeGraph {
  /** All edges. */
  public static final StateGraph<ApplicationState, ApplicationCause> GRAPH =
      ApplicationGraph.graph(
          (g, seats) ->
              g.joint(
                  ApplicationState.COMPLETENESS_REVIEW,
                  ApplicationCause.ACCEPT,
                  ApplicationState.ACCEPTED,
                  "R-13 R-17",
                  STOP,
                  seats));

  private ChangeGraph() {}
}
