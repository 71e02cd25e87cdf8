package cn.beian.server.endings;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.states.EndingCause;
import cn.beian.filing.states.EndingState;
import cn.beian.filing.states.RecordCause;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import cn.beian.server.calendar.Policies;
import cn.beian.server.calendar.WorkCalendars;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CaseGuard;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.records.Records;
import cn.beian.server.records.RectificationOrders;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * A noting of an ending that was wrong: within the days of a parameter who reviews or supervises
 * proposes to set it aside, and a signer, another person, decides. The record is then what it would
 * be without the ending; both revisions stay public.
 */
@Service
@Transactional
public class WrongNotings {
  private static final Role[] PROPOSERS = {
    Role.COMPLETENESS_REVIEWER, Role.NATIONAL_REVIEWER, Role.SUPERVISOR
  };

  private final EndingProcedure procedure;
  private final CaseGuard<EndingCase> guard;
  private final Records records;
  private final RectificationOrders orders;
  private final Policies policies;
  private final WorkCalendars calendars;
  private final Clock clock;

  WrongNotings(
      EndingStore store,
      EndingProcedure procedure,
      Records records,
      RectificationOrders orders,
      Policies policies,
      WorkCalendars calendars,
      Identity identity,
      Clock clock) {
    this.procedure = procedure;
    this.guard = new CaseGuard<>(identity, procedure, store.queries());
    this.records = records;
    this.orders = orders;
    this.policies = policies;
    this.calendars = calendars;
    this.clock = clock;
  }

  /**
   * What the reader may do about a noting.
   *
   * @param until last day on which it can be proposed to set it aside
   * @param proposes whether he may propose it now
   * @param decides whether he may decide now
   * @param said steps of noting, proposal and decision, in order
   */
  public record Standing(
      Optional<LocalDate> until,
      boolean proposes,
      boolean decides,
      List<CaseStep<EndingState>> said) {
    public Standing {
      said = List.copyOf(said);
    }
  }

  /** How it stands for the current person, who may read the ending. */
  @Transactional(readOnly = true)
  public Standing of(EndingFile file) {
    EndingCase ending = file.ending();
    if (!ending.noted()) {
      return new Standing(Optional.empty(), false, false, List.of());
    }
    Optional<LocalDate> until = until(file.steps());
    boolean open = ending.state() == EndingState.NOTED && until.filter(this::reached).isPresent();
    boolean decides =
        ending.state() == EndingState.SETTING_ASIDE
            && guard.mayDecide(ending, Role.SIGNER)
            && !proposer(file.steps()).equals(guard.holder(Role.SIGNER).id());
    return new Standing(
        until,
        open && Stream.of(PROPOSERS).anyMatch(role -> guard.mayDecide(ending, role)),
        decides,
        file.steps().stream().filter(WrongNotings::concerns).toList());
  }

  private static boolean concerns(CaseStep<EndingState> step) {
    return step.is(EndingCause.NOTE)
        || step.is(EndingCause.PROPOSE_SETTING_ASIDE)
        || step.is(EndingCause.SET_ASIDE)
        || step.is(EndingCause.KEEP_NOTED);
  }

  private boolean reached(LocalDate last) {
    return !OfficialTime.dayOf(clock.instant()).isAfter(last);
  }

  /** The last day for a proposal, counted from the day of the noting; empty where there is none. */
  private Optional<LocalDate> until(List<CaseStep<EndingState>> steps) {
    return steps.stream()
        .filter(step -> step.is(EndingCause.NOTE))
        .reduce((first, last) -> last)
        .map(step -> OfficialTime.dayOf(step.at()))
        .map(
            day -> {
              PolicyParameter limit =
                  policies.current().at(ParameterKey.DEREGISTRATION_SET_ASIDE_WORKDAYS, day);
              return Deadline.of(limit, day, calendars.current()).dueDate();
            });
  }

  private static UUID proposer(List<CaseStep<EndingState>> steps) {
    return steps.stream()
        .filter(step -> step.is(EndingCause.PROPOSE_SETTING_ASIDE))
        .reduce((first, last) -> last)
        .flatMap(CaseStep::actorId)
        .orElseThrow();
  }

  /** Proposes to set a noting aside. */
  public void propose(UUID id, int version, String reason) {
    EndingCase ending = guard.locked(id, version);
    Person official = guard.official(ending, PROPOSERS);
    if (until(procedure.steps(id)).filter(this::reached).isEmpty()) {
      throw procedure.refusal("setAside.late");
    }
    RejectedInput.throwIfAny(procedure.required("reason", reason, "setAside.reason"));
    procedure.advance(ending, Act.by(official, EndingCause.PROPOSE_SETTING_ASIDE, reason.strip()));
  }

  /**
   * Decides what another person proposed.
   *
   * @param setAside whether the filing is restored
   */
  public void decide(UUID id, int version, boolean setAside, String reason) {
    EndingCase ending = guard.locked(id, version);
    Person signer = guard.official(ending, Role.SIGNER);
    if (ending.state() != EndingState.SETTING_ASIDE) {
      throw procedure.refusal("state");
    }
    if (proposer(procedure.steps(id)).equals(signer.id())) {
      throw procedure.refusal("setAside.own");
    }
    RejectedInput.throwIfAny(procedure.required("reason", reason, "setAside.reason"));
    if (!setAside) {
      procedure.advance(ending, Act.by(signer, EndingCause.KEEP_NOTED, reason.strip()));
      return;
    }
    RecordState state = records.lockedState(ending.number());
    procedure.advance(ending, Act.by(signer, EndingCause.SET_ASIDE, reason.strip()));
    RecordGraph.GRAPH
        .next(
            state,
            orders.run(ending.number())
                ? RecordCause.DEREGISTRATION_SET_ASIDE_UNDER_ORDER
                : RecordCause.DEREGISTRATION_SET_ASIDE)
        .ifPresent(next -> records.setDeregistrationAside(ending.number(), next));
  }
}
