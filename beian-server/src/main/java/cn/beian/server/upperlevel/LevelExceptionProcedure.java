package cn.beian.server.upperlevel;

import cn.beian.filing.Role;
import cn.beian.filing.states.LevelExceptionCause;
import cn.beian.filing.states.LevelExceptionGraph;
import cn.beian.filing.states.LevelExceptionState;
import cn.beian.filing.states.Transition;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseNames;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.Procedure;
import cn.beian.server.cases.Turn;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Exceptions of the upper level: written, asked for, sent back, confirmed or not. */
@Component
class LevelExceptionProcedure extends Procedure<LevelExceptionState, LevelExceptionCause> {
  /** Name of the step that keeps what the unit wrote. */
  static final String PREPARE = "prepare";

  LevelExceptionProcedure(CaseEngine engine) {
    super(
        engine,
        LevelExceptionGraph.GRAPH,
        new CaseNames("exception", "exception", "exceptions", "/exceptions/"),
        CaseTables.of("level_exception", "level_exception_event").between("c.upper_id"));
  }

  @Override
  protected List<Turn> turns(UUID id, LevelExceptionState state, Optional<LocalDate> dueOn) {
    return switch (state) {
      case DRAFT, RETURNED -> List.of(drafts().turn(id, state));
      case ASKED -> List.of(Turn.ofOtherUnit(Role.APPROVER));
      case CONFIRMED, REFUSED, WITHDRAWN -> List.of();
    };
  }

  @Override
  protected Optional<String> written(LevelExceptionState state) {
    return switch (state) {
      case DRAFT, RETURNED -> Optional.of(PREPARE);
      case ASKED, CONFIRMED, REFUSED, WITHDRAWN -> Optional.empty();
    };
  }

  @Override
  protected String said(UUID id, LevelExceptionState state) {
    return state == LevelExceptionState.RETURNED
        ? latest(id, LevelExceptionCause.RETURN.name())
        : "";
  }

  @Override
  protected boolean notified(CaseStep<LevelExceptionState> step) {
    return step.is(LevelExceptionCause.CONFIRM)
        || step.is(LevelExceptionCause.REFUSE)
        || step.is(LevelExceptionCause.RETURN);
  }

  @Override
  protected boolean beginsRound(Transition<LevelExceptionState, LevelExceptionCause> edge) {
    return edge.from() == LevelExceptionState.RETURNED && edge.cause() == LevelExceptionCause.ASK;
  }
}
