package cn.beian.filing.procedures;

import static cn.beian.filing.procedures.DeclaredAct.Step.to;
import static cn.beian.filing.procedures.DeclaredField.check;
import static cn.beian.filing.procedures.DeclaredField.day;
import static cn.beian.filing.procedures.DeclaredField.record;
import static cn.beian.filing.procedures.DeclaredField.text;
import static cn.beian.filing.states.RevocationCause.DROP;
import static cn.beian.filing.states.RevocationCause.PROPOSE;
import static cn.beian.filing.states.RevocationCause.REVOKE;
import static cn.beian.filing.states.RevocationCause.STATE;
import static cn.beian.filing.states.RevocationState.DROPPED;
import static cn.beian.filing.states.RevocationState.HEARD;
import static cn.beian.filing.states.RevocationState.NEW;
import static cn.beian.filing.states.RevocationState.PROPOSED;
import static cn.beian.filing.states.RevocationState.REVOKED;

import cn.beian.filing.Role;
import cn.beian.filing.states.RevocationCause;
import cn.beian.filing.states.RevocationState;
import java.util.List;

/**
 * The revocation of a filing whose sponsor did not rectify in time or not completely: a
 * supervisor proposes it, the sponsor is heard, another person decides at the national level.
 */
public final class RevocationDeclaration {
  /** All of it. */
  public static final ProcedureDeclaration<RevocationState, RevocationCause> PROCEDURE = declared();

  private RevocationDeclaration() {}

  private static ProcedureDeclaration<RevocationState, RevocationCause> declared() {
    ProcedureDeclaration.Builder<RevocationState, RevocationCause> p =
        ProcedureDeclaration.of("revocation", "revocations", NEW, "R-23");
    p.readBy(Role.HANDLER, Role.APPROVER, Role.SUPERVISOR, Role.SIGNER, Role.AUDITOR);
    p.oneOpenPer("number");
    p.opened(
        Role.SUPERVISOR,
        List.of(record("number"), text("grounds"), day("by")),
        to(PROPOSE, PROPOSED).withLetter().untilDay());
    p.written("draft", List.of(text("statement")), PROPOSED);
    p.sent("hearing", List.of(), to(STATE, HEARD).withLetter());
    // without a statement the national level decides once the day has passed
    p.office(
        "decision",
        Role.SIGNER,
        List.of(text("reason"), check("final")),
        to(REVOKE, REVOKED).withLetter(),
        HEARD,
        PROPOSED);
    p.office(
        "dropping",
        Role.SIGNER,
        List.of(text("why")),
        to(DROP, DROPPED).withLetter(),
        HEARD,
        PROPOSED);
    return p.build();
  }
}
