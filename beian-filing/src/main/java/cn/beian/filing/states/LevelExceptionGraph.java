package cn.beian.filing.states;

import static cn.beian.filing.Role.APPROVER;
import static cn.beian.filing.Role.HANDLER;
import static cn.beian.filing.states.DeadlineRule.STOP;

import java.util.List;

/**
 * The graph of an exception of the upper level: the approver of one unit asks, that of a unit above
 * it answers, or sends it back to be completed.
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
    LevelExceptionState returned = LevelExceptionState.RETURNED;

    g.edge(draft, LevelExceptionCause.ASK, asked, "R-03", STOP, APPROVER);
    g.edge(returned, LevelExceptionCause.ASK, asked, "R-03", STOP, APPROVER);
    g.edge(asked, LevelExceptionCause.RETURN, returned, "R-03", STOP, APPROVER);
    g.edge(
        asked, LevelExceptionCause.CONFIRM, LevelExceptionState.CONFIRMED, "R-03", STOP, APPROVER);
    g.edge(asked, LevelExceptionCause.REFUSE, LevelExceptionState.REFUSED, "R-03", STOP, APPROVER);
    for (LevelExceptionState open : List.of(draft, asked, returned)) {
      g.edge(
          open,
          LevelExceptionCause.WITHDRAW,
          LevelExceptionState.WITHDRAWN,
          "R-03",
          STOP,
          HANDLER,
          APPROVER);
    }
    return g.build();
  }
}
