package cn.beian.server.endings;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.states.EndingCause;
import cn.beian.filing.states.EndingState;
import cn.beian.filing.states.RecordCause;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import cn.beian.server.cases.Act;
import cn.beian.server.cases.CaseGuard;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.Changes;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.Person;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.Records;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The report after an app went offline: written, sent, checked for completeness and noted. */
@Service
@Transactional
public class EndingReports {
  private final EndingProcedure procedure;
  private final CaseGuard<EndingCase> guard;
  private final Records records;
  private final Clock clock;

  EndingReports(
      EndingStore store,
      EndingProcedure procedure,
      Records records,
      Identity identity,
      Clock clock) {
    this.procedure = procedure;
    this.guard = new CaseGuard<>(identity, procedure, store.queries());
    this.records = records;
    this.clock = clock;
  }

  /**
   * What is reported of an app that went offline.
   *
   * @param on day on which it did
   * @param earlyReason why that is not after the last day of service; of no account where it is
   * @param disposed what became of the data
   * @param evidence how it can be seen that it is offline
   */
  public record OfflineReport(
      Optional<LocalDate> on, String earlyReason, String disposed, String evidence) {}

  /** Writes the report, to be changed until it is sent; from the day on the limit is counted. */
  public void wentOffline(UUID id, int version, OfflineReport report) {
    EndingCase ending = guard.locked(id, version);
    Person handler = guard.sponsor(ending, Role.HANDLER);
    Optional<LocalDate> on = report.on();
    List<Problem> problems = new ArrayList<>(offline(ending, on));
    boolean early = on.filter(day -> !day.isAfter(ending.lastDay())).isPresent();
    if (early) {
      problems.addAll(procedure.required("earlyReason", report.earlyReason(), "earlyReason"));
    }
    problems.addAll(procedure.required("disposed", report.disposed(), "disposed"));
    problems.addAll(procedure.required("evidence", report.evidence(), "evidence"));
    RejectedInput.throwIfAny(problems);
    String reason = early ? report.earlyReason().strip() : "";
    String disposed = report.disposed().strip();
    String evidence = report.evidence().strip();
    boolean same =
        on.equals(ending.offlineOn())
            && reason.equals(ending.earlyReason())
            && disposed.equals(ending.disposed())
            && evidence.equals(ending.evidence());
    boolean asked =
        ending.state() == EndingState.ANNOUNCED
            || procedure.drafts().givenBack(id, ending.state()).isPresent();
    if (same && !asked) {
      return;
    }
    procedure.advance(
        ending,
        Act.by(handler, EndingCause.WENT_OFFLINE, reason)
            .naming(on.orElseThrow(), "")
            .with(
                Changes.of("offline_on", on.orElseThrow())
                    .and("early_reason", reason)
                    .and("disposed", disposed)
                    .and("evidence", evidence)));
  }

  /** No day before the announcement, and none to come. */
  private List<Problem> offline(EndingCase ending, Optional<LocalDate> on) {
    LocalDate today = OfficialTime.dayOf(clock.instant());
    Optional<LocalDate> announced =
        procedure.steps(ending.id()).stream()
            .filter(step -> step.is(EndingCause.ANNOUNCE))
            .map(CaseStep::at)
            .map(OfficialTime::dayOf)
            .findFirst();
    if (on.isEmpty() || on.get().isAfter(today)) {
      return List.of(procedure.problem("offlineOn", "offlineOn"));
    }
    return announced.filter(day -> on.get().isBefore(day)).isPresent()
        ? List.of(procedure.problem("offlineOn", "offlineBefore"))
        : List.of();
  }

  /** Takes back what was written of going offline; the limit is counted from the announced day. */
  public void stillOnline(UUID id, int version) {
    EndingCase ending = guard.locked(id, version);
    Person handler = guard.sponsor(ending, Role.HANDLER);
    procedure.advance(
        ending,
        Act.by(handler, EndingCause.STILL_ONLINE, "")
            .naming(ending.lastDay(), "")
            .with(Changes.of("offline_on", null).and("early_reason", "")));
  }

  /** Sends the report as it was written, by somebody who wrote none of it. */
  public void report(UUID id, int version) {
    EndingCase ending = guard.locked(id, version);
    Person approver = guard.sponsor(ending, Role.APPROVER);
    if (ending.offlineOn().isEmpty()) {
      throw procedure.refusal("state");
    }
    procedure.drafts().requireSendable(ending, approver);
    procedure.advance(
        ending,
        Act.by(approver, EndingCause.REPORT, ending.disposed())
            .naming(ending.offlineOn().orElseThrow(), ending.evidence()));
  }

  /** Names everything that the report lacks, once, to be completed by a day. */
  public void sendBack(UUID id, int version, String missing, Optional<LocalDate> by) {
    EndingCase ending = guard.locked(id, version);
    Person official = checker(ending);
    if (ending.state() == EndingState.REPORTED_AGAIN) {
      throw procedure.refusal("onlyOnce");
    }
    List<Problem> problems = new ArrayList<>(procedure.required("missing", missing, "missing"));
    problems.addAll(procedure.ahead("by", by, "by"));
    RejectedInput.throwIfAny(problems);
    procedure.advance(
        ending,
        Act.by(official, EndingCause.SEND_BACK, missing.strip()).naming(by.orElseThrow(), ""));
  }

  /** Notes a report that is complete; the number leads to a tombstone from now on. */
  public void note(UUID id, int version) {
    EndingCase ending = guard.locked(id, version);
    Person official = checker(ending);
    RecordState state = records.lockedState(ending.number());
    procedure.advance(ending, Act.by(official, EndingCause.NOTE, ""));
    RecordGraph.GRAPH
        .next(state, RecordCause.DEREGISTRATION_NOTED)
        .ifPresent(next -> records.changeState(ending.number(), next, ending.id()));
  }

  private Person checker(EndingCase ending) {
    Person official = guard.official(ending, Role.COMPLETENESS_REVIEWER, Role.NATIONAL_REVIEWER);
    if (!official.has(EndingProcedure.checker(ending.route()))) {
      throw procedure.refusal("route." + ending.route().name());
    }
    return official;
  }
}
