package cn.beian.filing.states;

import static cn.beian.filing.Role.APPROVER;
import static cn.beian.filing.Role.COMPLETENESS_REVIEWER;
import static cn.beian.filing.Role.HANDLER;
import static cn.beian.filing.Role.NATIONAL_REVIEWER;
import static cn.beian.filing.Role.SIGNER;
import static cn.beian.filing.Role.SUPERVISOR;
import static cn.beian.filing.states.DeadlineRule.KEEP;
import static cn.beian.filing.states.DeadlineRule.STOP;
import static cn.beian.filing.states.DeadlineRule.TOLD;

import cn.beian.filing.parameters.ParameterKey;

/**
 * The graph of the shut-down of a filed app. The office receives a report: it is checked for
 * completeness and noted, and cannot be refused. A wrong noting can be set aside.
 */
public final class EndingGraph {
  /** All edges. */
  public static final StateGraph<EndingState, EndingCause> GRAPH = graph();

  private EndingGraph() {}

  /**
   * Setting aside a wrong noting, within the days of a parameter; requires two persons, and both
   * entries stay public.
   */
  private static void settingAside(StateGraph.Builder<EndingState, EndingCause> g) {
    EndingState proposed = EndingState.SETTING_ASIDE;
    g.edge(
        EndingState.NOTED,
        EndingCause.PROPOSE_SETTING_ASIDE,
        proposed,
        "R-18",
        STOP,
        COMPLETENESS_REVIEWER,
        NATIONAL_REVIEWER,
        SUPERVISOR);
    g.proposed(
        proposed,
        EndingCause.SET_ASIDE,
        EndingState.SET_ASIDE,
        "R-18",
        EndingCause.PROPOSE_SETTING_ASIDE,
        SIGNER);
    g.edge(proposed, EndingCause.KEEP_NOTED, EndingState.NOTED, "R-18", STOP, SIGNER);
    g.ends(EndingState.NOTED);
  }

  private static StateGraph<EndingState, EndingCause> graph() {
    StateGraph.Builder<EndingState, EndingCause> g = StateGraph.startingIn(EndingState.PLANNED);
    EndingState planned = EndingState.PLANNED;
    EndingState announced = EndingState.ANNOUNCED;
    EndingState offline = EndingState.OFFLINE;
    EndingState reported = EndingState.REPORTED;
    EndingState sentBack = EndingState.SENT_BACK;
    EndingState again = EndingState.REPORTED_AGAIN;
    // Until the app is offline the limit is counted from the announced last day.
    DeadlineRule reportLimit =
        DeadlineRule.of(
            DeadlineRule.Effect.START_FROM_NAMED, ParameterKey.DEREGISTRATION_REPORT_WORKDAYS);

    g.edge(planned, EndingCause.ANNOUNCE, announced, "R-18 R-24", reportLimit, APPROVER);
    g.edge(announced, EndingCause.WENT_OFFLINE, offline, "R-18", reportLimit, HANDLER);
    g.edge(offline, EndingCause.REPORT, reported, "R-18", STOP, APPROVER);
    g.edge(
        reported,
        EndingCause.NOTE,
        EndingState.NOTED,
        "R-18",
        STOP,
        COMPLETENESS_REVIEWER,
        NATIONAL_REVIEWER);
    g.edge(planned, EndingCause.DROP, EndingState.DROPPED, "R-18", STOP, HANDLER);
    g.edge(announced, EndingCause.TAKE_BACK, EndingState.TAKEN_BACK, "R-18", STOP, APPROVER);
    g.edge(offline, EndingCause.WENT_OFFLINE, offline, "R-18", reportLimit, HANDLER);
    g.edge(offline, EndingCause.STILL_ONLINE, announced, "R-18", reportLimit, HANDLER);
    // All missing items are named together, and only once.
    g.edge(
        reported,
        EndingCause.SEND_BACK,
        sentBack,
        "R-18",
        TOLD,
        COMPLETENESS_REVIEWER,
        NATIONAL_REVIEWER);
    g.edge(sentBack, EndingCause.WENT_OFFLINE, sentBack, "R-18", KEEP, HANDLER);
    g.edge(sentBack, EndingCause.REPORT, again, "R-18", STOP, APPROVER);
    g.edge(
        again,
        EndingCause.NOTE,
        EndingState.NOTED,
        "R-18",
        STOP,
        COMPLETENESS_REVIEWER,
        NATIONAL_REVIEWER);
    settingAside(g);
    return g.build();
  }
}
