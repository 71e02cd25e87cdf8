package cn.beian.filing.states;

import static cn.beian.filing.states.DeadlineRule.STOP;

/**
 * The graph of a change of information, which is checked for completeness only. A change that a
 * province finds complete ends there, unless it includes a package that requires a national
 * decision ({@link cn.beian.filing.review.ChangeGate}). A ministry's change is decided at the
 * national level like any other application.
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
