package cn.beian.server.approvals;

import cn.beian.server.cases.CaseStep;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Approvals that were given, to which filings refer. */
@Service
public class GivenApprovals {
  private final ApprovalStore store;
  private final ApprovalProcedure procedure;

  GivenApprovals(ApprovalStore store, ApprovalProcedure procedure) {
    this.store = store;
    this.procedure = procedure;
  }

  /** Those of a unit, the latest first. */
  @Transactional(readOnly = true)
  public List<GivenApproval> of(UUID unit) {
    return store.given(unit).stream().map(this::given).toList();
  }

  /** Those of these ids that were given. */
  @Transactional(readOnly = true)
  public List<ProjectApproval> find(Collection<UUID> ids) {
    return store.queries().find(ids).stream().filter(one -> one.state().given()).toList();
  }

  /** One of a unit, to which nobody else refers anew until the transaction ends. */
  @Transactional(propagation = Propagation.MANDATORY)
  public Optional<GivenApproval> lock(UUID id, UUID unit) {
    return store
        .queries()
        .lock(id)
        .filter(one -> one.organizationId().equals(unit) && one.state().given())
        .map(this::given);
  }

  private GivenApproval given(ProjectApproval one) {
    String authority =
        procedure.steps(one.id()).stream()
            .reduce((first, last) -> last)
            .flatMap(CaseStep::actorId)
            .map(actor -> String.join("、", procedure.unit(Optional.of(actor))))
            .orElse("");
    return new GivenApproval(one, authority);
  }
}
