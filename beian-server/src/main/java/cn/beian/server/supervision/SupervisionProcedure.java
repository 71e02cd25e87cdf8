package cn.beian.server.supervision;

import cn.beian.filing.Role;
import cn.beian.filing.states.DeadlineRule.Effect;
import cn.beian.filing.states.SupervisionCause;
import cn.beian.filing.states.SupervisionGraph;
import cn.beian.filing.states.SupervisionState;
import cn.beian.filing.states.Transition;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseNames;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.Procedure;
import cn.beian.server.cases.Turn;
import cn.beian.server.cases.WorkItem.Mark;
import cn.beian.server.trail.StandingKind;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Cases of supervision, from the notice to the end. */
@Component
class SupervisionProcedure extends Procedure<SupervisionState, SupervisionCause> {
  private final FindingStore findings;
  private final SupervisionStore store;

  SupervisionProcedure(CaseEngine engine, FindingStore findings, SupervisionStore store) {
    super(
        engine,
        SupervisionGraph.GRAPH,
        new CaseNames("supervision", "supervision", "supervision", "/supervision/"),
        new CaseTables(
            "supervision_case",
            "supervision_event",
            "case_id",
            "cause",
            "told_on",
            "places",
            "c.origin"));
    this.findings = findings;
    this.store = store;
  }

  @Override
  protected Optional<StandingKind> standing() {
    return Optional.of(StandingKind.SUPERVISION);
  }

  /**
   * The answer is the handler's until he hands it over, then the approver's who sends it; silence
   * is the supervisor's matter.
   */
  @Override
  protected List<Turn> turns(UUID id, SupervisionState state, Optional<LocalDate> dueOn) {
    return switch (state) {
      case FOUND, CLOSED -> List.of();
      case OPEN, RECTIFICATION_DUE -> Turn.until(dueOn, Role.SUPERVISOR, sponsor(id));
      case ANSWERED -> List.of(Turn.of(Role.SUPERVISOR));
    };
  }

  /** Whether nothing of it is left to be found, or else how much is not settled. */
  @Override
  protected Mark mark(UUID id, SupervisionState state) {
    SupervisionCase supervised = store.queries().find(id).orElseThrow();
    if (supervised.closed()) {
      return Mark.NONE;
    }
    if (supervised.proposedForClosing()) {
      return Mark.of("PROPOSED");
    }
    long open = findings.findings(id).stream().filter(one -> one.settlement().isEmpty()).count();
    return open == 0 ? Mark.of("SETTLED") : new Mark("UNSETTLED", (int) open);
  }

  /** An answer to each finding has its own writer; those of former rounds may send this one. */
  @Override
  protected Set<UUID> writers(UUID id, SupervisionState state) {
    return findings.preparers(id, store.queries().find(id).orElseThrow().round());
  }

  private Turn sponsor(UUID id) {
    return Turn.of(SupervisionLog.ready(steps(id)) ? Role.APPROVER : Role.HANDLER);
  }

  /** The sponsor gets a letter of all but its own answer, and that of the revocation itself. */
  @Override
  protected boolean notified(CaseStep<SupervisionState> step) {
    return SupervisionGraph.GRAPH
        .cause(step.name())
        .filter(cause -> cause != SupervisionCause.ANSWER && cause != SupervisionCause.REVOKED)
        .isPresent();
  }

  /** Each order asks once more. */
  @Override
  protected boolean beginsRound(Transition<SupervisionState, SupervisionCause> edge) {
    return edge.deadline().effect() == Effect.TOLD;
  }
}
