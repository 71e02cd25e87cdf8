package cn.beian.filing.procedures;

import static cn.beian.filing.procedures.DeclaredAct.Step.to;
import static cn.beian.filing.procedures.DeclaredField.amount;
import static cn.beian.filing.procedures.DeclaredField.choice;
import static cn.beian.filing.procedures.DeclaredField.line;
import static cn.beian.filing.procedures.DeclaredField.pastDay;
import static cn.beian.filing.procedures.DeclaredField.text;
import static cn.beian.filing.procedures.DeclaredField.unitOrOwn;
import static cn.beian.filing.states.ApprovalCause.APPROVE;
import static cn.beian.filing.states.ApprovalCause.APPROVE_WITH_CONDITIONS;
import static cn.beian.filing.states.ApprovalCause.NOT_APPROVE;
import static cn.beian.filing.states.ApprovalCause.RETURN;
import static cn.beian.filing.states.ApprovalCause.SUBMIT;
import static cn.beian.filing.states.ApprovalCause.WITHDRAW;
import static cn.beian.filing.states.ApprovalState.APPROVED;
import static cn.beian.filing.states.ApprovalState.APPROVED_WITH_CONDITIONS;
import static cn.beian.filing.states.ApprovalState.DRAFT;
import static cn.beian.filing.states.ApprovalState.NOT_APPROVED;
import static cn.beian.filing.states.ApprovalState.RETURNED;
import static cn.beian.filing.states.ApprovalState.UNDER_REVIEW;
import static cn.beian.filing.states.ApprovalState.WITHDRAWN;

import cn.beian.filing.Role;
import cn.beian.filing.form.FieldDictionary;
import cn.beian.filing.policies.AppForm;
import cn.beian.filing.policies.ProjectWork;
import cn.beian.filing.states.ApprovalCause;
import cn.beian.filing.states.ApprovalState;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The approval of a project, which is required before an app is built, rebuilt or bought. We
 * know of no provision that sets a limit.
 */
public final class ApprovalDeclaration {
  /** The five questions, by the names of their fields. */
  public static final List<String> QUESTIONS =
      List.of("fits", "overlaps", "module", "collaboration", "sharing");

  /** All of it. */
  public static final ProcedureDeclaration<ApprovalState, ApprovalCause> PROCEDURE = declared();

  private static final int NAME = 200;
  private static final int DOCUMENT = 500;
  private static final String CAPS = "R-27";

  private ApprovalDeclaration() {}

  private static ProcedureDeclaration<ApprovalState, ApprovalCause> declared() {
    ProcedureDeclaration.Builder<ApprovalState, ApprovalCause> p =
        ProcedureDeclaration.of("approval", "approvals", DRAFT, "R-01");
    p.readBy(Role.HANDLER, Role.APPROVER, Role.PROJECT_REVIEWER, Role.AUDITOR);
    p.openedOnce( // by those who review a filing that rests on it
        Set.of(APPROVED, APPROVED_WITH_CONDITIONS),
        Role.COMPLETENESS_REVIEWER,
        Role.GOVERNMENT_SERVICE_REVIEWER,
        Role.NATIONAL_REVIEWER,
        Role.SIGNER);
    p.oneOpenPer("name");
    p.prepared("plan", plan(), DRAFT, RETURNED);
    p.sent("submission", List.of(), to(SUBMIT, UNDER_REVIEW));
    p.decided(
        "decision",
        Role.PROJECT_REVIEWER,
        UNDER_REVIEW,
        decision(),
        to(RETURN, RETURNED).withLetter().beginningRound(),
        to(APPROVE, APPROVED).withLetter().restingOn(CAPS),
        to(APPROVE_WITH_CONDITIONS, APPROVED_WITH_CONDITIONS).withLetter().restingOn(CAPS),
        to(NOT_APPROVE, NOT_APPROVED).withLetter().restingOn(CAPS));
    p.withdrawn("withdrawal", "reason", WITHDRAW, WITHDRAWN, DRAFT, UNDER_REVIEW, RETURNED);
    return p.build();
  }

  private static List<DeclaredField> plan() {
    List<String> audiences = FieldDictionary.find("app.audience").orElseThrow().choices();
    List<DeclaredField> plan = new ArrayList<>();
    plan.add(line("name", NAME));
    plan.add(choice("work", ProjectWork.values()));
    plan.add(choice("form", AppForm.APP, AppForm.MINI_PROGRAM, AppForm.QUICK_APP));
    plan.add(choice("audience", "choice.app.audience.", audiences).later());
    plan.add(text("purpose").later());
    plan.add(amount("cost").later());
    plan.add(amount("yearlyCost").later());
    plan.add(unitOrOwn("payer"));
    QUESTIONS.forEach(question -> plan.add(text(question).later()));
    return plan;
  }

  private static List<DeclaredField> decision() {
    return List.of(
        choice("result", APPROVE, APPROVE_WITH_CONDITIONS, NOT_APPROVE, RETURN),
        text("opinion"),
        text("remedy").when("result", NOT_APPROVE),
        line("documentNumber", DOCUMENT)
            .when("result", APPROVE, APPROVE_WITH_CONDITIONS, NOT_APPROVE),
        pastDay("decidedOn").when("result", APPROVE, APPROVE_WITH_CONDITIONS, NOT_APPROVE));
  }
}
