package cn.beian.filing.states;

import static cn.beian.filing.states.DeadlineRule.STOP;

/**
 * The graph of a change of information: looked at for completeness. What a province finds complete
 * ends there, unless it brings a package that the national review has to decide about ({@link
 * cn.beian.filing.review.ChangeGate}); what a ministry submits is decided at the national level as
 * any other.
 */
public final class ChangeGraph {
  /** All edges. */
  public static final StateGraph<ApplicationState, ApplicationCause> GRAPH =
      ApplicationGraph.graph(
          (g, seats) -> {
            g.joint(
                ApplicationState.COMPLETENESS_REVIEW,
                ApplicationCause.ACCEPT,
                ApplicationState.ACCEPTED,
                "R-13 R-17",
                STOP,
                seats);
            ApplicationGraph.goesOnToTheNation(g, seats);
          });

  private ChangeGraph() {}
}
