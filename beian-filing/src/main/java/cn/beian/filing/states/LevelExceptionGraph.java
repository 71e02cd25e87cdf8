package cn.beian.filing.states;

import static cn.beian.filing.Role.APPROVER;
import static cn.beian.filing.Role.HANDLER;
import static cn.beian.filing.states.DeadlineRule.STOP;

/**
 * The graph of an exception of the upper level: the approver of one unit asks, that of a unit above
 * it answers.
 */
public final class LevelExceptionGraph {
  /** All edges. */
  public static final StateGraph<LevelExceptionState, LevelExceptionCause> GRAPH = graph();

  private LevelExceptionGraph() {}

  private static StateGraph<LevelExceptionState, LevelExceptionCause> graph() {
    StateGraph.Builder<LevelExceptionState, LevelExceptionCause> g =
        StateGraph.startingIn(LevelExceptionState.DRAFT);
    LevelExceptionState draft = LevelExceptionState.DRAFT;
    LevelExceptionState asked = LevelExceptionState.ASKED;
    LevelExceptionState withdrawn = LevelExceptionState.WITHDRAWN;

    g.edge(draft, LevelExceptionCause.ASK, asked, "R-03", STOP, APPROVER);
    g.edge(
        asked, LevelExceptionCause.CONFIRM, LevelExceptionState.CONFIRMED, "R-03", STOP, APPROVER);
    g.edge(asked, LevelExceptionCause.REFUSE, LevelExceptionState.REFUSED, "R-03", STOP, APPROVER);
    g.edge(draft, LevelExceptionCause.WITHDRAW, withdrawn, "R-03", STOP, HANDLER, APPROVER);
    g.edge(asked, LevelExceptionCause.WITHDRAW, withdrawn, "R-03", STOP, HANDLER, APPROVER);
    return g.build();
  }
}
