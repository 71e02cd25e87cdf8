package cn.beian.server.upperlevel;

import cn.beian.filing.procedures.LevelExceptionDeclaration;
import cn.beian.filing.states.LevelExceptionCause;
import cn.beian.filing.states.LevelExceptionState;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.DeclaredProcedure;
import cn.beian.server.trail.StandingKind;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Exceptions of the upper level, as they are declared. */
@Component
class LevelExceptionProcedure extends DeclaredProcedure<LevelExceptionState, LevelExceptionCause> {
  LevelExceptionProcedure(CaseEngine engine) {
    super(
        engine,
        LevelExceptionDeclaration.PROCEDURE,
        CaseTables.of("level_exception", "level_exception_event").between("c.upper_id"));
  }

  @Override
  protected Optional<StandingKind> standing() {
    return Optional.of(StandingKind.EXCEPTION);
  }
}
