package cn.beian.server.approvals;

import cn.beian.filing.procedures.ApprovalDeclaration;
import cn.beian.filing.states.ApprovalCause;
import cn.beian.filing.states.ApprovalState;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.DeclaredProcedure;
import cn.beian.server.trail.StandingKind;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Project approvals, as they are declared. */
@Component
class ApprovalProcedure extends DeclaredProcedure<ApprovalState, ApprovalCause> {
  private final ApprovalStore store;

  ApprovalProcedure(CaseEngine engine, ApprovalStore store) {
    super(engine, ApprovalDeclaration.PROCEDURE, CaseTables.of("approval_case", "approval_event"));
    this.store = store;
  }

  @Override
  protected Optional<StandingKind> standing() {
    return Optional.of(StandingKind.APPROVAL);
  }

  @Override
  protected boolean complete(UUID id) {
    return declaration().missing(store.queries().find(id).orElseThrow().said()).isEmpty();
  }
}
