package cn.beian.server.revocations;

import cn.beian.filing.procedures.RevocationDeclaration;
import cn.beian.filing.states.RevocationCause;
import cn.beian.filing.states.RevocationState;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.DeclaredProcedure;
import cn.beian.server.trail.StandingKind;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Revocations, as they are declared. */
@Component
class RevocationProcedure extends DeclaredProcedure<RevocationState, RevocationCause> {
  RevocationProcedure(CaseEngine engine) {
    super(
        engine,
        RevocationDeclaration.PROCEDURE,
        CaseTables.of("revocation_case", "revocation_event"));
  }

  @Override
  protected Optional<StandingKind> standing() {
    return Optional.of(StandingKind.REVOCATION);
  }
}
