package cn.beian.filing.states;

import static cn.beian.filing.Role.APPROVER;
import static cn.beian.filing.Role.COMPLETENESS_REVIEWER;
import static cn.beian.filing.Role.GOVERNMENT_SERVICE_REVIEWER;
import static cn.beian.filing.Role.HANDLER;
import static cn.beian.filing.Role.NATIONAL_REVIEWER;
import static cn.beian.filing.Role.SIGNER;
import static cn.beian.filing.parameters.ParameterKey.REVIEW_COMPLETENESS_WORKDAYS;
import static cn.beian.filing.parameters.ParameterKey.REVIEW_NATIONAL_WORKDAYS;
import static cn.beian.filing.parameters.ParameterKey.SUPPLEMENT_WORKDAYS;
import static cn.beian.filing.states.DeadlineRule.STOP;

import cn.beian.filing.Role;
import cn.beian.filing.states.DeadlineRule.Effect;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** The graph of an application that is reviewed and tested: a filing or a major change. */
public final class ApplicationGraph {
  /** All edges. */
  public static final StateGraph<ApplicationState, ApplicationCause> GRAPH =
      graph(ApplicationGraph::goesOnToTheNation);

  /** States in which an office decides. */
  public static final Set<ApplicationState> AT_OFFICE = before(ApplicationCause.REFUSE);

  /** States in which the unit has to supplement or rectify. */
  public static final Set<ApplicationState> RETURNED = before(ApplicationCause.RESUBMIT);

  private ApplicationGraph() {}

  private static Set<ApplicationState> before(ApplicationCause cause) {
    return GRAPH.transitions().stream()
        .filter(one -> one.cause() == cause)
        .map(Transition::from)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * An application that both seats of the province find complete is reviewed and tested at the
   * national level.
   */
  static void goesOnToTheNation(
      StateGraph.Builder<ApplicationState, ApplicationCause> g, Role... seats) {
    g.joint(
        ApplicationState.COMPLETENESS_REVIEW,
        ApplicationCause.COMPLETE,
        ApplicationState.NATIONAL_REVIEW,
        "R-13 R-14",
        DeadlineRule.start(REVIEW_NATIONAL_WORKDAYS),
        seats);
  }

  /**
   * The graph of a kind of application.
   *
   * @param completed adds the edges that follow when both seats of the province find it complete
   */
  static StateGraph<ApplicationState, ApplicationCause> graph(
      BiConsumer<StateGraph.Builder<ApplicationState, ApplicationCause>, Role[]> completed) {
    StateGraph.Builder<ApplicationState, ApplicationCause> g =
        StateGraph.startingIn(ApplicationState.DRAFT);
    DeadlineRule completeness = DeadlineRule.start(REVIEW_COMPLETENESS_WORKDAYS);
    DeadlineRule national = DeadlineRule.start(REVIEW_NATIONAL_WORKDAYS);
    DeadlineRule supplement = DeadlineRule.start(SUPPLEMENT_WORKDAYS);
    ApplicationState draft = ApplicationState.DRAFT;
    ApplicationState complete = ApplicationState.COMPLETENESS_REVIEW;
    ApplicationState supplementDue = ApplicationState.SUPPLEMENT_DUE;
    ApplicationState nation = ApplicationState.NATIONAL_REVIEW;
    ApplicationState rectificationDue = ApplicationState.RECTIFICATION_DUE;
    Role[] seats = {COMPLETENESS_REVIEWER, GOVERNMENT_SERVICE_REVIEWER};

    g.edge(draft, ApplicationCause.SUBMIT, complete, "R-08 R-12 R-13", completeness, APPROVER);
    g.edge(draft, ApplicationCause.SUBMIT_TO_NATION, nation, "R-08 R-12 R-14", national, APPROVER);
    completed.accept(g, seats);
    g.joint(
        complete, ApplicationCause.ASK_SUPPLEMENT, supplementDue, "R-13 R-15", supplement, seats);
    g.edge(
        supplementDue,
        ApplicationCause.RESUBMIT,
        complete,
        "R-13 R-15",
        DeadlineRule.of(Effect.RESTART_OR_RESUME, REVIEW_COMPLETENESS_WORKDAYS),
        APPROVER);
    g.edge(
        nation,
        ApplicationCause.RETURN,
        rectificationDue,
        "R-10 R-14 R-15",
        supplement,
        NATIONAL_REVIEWER);
    g.edge(
        rectificationDue,
        ApplicationCause.RESUBMIT,
        nation,
        "R-10 R-15",
        DeadlineRule.of(Effect.RESUME, REVIEW_NATIONAL_WORKDAYS),
        APPROVER);
    g.edge(
        nation,
        ApplicationCause.EXTEND,
        nation,
        "R-14",
        DeadlineRule.of(Effect.EXTEND, REVIEW_NATIONAL_WORKDAYS),
        NATIONAL_REVIEWER);
    g.edge(nation, ApplicationCause.ACCEPT, ApplicationState.ACCEPTED, "R-10 R-16", STOP, SIGNER);
    g.edge(nation, ApplicationCause.REFUSE, ApplicationState.REFUSED, "R-10 R-14", STOP, SIGNER);
    g.joint(complete, ApplicationCause.REFUSE, ApplicationState.REFUSED, "R-13", STOP, seats);
    for (ApplicationState due : List.of(supplementDue, rectificationDue)) {
      Role reviewer = due == supplementDue ? COMPLETENESS_REVIEWER : NATIONAL_REVIEWER;
      g.byClock(due, ApplicationCause.DEADLINE_PASSED, ApplicationState.ABANDONED, "R-15");
      g.edge(due, ApplicationCause.ABANDON, ApplicationState.ABANDONED, "R-15", STOP, reviewer);
    }
    for (ApplicationState open :
        List.of(draft, complete, supplementDue, nation, rectificationDue)) {
      g.edge(
          open,
          ApplicationCause.WITHDRAW,
          ApplicationState.WITHDRAWN,
          "R-01",
          STOP,
          HANDLER,
          APPROVER);
    }
    return g.build();
  }
}
