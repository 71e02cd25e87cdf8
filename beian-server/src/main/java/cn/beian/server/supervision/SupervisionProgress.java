package cn.beian.server.supervision;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.states.DeadlineRule;
import cn.beian.filing.states.SupervisionCause;
import cn.beian.filing.states.SupervisionGraph;
import cn.beian.filing.states.SupervisionState;
import cn.beian.filing.states.Transition;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.identity.AuditTrail;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Moves a case along the state graph: right of the actor, limit, history and audit in one place.
 * Joins the caller's transaction; the caller has locked the case.
 */
@Component
class SupervisionProgress {
  private final SupervisionStore store;
  private final Policies policies;
  private final WorkCalendars calendars;
  private final AuditTrail audit;
  private final Clock clock;

  SupervisionProgress(
      SupervisionStore store,
      Policies policies,
      WorkCalendars calendars,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.policies = policies;
    this.calendars = calendars;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * An edge to be taken.
   *
   * @param actor absent where it fires by itself
   * @param toldOn the day that an order names
   * @param places of the findings that an order is about
   */
  record Step(
      SupervisionCause cause,
      Optional<Person> actor,
      Optional<LocalDate> toldOn,
      List<Integer> places,
      String detail) {
    static Step of(SupervisionCause cause, String detail) {
      return new Step(cause, Optional.empty(), Optional.empty(), List.of(), detail);
    }

    static Step by(Person actor, SupervisionCause cause, String detail) {
      return new Step(cause, Optional.of(actor), Optional.empty(), List.of(), detail);
    }

    Step ordering(LocalDate until, List<Integer> about) {
      return new Step(cause, actor, Optional.of(until), about, detail);
    }
  }

  /**
   * Takes an edge.
   *
   * @throws RejectedInput where the state has no such edge
   * @throws AccessDeniedException where the actor holds none of its roles
   */
  void advance(SupervisionCase supervised, Step step) {
    Transition<SupervisionState, SupervisionCause> edge =
        SupervisionGraph.GRAPH
            .edge(supervised.state(), step.cause())
            .orElseThrow(
                () -> new RejectedInput(List.of(Problem.of("", "supervision.problem.state"))));
    requireActor(edge, step.actor());
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    Optional<Deadline> limit =
        edge.deadline().limit().map(key -> deadline(key, OfficialTime.dayOf(now)));
    boolean told = edge.deadline().effect() == DeadlineRule.Effect.TOLD;
    Optional<LocalDate> due = told ? step.toldOn() : limit.map(Deadline::dueDate);
    store.move(supervised, edge.to(), due, limit.map(Deadline::verified).orElse(true), told);
    store.add(
        supervised.id(),
        new CaseStep(
            now,
            step.actor().map(Person::id),
            step.cause(),
            supervised.state(),
            edge.to(),
            step.toldOn(),
            step.places(),
            step.detail()));
    audit.record(
        "supervision." + step.cause().name(),
        "supervision:" + supervised.id(),
        supervised.state() + " -> " + edge.to());
  }

  /** The limit in working days that a step started; absent where it started none. */
  Optional<Deadline> limitOf(CaseStep step) {
    return SupervisionGraph.GRAPH
        .edge(step.from(), step.cause())
        .flatMap(edge -> edge.deadline().limit())
        .map(key -> deadline(key, OfficialTime.dayOf(step.at())));
  }

  /**
   * Computes the day of a case again on which the answer to its notice is due; a day that an order
   * names stays.
   *
   * @return whether it is another day, or worth more or less than it was
   */
  boolean dueAgain(SupervisionCase supervised) {
    if (supervised.state() != SupervisionState.OPEN) {
      return false;
    }
    Optional<Deadline> limit = limitOf(store.steps(supervised.id()).get(0));
    Optional<LocalDate> due = limit.map(Deadline::dueDate);
    boolean verified = limit.map(Deadline::verified).orElse(true);
    if (due.equals(supervised.dueOn()) && verified == supervised.dueVerified()) {
      return false;
    }
    store.due(supervised.id(), due, verified);
    audit.record(
        "supervision.recomputed",
        "supervision:" + supervised.id(),
        supervised.dueOn().map(LocalDate::toString).orElse("")
            + " -> "
            + due.map(LocalDate::toString).orElse(""));
    return true;
  }

  private Deadline deadline(ParameterKey key, LocalDate day) {
    return Deadline.of(policies.current().at(key, day), day, calendars.current());
  }

  private static void requireActor(
      Transition<SupervisionState, SupervisionCause> edge, Optional<Person> actor) {
    boolean allowed =
        edge.automatic()
            ? actor.isEmpty()
            : actor.isPresent()
                && edge.actors().stream().anyMatch((Role role) -> actor.get().has(role));
    if (!allowed) {
      throw new AccessDeniedException(edge.cause() + " needs one of " + edge.actors());
    }
  }
}
