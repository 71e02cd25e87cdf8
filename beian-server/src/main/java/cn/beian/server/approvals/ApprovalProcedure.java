package cn.beian.server.approvals;

import cn.beian.filing.Role;
import cn.beian.filing.states.ApprovalCause;
import cn.beian.filing.states.ApprovalGraph;
import cn.beian.filing.states.ApprovalState;
import cn.beian.filing.states.Transition;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseNames;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.Procedure;
import cn.beian.server.cases.Turn;
import cn.beian.server.trail.RegisterStandings;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Project approvals: written, sent, decided. */
@Component
class ApprovalProcedure extends Procedure<ApprovalState, ApprovalCause> {
  /** Name of the step that keeps what the unit wrote. */
  static final String PREPARE = "prepare";

  private final ApprovalStore store;

  ApprovalProcedure(CaseEngine engine, ApprovalStore store) {
    super(
        engine,
        ApprovalGraph.GRAPH,
        new CaseNames("approval", "approval", "approvals", "/approvals/"),
        CaseTables.of("approval_case", "approval_event"));
    this.store = store;
  }

  @Override
  protected Optional<RegisterStandings.Kind> standing() {
    return Optional.of(RegisterStandings.Kind.APPROVAL);
  }

  /** A draft is the handler's until nothing is missing, then the approver's who sends it. */
  @Override
  protected List<Turn> turns(UUID id, ApprovalState state, Optional<LocalDate> dueOn) {
    return switch (state) {
      case DRAFT, RETURNED -> List.of(Turn.of(complete(id, state) ? Role.APPROVER : Role.HANDLER));
      case UNDER_REVIEW -> List.of(Turn.of(Role.PROJECT_REVIEWER));
      case APPROVED, APPROVED_WITH_CONDITIONS, NOT_APPROVED, WITHDRAWN -> List.of();
    };
  }

  private boolean complete(UUID id, ApprovalState state) {
    return drafts().written(id, state)
        && store.queries().find(id).orElseThrow().plan().missing().isEmpty();
  }

  @Override
  protected Optional<String> written(ApprovalState state) {
    return switch (state) {
      case DRAFT, RETURNED -> Optional.of(PREPARE);
      default -> Optional.empty();
    };
  }

  @Override
  protected String said(UUID id, ApprovalState state) {
    return state == ApprovalState.RETURNED ? latest(id, ApprovalCause.RETURN.name()) : "";
  }

  /** What is asked for stands in the case; the unit gets a letter of what was answered. */
  @Override
  protected boolean notified(CaseStep<ApprovalState> step) {
    return !step.is(ApprovalCause.SUBMIT)
        && !step.is(ApprovalCause.WITHDRAW)
        && super.notified(step);
  }

  @Override
  protected boolean beginsRound(Transition<ApprovalState, ApprovalCause> edge) {
    return edge.from() == ApprovalState.RETURNED && edge.cause() == ApprovalCause.SUBMIT;
  }
}
