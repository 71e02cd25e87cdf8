package cn.beian.server.approvals;

import cn.beian.filing.states.ApprovalCause;
import cn.beian.filing.states.ApprovalState;
import cn.beian.server.cases.DeclaredActs;
import cn.beian.server.cases.DeclaredCases;
import cn.beian.server.cases.DeclaredDraft.Change;
import cn.beian.server.holds.Holds;
import cn.beian.server.identity.Identity;
import cn.beian.server.identity.OrganizationSearch;
import cn.beian.server.records.NamedRecord;
import cn.beian.server.records.SimilarNameStore;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Project approvals: a unit writes and sends, the approving body decides. */
@Service
@Transactional
public class Approvals extends DeclaredCases<ApprovalState, ApprovalCause, ProjectApproval> {
  private final ApprovalStore store;
  private final Caps caps;
  private final SimilarNameStore names;
  private final Holds holds;
  private final Identity identity;

  Approvals(
      ApprovalStore store,
      ApprovalProcedure procedure,
      ApprovalEffects effects,
      Caps caps,
      SimilarNameStore names,
      Holds holds,
      OrganizationSearch units,
      Identity identity) {
    super(new DeclaredActs<>(procedure, store.queries(), effects, units, identity));
    this.store = store;
    this.caps = caps;
    this.names = names;
    this.holds = holds;
    this.identity = identity;
  }

  /** Compares a plan, for a reader who may see it. */
  @Transactional(readOnly = true)
  public PlanComparison comparison(ProjectApproval one) {
    List<NamedRecord> others =
        names.to(one.plan().name()).stream()
            .filter(filed -> !filed.sponsor().equals(one.sponsor()))
            .toList();
    Map<String, String> before = store.before(one.id());
    return new PlanComparison(
        store.filedOf(one.organizationId()),
        others,
        caps.beyond(identity.confirmedOrganization(one.organizationId()), one.plan()),
        holds.of(one.organizationId()),
        !before.isEmpty(),
        Change.of(declaration().draft(), before, one.said()));
  }
}
