package cn.beian.server.supervision;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.RecordCause;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import cn.beian.filing.states.SupervisionCause;
import cn.beian.filing.states.SupervisionState;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.Changes;
import cn.beian.server.cases.FreeText;
import cn.beian.server.identity.Identity;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.Records;
import cn.beian.server.supervision.FindingResolution.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The supervisor's side: findings settled, the case closed, rectification ordered. */
@Service
@Transactional
public class SupervisorDecisions {
  private final SupervisionStore store;
  private final FindingStore findings;
  private final SupervisionCases cases;
  private final SupervisionProcedure procedure;
  private final SupervisionGuard guard;
  private final Records records;
  private final Identity identity;
  private final Clock clock;

  SupervisorDecisions(
      SupervisionStore store,
      FindingStore findings,
      SupervisionCases cases,
      SupervisionProcedure procedure,
      SupervisionGuard guard,
      Records records,
      Identity identity,
      Clock clock) {
    this.store = store;
    this.findings = findings;
    this.cases = cases;
    this.procedure = procedure;
    this.guard = guard;
    this.records = records;
    this.identity = identity;
    this.clock = clock;
  }

  /** A decision as it was entered; no outcome: it is open, or open again. */
  public record Entered(int place, Optional<Outcome> outcome, String reason) {

    /** Whether it says what is held already, whoever decided that. */
    boolean says(Optional<FindingResolution> held) {
      return outcome.equals(held.map(FindingResolution::outcome))
          && reason.strip().equals(held.map(FindingResolution::reason).orElse(""));
    }
  }

  /**
   * Keeps decisions on findings, to be changed until the case is closed. One that says what is held
   * already stays his who made it; what each save changed is in the audit trail.
   *
   * @param version that the page showed
   * @throws RejectedInput naming everything that cannot be taken; nothing is kept
   */
  public void settle(UUID id, int version, List<Entered> entered) {
    SupervisionCase supervised = guard.forSupervisor(id, version);
    if (supervised.closed()) {
      throw procedure.refusal("state");
    }
    Map<Integer, HeldFinding> held =
        cases.held(id).stream().collect(Collectors.toMap(HeldFinding::place, Function.identity()));
    List<Problem> problems = new ArrayList<>();
    for (Entered one : entered) {
      Optional.ofNullable(held.get(one.place()))
          .flatMap(finding -> problem(finding, one))
          .ifPresent(problems::add);
    }
    RejectedInput.throwIfAny(problems);
    List<Entered> changed =
        entered.stream()
            .filter(
                one ->
                    Optional.ofNullable(held.get(one.place()))
                        .filter(finding -> !one.says(finding.settlement()))
                        .isPresent())
            .toList();
    if (changed.isEmpty()) {
      return;
    }
    changed.forEach(one -> keep(id, one));
    procedure.change(supervised, Changes.NONE);
    procedure.record(
        id,
        "settle",
        changed.stream()
            .map(one -> one.place() + " " + one.outcome().map(Enum::name).orElse("open again"))
            .collect(Collectors.joining(", ")));
  }

  private void keep(UUID id, Entered one) {
    if (one.outcome().isEmpty()) {
      findings.unsettle(id, one.place());
      return;
    }
    Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
    UUID supervisor = identity.current().id();
    findings.settle(
        id,
        one.place(),
        new FindingResolution(one.outcome().get(), one.reason().strip(), supervisor, now));
  }

  private static Optional<Problem> problem(HeldFinding finding, Entered entered) {
    if (entered.outcome().isEmpty()) {
      return entered.reason().isBlank()
          ? Optional.empty()
          : Optional.of(problem("outcome", finding, "supervision.problem.noOutcome"));
    }
    if (entered.reason().isBlank()) {
      return Optional.of(problem("reason", finding, "supervision.problem.noReason"));
    }
    if (!FreeText.fits(entered.reason(), FreeText.LONG)) {
      return Optional.of(
          Problem.of(
              "reason-" + finding.place(),
              "supervision.problem.text",
              finding.ruleId(),
              FreeText.LONG));
    }
    return switch (entered.outcome().get()) {
      case EXPLAINED ->
          finding.explained()
              ? Optional.empty()
              : Optional.of(problem("outcome", finding, "supervision.problem.notExplained"));
      case MENDED ->
          finding.gone()
              ? Optional.empty()
              : Optional.of(problem("outcome", finding, "supervision.problem.notMended"));
      case DISMISSED -> Optional.empty();
    };
  }

  private static Problem problem(String field, HeldFinding finding, String key) {
    return Problem.of(field + '-' + finding.place(), key, finding.ruleId());
  }

  /**
   * Closes the case; every finding is settled with a reason. Where this case alone kept the record
   * under rectification, the record is in force again: rectified, or the order lifted.
   *
   * @throws RejectedInput when something is not settled, or the case has moved on
   */
  public void close(UUID id, int version) {
    SupervisionCase supervised = guard.forSupervisor(id, version);
    long open = findings.findings(id).stream().filter(one -> one.settlement().isEmpty()).count();
    if (open > 0) {
      throw procedure.refusal("unsettled", open);
    }
    Optional<RecordState> inForce = inForce(supervised);
    procedure.advance(supervised, Act.by(identity.current(), SupervisionCause.CLOSE, ""));
    if (supervised.rectifyBy().isPresent() && !store.orderedElsewhere(supervised)) {
      moveRecord(
          supervised, inForce, rectified(id) ? RecordCause.RECTIFIED : RecordCause.ORDER_LIFTED);
    }
  }

  /** Whether anything that was ordered to be rectified was; else the order is only lifted. */
  private boolean rectified(UUID id) {
    List<CaseStep<SupervisionState>> orders =
        procedure.steps(id).stream()
            .filter(step -> step.is(SupervisionCause.ORDER_RECTIFICATION))
            .toList();
    return findings.findings(id).stream()
        .filter(
            one -> one.settlement().filter(held -> held.outcome() == Outcome.MENDED).isPresent())
        .anyMatch(
            one -> orders.stream().anyMatch(order -> SupervisionLog.about(order, one.place())));
  }

  /**
   * Orders the sponsor to rectify what is not settled by a day. The record says so from now on; its
   * number stays.
   *
   * @param by after today
   * @param demand what is to be done, never blank
   * @throws RejectedInput naming everything that cannot be taken, or when the case has moved on
   */
  public void order(UUID id, int version, Optional<LocalDate> by, String demand) {
    SupervisionCase supervised = guard.forSupervisor(id, version);
    Optional<RecordState> inForce = inForce(supervised);
    LocalDate today = OfficialTime.dayOf(clock.instant());
    List<Problem> problems = new ArrayList<>();
    problems.addAll(procedure.ahead("by", by, "by"));
    problems.addAll(procedure.required("demand", demand, "noDemand"));
    SupervisionFile file = cases.file(id);
    if (!file.orderable(today)) {
      problems.add(
          Problem.of(
              "",
              supervised.withSponsor() && !file.late(today)
                  ? "supervision.problem.notLate"
                  : "supervision.problem.state"));
    }
    if (inForce.isEmpty()) {
      problems.add(Problem.of("", "supervision.problem.noRecord"));
    }
    RejectedInput.throwIfAny(problems);
    procedure.advance(
        supervised,
        Act.by(identity.current(), SupervisionCause.ORDER_RECTIFICATION, demand.strip())
            .naming(by.orElseThrow(), SupervisionLog.note(places(file.unsettled())))
            .with(Changes.of("rectify_by", by.orElseThrow())));
    moveRecord(supervised, inForce, RecordCause.RECTIFICATION_ORDERED);
  }

  private static List<Integer> places(List<SupervisedFinding> findings) {
    return findings.stream().map(SupervisedFinding::place).toList();
  }

  /**
   * The state of the record, unless the record is a tombstone. Held until the end of the
   * transaction, so that what other cases order of the same record is read one after the other.
   */
  private Optional<RecordState> inForce(SupervisionCase supervised) {
    return Optional.of(records.lockedState(supervised.number()))
        .filter(state -> !RecordGraph.GRAPH.terminal(state));
  }

  /** As its graph allows; the last act of the transaction, since the ledger is locked by it. */
  private void moveRecord(
      SupervisionCase supervised, Optional<RecordState> inForce, RecordCause cause) {
    inForce.ifPresent(
        state ->
            RecordGraph.GRAPH
                .next(state, cause)
                .filter(next -> next != state)
                .ifPresent(
                    next -> {
                      if (cause == RecordCause.ORDER_LIFTED) {
                        records.liftOrder(supervised.number());
                      } else {
                        records.changeState(supervised.number(), next);
                      }
                    }));
  }
}
