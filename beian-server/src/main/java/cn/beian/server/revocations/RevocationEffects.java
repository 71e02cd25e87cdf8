package cn.beian.server.revocations;

import cn.beian.filing.procedures.DeclaredField;
import cn.beian.filing.procedures.RevocationDeclaration;
import cn.beian.filing.states.RecordCause;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RevocationState;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.EnteredForm;
import cn.beian.server.cases.RecordCase;
import cn.beian.server.cases.RecordCases;
import cn.beian.server.cases.RecordEffects;
import cn.beian.server.platform.RejectedInput.Problem;
import cn.beian.server.records.Records;
import cn.beian.server.records.RectificationOrders;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Which filings can be revoked. */
@Component
class RevocationEffects extends RecordEffects<RevocationState> {
  private final RevocationProcedure procedure;
  private final Records records;
  private final RectificationOrders orders;

  RevocationEffects(
      CaseEngine engine,
      RevocationProcedure procedure,
      Records records,
      RectificationOrders orders) {
    super(
        procedure,
        new RecordCases<>(
            engine, records, "revocation_case", RevocationDeclaration.PROCEDURE.graph()));
    this.procedure = procedure;
    this.records = records;
    this.orders = orders;
  }

  /** Whether the person of this request may propose to revoke a filing now. */
  boolean mayPropose(String number) {
    return mayOpen(number) && revocable(number);
  }

  /** An order to rectify has run out, or a report on it is to be judged. */
  private boolean revocable(String number) {
    return records
        .find(number)
        .filter(
            one -> RecordGraph.GRAPH.next(one.state(), RecordCause.PROPOSE_REVOCATION).isPresent())
        .filter(one -> orders.unfulfilled(one.number()))
        .isPresent();
  }

  @Override
  public List<Problem> problems(
      DeclaredField field, Optional<RecordCase<RevocationState>> one, EnteredForm entered) {
    List<Problem> problems = super.problems(field, one, entered);
    return field.kind() == DeclaredField.Kind.RECORD
            && problems.isEmpty()
            && !revocable(entered.value(field.name()).strip())
        ? List.of(procedure.problem(field.name(), field.name() + ".noOrder"))
        : problems;
  }
}
