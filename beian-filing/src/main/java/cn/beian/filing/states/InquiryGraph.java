package cn.beian.filing.states;

import static cn.beian.filing.Role.APPROVER;
import static cn.beian.filing.Role.SUPERVISOR;
import static cn.beian.filing.states.DeadlineRule.STOP;
import static cn.beian.filing.states.DeadlineRule.TOLD;

/** The graph of a request for information from a supervisor to the sponsor of a filed app. */
public final class InquiryGraph {
  /** All edges. */
  public static final StateGraph<InquiryState, InquiryCause> GRAPH = graph();

  private InquiryGraph() {}

  private static StateGraph<InquiryState, InquiryCause> graph() {
    StateGraph.Builder<InquiryState, InquiryCause> g = StateGraph.startingIn(InquiryState.NEW);
    InquiryState asked = InquiryState.ASKED;
    InquiryState answered = InquiryState.ANSWERED;

    g.edge(InquiryState.NEW, InquiryCause.ASK, asked, "R-22", TOLD, SUPERVISOR);
    g.edge(asked, InquiryCause.ANSWER, answered, "R-22", STOP, APPROVER);
    g.edge(answered, InquiryCause.CLOSE, InquiryState.CLOSED, "R-22", STOP, SUPERVISOR);
    // Silence has no consequence; the supervisor records the outcome.
    g.edge(asked, InquiryCause.CLOSE, InquiryState.CLOSED, "R-22", STOP, SUPERVISOR);
    return g.build();
  }
}
