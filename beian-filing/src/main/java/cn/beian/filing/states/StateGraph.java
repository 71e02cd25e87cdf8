package cn.beian.filing.states;

import static cn.beian.filing.Role.APPROVER;
import static cn.beian.filing.Role.COMPLETENESS_REVIEWER;
import static cn.beian.filing.Role.GOVERNMENT_SERVICE_REVIEWER;
import static cn.beian.filing.Role.HANDLER;
import static cn.beian.filing.Role.NATIONAL_REVIEWER;
import static cn.beian.filing.Role.SIGNER;
import static cn.beian.filing.Role.SUPERVISOR;
import static cn.beian.filing.parameters.ParameterKey.REVIEW_COMPLETENESS_WORKDAYS;
import static cn.beian.filing.parameters.ParameterKey.REVIEW_NATIONAL_WORKDAYS;
import static cn.beian.filing.parameters.ParameterKey.SUPERVISION_ANSWER_WORKDAYS;
import static cn.beian.filing.parameters.ParameterKey.SUPPLEMENT_WORKDAYS;
import static cn.beian.filing.states.DeadlineRule.KEEP;
import static cn.beian.filing.states.DeadlineRule.STOP;
import static cn.beian.filing.states.DeadlineRule.TOLD;

import cn.beian.filing.Role;
import cn.beian.filing.states.DeadlineRule.Effect;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * All lawful transitions of one kind of thing; immutable. At most one edge leaves a state by a
 * cause.
 *
 * @param <S> the states
 * @param <C> the causes
 */
public final class StateGraph<S extends Enum<S>, C extends Enum<C>> {
  private static final StateGraph<ApplicationState, ApplicationCause> APPLICATION =
      applicationGraph();
  private static final StateGraph<RecordState, RecordCause> RECORD = recordGraph();
  private static final StateGraph<SupervisionState, SupervisionCause> SUPERVISION =
      supervisionGraph();

  private final S initial;
  private final Class<S> states;
  private final List<Transition<S, C>> transitions;

  private StateGraph(S initial, List<Transition<S, C>> transitions) {
    this.initial = initial;
    this.states = initial.getDeclaringClass();
    this.transitions = List.copyOf(transitions);
  }

  /** The graph of an application, whatever its kind. */
  public static StateGraph<ApplicationState, ApplicationCause> application() {
    return APPLICATION;
  }

  /** The graph of the record of an app. */
  public static StateGraph<RecordState, RecordCause> record() {
    return RECORD;
  }

  /** The graph of a case of supervision, whatever it was opened for. */
  public static StateGraph<SupervisionState, SupervisionCause> supervision() {
    return SUPERVISION;
  }

  /** Where everything begins. */
  public S initial() {
    return initial;
  }

  /** Every edge, in the order of the main path first. */
  public List<Transition<S, C>> transitions() {
    return transitions;
  }

  /** The edge that {@code cause} takes from {@code state}; empty if that is not lawful. */
  public Optional<Transition<S, C>> edge(S state, C cause) {
    return transitions.stream().filter(t -> t.from() == state && t.cause() == cause).findFirst();
  }

  /** The state that {@code cause} leads to from {@code state}; empty if that is not lawful. */
  public Optional<S> next(S state, C cause) {
    return edge(state, cause).map(Transition::to);
  }

  /** The edges that leave a state. */
  public List<Transition<S, C>> from(S state) {
    return transitions.stream().filter(t -> t.from() == state).toList();
  }

  /** The edges that a person of this role may cause, alone or jointly. */
  public List<Transition<S, C>> open(S state, Role role) {
    return from(state).stream().filter(t -> t.actors().contains(role)).toList();
  }

  /** Whether nothing leaves the state. */
  public boolean terminal(S state) {
    return from(state).isEmpty();
  }

  /** The states that can be reached from {@code start}, itself included. */
  public Set<S> reachable(S start) {
    Set<S> seen = EnumSet.noneOf(states);
    Deque<S> open = new ArrayDeque<>(List.of(start));
    while (!open.isEmpty()) {
      S state = open.removeFirst();
      if (seen.add(state)) {
        from(state).forEach(t -> open.addLast(t.to()));
      }
    }
    return seen;
  }

  private static StateGraph<ApplicationState, ApplicationCause> applicationGraph() {
    Builder<ApplicationState, ApplicationCause> g = new Builder<>();
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
    g.joint(complete, ApplicationCause.COMPLETE, nation, "R-13 R-14", national, seats);
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
      g.edge(due, ApplicationCause.DEADLINE_PASSED, ApplicationState.ABANDONED, "R-15", STOP);
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
    return new StateGraph<>(draft, g.transitions);
  }

  private static StateGraph<RecordState, RecordCause> recordGraph() {
    Builder<RecordState, RecordCause> g = new Builder<>();
    RecordState unfiled = RecordState.UNFILED;
    RecordState overdue = RecordState.OVERDUE;
    RecordState filed = RecordState.FILED;
    RecordState rectifying = RecordState.RECTIFYING;
    RecordState shuttingDown = RecordState.SHUTTING_DOWN;

    g.edge(unfiled, RecordCause.FILING_ACCEPTED, filed, "R-08 R-16", STOP, SIGNER);
    g.edge(unfiled, RecordCause.EXISTING_DEADLINE_PASSED, overdue, "R-19", STOP);
    g.edge(overdue, RecordCause.FILING_ACCEPTED, filed, "R-16 R-19", STOP, SIGNER);
    g.edge(filed, RecordCause.CHANGE_ACCEPTED, filed, "R-17", KEEP, SIGNER);
    g.edge(filed, RecordCause.RECTIFICATION_ORDERED, rectifying, "R-22 R-23", KEEP, SUPERVISOR);
    g.edge(rectifying, RecordCause.CHANGE_ACCEPTED, rectifying, "R-17 R-23", KEEP, SIGNER);
    g.edge(rectifying, RecordCause.RECTIFIED, filed, "R-23", STOP, SUPERVISOR);
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
    // Announcing a shut-down does not end an order to rectify, and is no shelter from one.
    g.edge(
        shuttingDown,
        RecordCause.RECTIFICATION_ORDERED,
        shuttingDown,
        "R-22 R-23",
        KEEP,
        SUPERVISOR);
    revocation(g, shuttingDown);
    g.edge(
        shuttingDown,
        RecordCause.DEREGISTRATION_NOTED,
        RecordState.DEREGISTERED,
        "R-18",
        STOP,
        SIGNER);
    return new StateGraph<>(unfiled, g.transitions);
  }

  /** Whoever supervises proposes it; the nation decides, by another person. */
  private static void revocation(Builder<RecordState, RecordCause> g, RecordState from) {
    g.edge(from, RecordCause.PROPOSE_REVOCATION, from, "R-23", KEEP, SUPERVISOR);
    g.proposed(
        from,
        RecordCause.REVOKE,
        RecordState.REVOKED,
        "R-23",
        RecordCause.PROPOSE_REVOCATION,
        SIGNER);
  }

  private static StateGraph<SupervisionState, SupervisionCause> supervisionGraph() {
    Builder<SupervisionState, SupervisionCause> g = new Builder<>();
    SupervisionState open = SupervisionState.OPEN;
    SupervisionState answered = SupervisionState.ANSWERED;
    SupervisionState due = SupervisionState.RECTIFICATION_DUE;
    SupervisionState closed = SupervisionState.CLOSED;
    DeadlineRule toAnswer = DeadlineRule.start(SUPERVISION_ANSWER_WORKDAYS);

    g.edge(SupervisionState.FOUND, SupervisionCause.NOTIFY, open, "R-22 R-23", toAnswer);
    g.edge(open, SupervisionCause.ANSWER, answered, "R-22 R-23", STOP, APPROVER);
    g.edge(answered, SupervisionCause.CLOSE, closed, "R-22", STOP, SUPERVISOR);
    g.edge(answered, SupervisionCause.ORDER_RECTIFICATION, due, "R-23", TOLD, SUPERVISOR);
    g.edge(due, SupervisionCause.ANSWER, answered, "R-23", STOP, APPROVER);
    g.edge(due, SupervisionCause.CLOSE, closed, "R-22 R-23", STOP, SUPERVISOR);
    g.edge(open, SupervisionCause.CLOSE, closed, "R-22", STOP, SUPERVISOR);
    // Silence is no shelter; whether the limit has passed is for the caller to ask.
    g.edge(open, SupervisionCause.ORDER_RECTIFICATION, due, "R-23", TOLD, SUPERVISOR);
    g.edge(due, SupervisionCause.ORDER_RECTIFICATION, due, "R-23", TOLD, SUPERVISOR);
    return new StateGraph<>(SupervisionState.FOUND, g.transitions);
  }

  private static final class Builder<S extends Enum<S>, C extends Enum<C>> {
    private final List<Transition<S, C>> transitions = new ArrayList<>();

    void edge(S from, C cause, S to, String requirements, DeadlineRule deadline, Role... actors) {
      add(from, cause, to, requirements, deadline, false, Optional.empty(), actors);
    }

    void joint(S from, C cause, S to, String requirements, DeadlineRule deadline, Role... actors) {
      add(from, cause, to, requirements, deadline, true, Optional.empty(), actors);
    }

    /** An edge of somebody else than of the proposal; no limit runs after it. */
    void proposed(S from, C cause, S to, String requirements, C proposal, Role actor) {
      if (transitions.stream().noneMatch(t -> t.from() == from && t.cause() == proposal)) {
        throw new IllegalStateException("nobody can propose " + cause + " in " + from);
      }
      add(from, cause, to, requirements, STOP, false, Optional.of(proposal), actor);
    }

    private void add(
        S from,
        C cause,
        S to,
        String requirements,
        DeadlineRule deadline,
        boolean joint,
        Optional<C> proposal,
        Role... actors) {
      if (transitions.stream().anyMatch(t -> t.from() == from && t.cause() == cause)) {
        throw new IllegalStateException("two edges leave " + from + " by " + cause);
      }
      transitions.add(
          new Transition<>(
              from,
              cause,
              to,
              Set.of(actors),
              joint,
              proposal,
              List.of(requirements.split(" ", -1)),
              deadline));
    }
  }
}
