package cn.beian.filing.procedures;

import static cn.beian.filing.procedures.DeclaredAct.Step.to;
import static cn.beian.filing.procedures.DeclaredField.choice;
import static cn.beian.filing.procedures.DeclaredField.line;
import static cn.beian.filing.procedures.DeclaredField.text;
import static cn.beian.filing.procedures.DeclaredField.unit;
import static cn.beian.filing.states.LevelExceptionCause.ASK;
import static cn.beian.filing.states.LevelExceptionCause.CONFIRM;
import static cn.beian.filing.states.LevelExceptionCause.REFUSE;
import static cn.beian.filing.states.LevelExceptionCause.RETURN;
import static cn.beian.filing.states.LevelExceptionCause.WITHDRAW;
import static cn.beian.filing.states.LevelExceptionState.ASKED;
import static cn.beian.filing.states.LevelExceptionState.CONFIRMED;
import static cn.beian.filing.states.LevelExceptionState.DRAFT;
import static cn.beian.filing.states.LevelExceptionState.REFUSED;
import static cn.beian.filing.states.LevelExceptionState.RETURNED;
import static cn.beian.filing.states.LevelExceptionState.WITHDRAWN;

import cn.beian.filing.Role;
import cn.beian.filing.states.LevelExceptionCause;
import cn.beian.filing.states.LevelExceptionState;
import java.util.List;
import java.util.Set;

/**
 * An exception of the upper level: the approver of one unit asks, that of a unit above it answers,
 * or sends it back to be completed.
 */
public final class LevelExceptionDeclaration {
  private static final int NAME = 200;
  private static final int DOCUMENT = 500;

  /** All of it. */
  public static final ProcedureDeclaration<LevelExceptionState, LevelExceptionCause> PROCEDURE =
      declared();

  private LevelExceptionDeclaration() {}

  private static ProcedureDeclaration<LevelExceptionState, LevelExceptionCause> declared() {
    ProcedureDeclaration.Builder<LevelExceptionState, LevelExceptionCause> p =
        ProcedureDeclaration.of("exception", "exceptions", DRAFT, "R-03");
    p.readBy(Role.HANDLER, Role.APPROVER, Role.AUDITOR);
    p.openedOnce( // by those who review a filing that rests on it
        Set.of(CONFIRMED),
        Role.COMPLETENESS_REVIEWER,
        Role.GOVERNMENT_SERVICE_REVIEWER,
        Role.NATIONAL_REVIEWER,
        Role.SIGNER);

    List<DeclaredField> draft = List.of(line("app", NAME), unit("upper"), text("reason"));
    List<DeclaredField> answer =
        List.of(
            choice("result", CONFIRM, REFUSE, RETURN),
            text("opinion"),
            line("documentNumber", DOCUMENT).when("result", CONFIRM));

    p.oneOpenPer("app");
    p.prepared("draft", draft, DRAFT, RETURNED);
    p.sent("submission", List.of(), to(ASK, ASKED));
    p.other(
        "answer",
        ASKED,
        answer,
        to(RETURN, RETURNED).withLetter().beginningRound(),
        to(CONFIRM, CONFIRMED).withLetter(),
        to(REFUSE, REFUSED).withLetter());
    p.withdrawn("withdrawal", "why", WITHDRAW, WITHDRAWN, DRAFT, ASKED, RETURNED);
    return p.build();
  }
}
