package cn.beian.server.supervision;

import cn.beian.filing.Role;
import cn.beian.filing.states.SupervisionCause;
import cn.beian.server.cases.CaseGuard;
import cn.beian.server.filings.review.FiledFindings;
import cn.beian.server.identity.Identity;
import java.util.HashSet;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Who may do what to a case of supervision. */
@Component
class SupervisionGuard extends CaseGuard<SupervisionCase> {
  private final SupervisionProcedure procedure;
  private final FindingStore findings;
  private final FiledFindings filed;

  SupervisionGuard(
      Identity identity,
      SupervisionStore store,
      SupervisionProcedure procedure,
      FindingStore findings,
      FiledFindings filed) {
    super(identity, procedure, store.queries());
    this.procedure = procedure;
    this.findings = findings;
    this.filed = filed;
  }

  /** The case, locked, for somebody who acts for the sponsor, as his page showed it. */
  SupervisionCase forSponsor(UUID id, int version, Role role) {
    SupervisionCase supervised = locked(id, version);
    sponsor(supervised, role);
    return supervised;
  }

  /** The case, locked, for a supervisor of its region, as his page showed it. */
  SupervisionCase forSupervisor(UUID id, int version) {
    SupervisionCase supervised = locked(id, version);
    official(supervised, Role.SUPERVISOR);
    return supervised;
  }

  /** Who prepared the filing, or an answer in any round, or sent one. */
  @Override
  public Set<String> preparers(SupervisionCase supervised) {
    Set<String> preparers = new HashSet<>(filed.preparers(supervised.applicationId()));
    findings.preparers(supervised.id()).forEach(one -> preparers.add(one.toString()));
    procedure.steps(supervised.id()).stream()
        .filter(step -> step.is(SupervisionCause.ANSWER))
        .forEach(step -> step.actorId().ifPresent(actor -> preparers.add(actor.toString())));
    return preparers;
  }
}
