package cn.beian.server.filings;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.Extension;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.Transition;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.identity.AuditTrail;
import cn.beian.server.identity.Person;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.stereotype.Component;

/**
 * Moves an application along the state graph: right of the actor, history, limit, version and audit
 * in one place. Joins the caller's transaction; the caller has locked the application.
 */
@Component
class Progress {
  private final ApplicationStore store;
  private final HistoryStore history;
  private final Policies policies;
  private final WorkCalendars calendars;
  private final AuditTrail audit;
  private final Clock clock;

  Progress(
      ApplicationStore store,
      HistoryStore history,
      Policies policies,
      WorkCalendars calendars,
      AuditTrail audit,
      Clock clock) {
    this.store = store;
    this.history = history;
    this.policies = policies;
    this.calendars = calendars;
    this.audit = audit;
    this.clock = clock;
  }

  /** A change of state and what comes with it. */
  record Step(
      ApplicationCause cause,
      String detail,
      Optional<LocalDate> expectedOn,
      Optional<Extension.Ground> ground) {
    static Step of(ApplicationCause cause, String detail) {
      return new Step(cause, detail, Optional.empty(), Optional.empty());
    }

    static Step extend(LocalDate expectedOn, Extension.Ground ground, String reason) {
      return new Step(
          ApplicationCause.EXTEND, reason, Optional.of(expectedOn), Optional.of(ground));
    }
  }

  /**
   * Takes an edge.
   *
   * @param actor absent where it fires by itself
   * @param change applied to the application before it is stored
   * @throws CommandRefusedException where the state has no such edge
   * @throws AccessDeniedException where the actor holds none of its roles
   */
  Application advance(
      Application application,
      Step step,
      Optional<Person> actor,
      UnaryOperator<Application.Change> change) {
    Transition<ApplicationState, ApplicationCause> edge =
        ApplicationGraph.GRAPH
            .edge(application.state(), step.cause())
            .orElseThrow(() -> new CommandRefusedException("state", application.state().name()));
    requireActor(edge, actor);
    Instant now = clock.instant();
    CaseEvent event =
        new CaseEvent(
            now,
            actor.map(Person::id),
            step.cause().name(),
            application.state(),
            edge.to(),
            step.expectedOn(),
            step.ground(),
            step.detail());
    List<CaseEvent> events = new ArrayList<>(history.events(application.id()));
    events.add(event);
    Optional<Deadline> limit = limitAfter(events);
    Application moved = change.apply(application.change()).moved(edge.to(), limit).done();
    history.add(application.id(), event);
    store.update(moved, now);
    audit.record(
        "filing." + step.cause().name(),
        "application:" + application.id(),
        application.state() + " -> " + edge.to());
    return moved;
  }

  /** The same, with no other change. */
  Application advance(Application application, Step step, Person actor) {
    return advance(application, step, Optional.of(actor), UnaryOperator.identity());
  }

  /** Notes a command that changes no state, and makes it a new version. */
  void note(Application application, String name, String detail, Person actor) {
    note(application, name, detail, actor, UnaryOperator.identity());
  }

  /** The same, with a change to the application itself. */
  void note(
      Application application,
      String name,
      String detail,
      Person actor,
      UnaryOperator<Application.Change> change) {
    Instant now = clock.instant();
    history.add(
        application.id(),
        new CaseEvent(
            now,
            Optional.of(actor.id()),
            name,
            application.state(),
            application.state(),
            Optional.empty(),
            Optional.empty(),
            detail));
    store.update(change.apply(application.change()).done(), now);
    audit.record("filing." + name, "application:" + application.id(), detail);
  }

  /** The limit that runs now, with its sum. */
  Optional<Deadline> limit(UUID applicationId) {
    return limitAfter(history.events(applicationId));
  }

  /** The limit that runs after a history. */
  Optional<Deadline> limitAfter(List<CaseEvent> events) {
    return RunningLimit.after(events, policies.current(), calendars.current());
  }

  private static void requireActor(
      Transition<ApplicationState, ApplicationCause> edge, Optional<Person> actor) {
    boolean allowed =
        edge.automatic()
            ? actor.isEmpty()
            : actor.isPresent() && edge.actors().stream().anyMatch((Role r) -> actor.get().has(r));
    if (!allowed) {
      throw new AccessDeniedException(edge.cause() + " needs one of " + edge.actors());
    }
  }
}
