package cn.beian.filing.states;

import static cn.beian.filing.Role.APPROVER;
import static cn.beian.filing.Role.SUPERVISOR;
import static cn.beian.filing.parameters.ParameterKey.SUPERVISION_ANSWER_WORKDAYS;
import static cn.beian.filing.states.DeadlineRule.STOP;
import static cn.beian.filing.states.DeadlineRule.TOLD;

import java.util.List;

/** The graph of a supervision case, whatever its reason. */
public final class SupervisionGraph {
  /** All edges. */
  public static final StateGraph<SupervisionState, SupervisionCause> GRAPH = graph();

  private SupervisionGraph() {}

  private static StateGraph<SupervisionState, SupervisionCause> graph() {
    StateGraph.Builder<SupervisionState, SupervisionCause> g =
        StateGraph.startingIn(SupervisionState.FOUND);
    SupervisionState open = SupervisionState.OPEN;
    SupervisionState answered = SupervisionState.ANSWERED;
    SupervisionState due = SupervisionState.RECTIFICATION_DUE;
    SupervisionState closed = SupervisionState.CLOSED;
    DeadlineRule toAnswer = DeadlineRule.start(SUPERVISION_ANSWER_WORKDAYS);

    g.bySystem(SupervisionState.FOUND, SupervisionCause.NOTIFY, open, "R-22 R-23", toAnswer);
    g.edge(open, SupervisionCause.ANSWER, answered, "R-22 R-23", STOP, APPROVER);
    g.edge(answered, SupervisionCause.CLOSE, closed, "R-22", STOP, SUPERVISOR);
    g.edge(answered, SupervisionCause.ORDER_RECTIFICATION, due, "R-23", TOLD, SUPERVISOR);
    g.edge(due, SupervisionCause.ANSWER, answered, "R-23", STOP, APPROVER);
    g.edge(due, SupervisionCause.CLOSE, closed, "R-22 R-23", STOP, SUPERVISOR);
    g.edge(open, SupervisionCause.CLOSE, closed, "R-22", STOP, SUPERVISOR);
    // An order is possible even if the sponsor does not answer; the caller must check that the
    // limit has passed.
    g.edge(open, SupervisionCause.ORDER_RECTIFICATION, due, "R-23", TOLD, SUPERVISOR);
    g.edge(due, SupervisionCause.ORDER_RECTIFICATION, due, "R-23", TOLD, SUPERVISOR);
    for (SupervisionState running : List.of(open, answered, due)) {
      g.bySystem(running, SupervisionCause.REVOKED, closed, "R-23", STOP);
    }
    return g.build();
  }
}
