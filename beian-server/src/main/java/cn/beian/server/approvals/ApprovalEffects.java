package cn.beian.server.approvals;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.procedures.DeclaredField;
import cn.beian.filing.states.ApprovalCause;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.Changes;
import cn.beian.server.cases.DeclaredEffects;
import cn.beian.server.cases.EnteredForm;
import cn.beian.server.holds.Holds;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** The columns of an approval, and from which day on it can be decided. */
@Component
class ApprovalEffects implements DeclaredEffects<ProjectApproval> {
  private static final Set<String> GIVING =
      Set.of(ApprovalCause.APPROVE.name(), ApprovalCause.APPROVE_WITH_CONDITIONS.name());

  private final ApprovalStore store;
  private final ApprovalProcedure procedure;
  private final Holds holds;

  ApprovalEffects(ApprovalStore store, ApprovalProcedure procedure, Holds holds) {
    this.store = store;
    this.procedure = procedure;
    this.holds = holds;
  }

  @Override
  public Map<String, String> draft(ProjectApproval one) {
    return one.plan().values();
  }

  @Override
  public Optional<Changes> columns(EnteredForm plan) {
    return Optional.of(
        Changes.of("app_name", plan.value("name"))
            .and("work", plan.value("work"))
            .and("form", plan.value("form"))
            .and("audience", plan.value("audience"))
            .and("purpose", plan.value("purpose"))
            .and("cost", plan.amount("cost").orElse(null))
            .and("yearly_cost", plan.amount("yearlyCost").orElse(null))
            .and("payer_id", UUID.fromString(plan.value("payer")))
            .and("fits", plan.value("fits"))
            .and("overlap", plan.value("overlaps"))
            .and("module", plan.value("module"))
            .and("collaboration", plan.value("collaboration"))
            .and("sharing", plan.value("sharing")));
  }

  /** The case shows the decision; of what is returned, the office sees later what changed. */
  @Override
  public Changes changes(ProjectApproval one, EnteredForm entered) {
    if (entered.value("result").equals(ApprovalCause.RETURN.name())) {
      store.keepBefore(one.id(), one.said());
    }
    return entered
        .day("decidedOn")
        .map(
            day ->
                Changes.of("document_number", entered.value("documentNumber"))
                    .and("decided_on", day)
                    .and("remedy", entered.value("remedy")))
        .orElse(Changes.NONE);
  }

  /** No decision before it was sent, no approval while the unit is on hold. */
  @Override
  public List<Problem> problems(
      DeclaredField field, Optional<ProjectApproval> one, EnteredForm entered) {
    return switch (field.name()) {
      case "decidedOn" -> early(one.orElseThrow(), entered);
      case "result" -> onHold(one.orElseThrow(), entered.value("result"));
      default -> List.of();
    };
  }

  private List<Problem> onHold(ProjectApproval one, String result) {
    return GIVING.contains(result)
        ? holds.of(one.organizationId()).holds().stream()
            .limit(1)
            .map(hold -> procedure.problem("result", "result.hold", hold.appName(), hold.number()))
            .toList()
        : List.of();
  }

  private List<Problem> early(ProjectApproval one, EnteredForm entered) {
    return entered
        .day("decidedOn")
        .flatMap(day -> firstSent(one).filter(day::isBefore))
        .map(first -> List.of(procedure.problem("decidedOn", "decidedOn.early", first)))
        .orElse(List.of());
  }

  private Optional<LocalDate> firstSent(ProjectApproval one) {
    return procedure.steps(one.id()).stream()
        .filter(step -> step.is(ApprovalCause.SUBMIT))
        .map(CaseStep::at)
        .map(OfficialTime::dayOf)
        .findFirst();
  }
}
