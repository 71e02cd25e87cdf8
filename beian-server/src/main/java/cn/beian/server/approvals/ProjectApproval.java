package cn.beian.server.approvals;

import cn.beian.filing.states.ApprovalState;
import cn.beian.server.cases.Case;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The approval of a project.
 *
 * @param sponsor name of the unit that asks
 * @param payer name of the unit that pays for running it
 * @param documentNumber of the decision; empty before
 * @param decidedOn day of the decision
 * @param remedy what the unit may do against it; empty unless it was refused
 */
public record ProjectApproval(
    UUID id,
    int version,
    ApprovalState state,
    UUID organizationId,
    String sponsor,
    String division,
    ProjectPlan plan,
    String payer,
    String documentNumber,
    Optional<LocalDate> decidedOn,
    String remedy)
    implements Case<ApprovalState> {

  /** Whether the unit has it, to write on and to send. */
  public boolean withUnit() {
    return state == ApprovalState.DRAFT || state == ApprovalState.RETURNED;
  }

  /** Fields that the unit filled in. */
  public Map<String, String> said() {
    Map<String, String> said = plan.values();
    said.put("payer", payer);
    return said;
  }
}
