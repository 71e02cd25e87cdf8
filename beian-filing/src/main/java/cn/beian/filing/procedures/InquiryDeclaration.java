package cn.beian.filing.procedures;

import static cn.beian.filing.procedures.DeclaredAct.Step.to;
import static cn.beian.filing.procedures.DeclaredField.check;
import static cn.beian.filing.procedures.DeclaredField.day;
import static cn.beian.filing.procedures.DeclaredField.record;
import static cn.beian.filing.procedures.DeclaredField.text;
import static cn.beian.filing.states.InquiryCause.ANSWER;
import static cn.beian.filing.states.InquiryCause.ASK;
import static cn.beian.filing.states.InquiryCause.CLOSE;
import static cn.beian.filing.states.InquiryState.ANSWERED;
import static cn.beian.filing.states.InquiryState.ASKED;
import static cn.beian.filing.states.InquiryState.CLOSED;
import static cn.beian.filing.states.InquiryState.NEW;

import cn.beian.filing.Role;
import cn.beian.filing.states.InquiryCause;
import cn.beian.filing.states.InquiryState;
import java.util.List;

/** A request for information from a supervisor to the sponsor of a filed app. */
public final class InquiryDeclaration {
  /** All of it. */
  public static final ProcedureDeclaration<InquiryState, InquiryCause> PROCEDURE = declared();

  private InquiryDeclaration() {}

  private static ProcedureDeclaration<InquiryState, InquiryCause> declared() {
    ProcedureDeclaration.Builder<InquiryState, InquiryCause> p =
        ProcedureDeclaration.of("inquiry", "inquiries", NEW, "R-22");
    p.readBy(Role.HANDLER, Role.APPROVER, Role.SUPERVISOR, Role.AUDITOR);
    p.opened(
        Role.SUPERVISOR,
        List.of(record("number"), text("question"), day("by")),
        to(ASK, ASKED).withLetter().untilDay());
    p.written("draft", List.of(text("text")), ASKED);
    p.sent("answer", List.of(check("anyway")), to(ANSWER, ANSWERED).withLetter());
    // nothing follows from silence; the supervisor says what became of it
    p.office(
        "closing",
        Role.SUPERVISOR,
        List.of(text("remark"), check("early")),
        to(CLOSE, CLOSED).withLetter(),
        ANSWERED,
        ASKED);
    return p.build();
  }
}
