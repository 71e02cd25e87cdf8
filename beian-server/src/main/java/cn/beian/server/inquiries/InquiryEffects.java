package cn.beian.server.inquiries;

import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.procedures.DeclaredField;
import cn.beian.filing.procedures.InquiryDeclaration;
import cn.beian.filing.states.InquiryState;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.RecordCase;
import cn.beian.server.cases.RecordCases;
import cn.beian.server.cases.RecordEffects;
import cn.beian.server.records.Records;
import java.time.Clock;
import org.springframework.stereotype.Component;

/** When somebody has to confirm that he means it. */
@Component
class InquiryEffects extends RecordEffects<InquiryState> {
  private final Clock clock;

  InquiryEffects(CaseEngine engine, InquiryProcedure procedure, Records records, Clock clock) {
    super(
        procedure,
        new RecordCases<>(engine, records, "inquiry_case", InquiryDeclaration.PROCEDURE.graph()));
    this.clock = clock;
  }

  /** An answer that looks unfinished; a request that nobody has answered and that is not late. */
  @Override
  public boolean asks(DeclaredField field, RecordCase<InquiryState> one) {
    return switch (field.name()) {
      case "anyway" -> !AnswerDoubt.of(sent(one)).isEmpty();
      case "early" ->
          one.state() == InquiryState.ASKED && !one.late(OfficialTime.dayOf(clock.instant()));
      default -> true;
    };
  }
}
