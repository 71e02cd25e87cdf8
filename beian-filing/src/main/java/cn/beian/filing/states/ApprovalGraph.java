package cn.beian.filing.states;

import static cn.beian.filing.Role.APPROVER;
import static cn.beian.filing.Role.HANDLER;
import static cn.beian.filing.Role.PROJECT_REVIEWER;
import static cn.beian.filing.states.DeadlineRule.STOP;

import java.util.List;

/** The graph of a project approval, which is required before an app is built, rebuilt or bought. */
public final class ApprovalGraph {
  /** All edges. */
  public static final StateGraph<ApprovalState, ApprovalCause> GRAPH = graph();

  private ApprovalGraph() {}

  /** We know of no provision that sets a limit. */
  private static StateGraph<ApprovalState, ApprovalCause> graph() {
    StateGraph.Builder<ApprovalState, ApprovalCause> g = StateGraph.startingIn(ApprovalState.DRAFT);
    ApprovalState review = ApprovalState.UNDER_REVIEW;
    ApprovalState returned = ApprovalState.RETURNED;

    g.edge(ApprovalState.DRAFT, ApprovalCause.SUBMIT, review, "R-01", STOP, APPROVER);
    g.edge(returned, ApprovalCause.SUBMIT, review, "R-01", STOP, APPROVER);
    g.edge(review, ApprovalCause.RETURN, returned, "R-01", STOP, PROJECT_REVIEWER);
    g.edge(
        review, ApprovalCause.APPROVE, ApprovalState.APPROVED, "R-01 R-27", STOP, PROJECT_REVIEWER);
    g.edge(
        review,
        ApprovalCause.APPROVE_WITH_CONDITIONS,
        ApprovalState.APPROVED_WITH_CONDITIONS,
        "R-01 R-27",
        STOP,
        PROJECT_REVIEWER);
    g.edge(
        review,
        ApprovalCause.NOT_APPROVE,
        ApprovalState.NOT_APPROVED,
        "R-01 R-27",
        STOP,
        PROJECT_REVIEWER);
    for (ApprovalState open : List.of(ApprovalState.DRAFT, review, returned)) {
      g.edge(
          open, ApprovalCause.WITHDRAW, ApprovalState.WITHDRAWN, "R-01", STOP, HANDLER, APPROVER);
    }
    return g.build();
  }
}
