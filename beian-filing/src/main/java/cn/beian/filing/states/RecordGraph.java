package cn.beian.filing.states;

import static cn.beian.filing.Role.APPROVER;
import static cn.beian.filing.Role.COMPLETENESS_REVIEWER;
import static cn.beian.filing.Role.GOVERNMENT_SERVICE_REVIEWER;
import static cn.beian.filing.Role.HANDLER;
import static cn.beian.filing.Role.NATIONAL_REVIEWER;
import static cn.beian.filing.Role.SIGNER;
import static cn.beian.filing.Role.SUPERVISOR;
import static cn.beian.filing.states.DeadlineRule.KEEP;
import static cn.beian.filing.states.DeadlineRule.STOP;

import cn.beian.filing.Role;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** The graph of an app's record. */
public final class RecordGraph {
  /** All edges. */
  public static final StateGraph<RecordState, RecordCause> GRAPH = graph();

  /** States of what is filed and has not ended. */
  public static final Set<RecordState> IN_FORCE = inForce();

  /** States of what was never filed. */
  public static final Set<RecordState> NEVER_FILED =
      Collections.unmodifiableSet(
          EnumSet.complementOf(EnumSet.copyOf(GRAPH.reachable(RecordState.FILED))));

  private RecordGraph() {}

  private static StateGraph<RecordState, RecordCause> graph() {
    StateGraph.Builder<RecordState, RecordCause> g = StateGraph.startingIn(RecordState.UNFILED);
    RecordState unfiled = RecordState.UNFILED;
    RecordState overdue = RecordState.OVERDUE;
    RecordState filed = RecordState.FILED;
    RecordState rectifying = RecordState.RECTIFYING;
    RecordState shuttingDown = RecordState.SHUTTING_DOWN;

    g.edge(unfiled, RecordCause.FILING_ACCEPTED, filed, "R-08 R-16", STOP, SIGNER);
    g.byClock(unfiled, RecordCause.EXISTING_DEADLINE_PASSED, overdue, "R-19");
    g.edge(overdue, RecordCause.FILING_ACCEPTED, filed, "R-16 R-19", STOP, SIGNER);
    Role[] changers = {COMPLETENESS_REVIEWER, GOVERNMENT_SERVICE_REVIEWER, SIGNER};
    g.edge(filed, RecordCause.CHANGE_ACCEPTED, filed, "R-17", KEEP, changers);
    g.edge(filed, RecordCause.RECTIFICATION_ORDERED, rectifying, "R-22 R-23", KEEP, SUPERVISOR);
    g.edge(rectifying, RecordCause.CHANGE_ACCEPTED, rectifying, "R-17 R-23", KEEP, changers);
    g.edge(rectifying, RecordCause.RECTIFIED, filed, "R-23", STOP, SUPERVISOR);
    g.edge(rectifying, RecordCause.ORDER_LIFTED, filed, "R-23", STOP, SUPERVISOR);
    revocation(g, rectifying);
    for (RecordState online : List.of(unfiled, overdue, filed, rectifying)) {
      g.edge(
          online,
          RecordCause.SHUTDOWN_ANNOUNCED,
          shuttingDown,
          "R-18 R-24",
          KEEP,
          HANDLER,
          APPROVER);
    }
    // Announcing a shut-down neither ends nor prevents an order to rectify.
    g.edge(
        shuttingDown,
        RecordCause.RECTIFICATION_ORDERED,
        shuttingDown,
        "R-22 R-23",
        KEEP,
        SUPERVISOR);
    revocation(g, shuttingDown);
    g.edge(shuttingDown, RecordCause.SHUTDOWN_TAKEN_BACK, filed, "R-18", KEEP, APPROVER);
    g.edge(
        shuttingDown,
        RecordCause.SHUTDOWN_TAKEN_BACK_UNDER_ORDER,
        rectifying,
        "R-18 R-23",
        KEEP,
        APPROVER);
    g.edge(
        shuttingDown,
        RecordCause.DEREGISTRATION_NOTED,
        RecordState.DEREGISTERED,
        "R-18",
        STOP,
        COMPLETENESS_REVIEWER,
        NATIONAL_REVIEWER);
    RecordState deregistered = RecordState.DEREGISTERED;
    g.edge(deregistered, RecordCause.DEREGISTRATION_SET_ASIDE, filed, "R-18", KEEP, SIGNER);
    g.edge(
        deregistered,
        RecordCause.DEREGISTRATION_SET_ASIDE_UNDER_ORDER,
        rectifying,
        "R-18 R-23",
        KEEP,
        SIGNER);
    g.ends(deregistered); // final, unless the noting is set aside within days
    return g.build();
  }

  private static Set<RecordState> inForce() {
    Set<RecordState> inForce = EnumSet.copyOf(GRAPH.reachable(RecordState.FILED));
    inForce.removeAll(GRAPH.ended());
    return Collections.unmodifiableSet(inForce);
  }

  /** The supervisor proposes it; another person decides at the national level. */
  private static void revocation(StateGraph.Builder<RecordState, RecordCause> g, RecordState from) {
    g.edge(from, RecordCause.PROPOSE_REVOCATION, from, "R-23", KEEP, SUPERVISOR);
    g.proposed(
        from,
        RecordCause.REVOKE,
        RecordState.REVOKED,
        "R-23",
        RecordCause.PROPOSE_REVOCATION,
        SIGNER);
  }
}
