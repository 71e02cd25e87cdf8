package cn.beian.server.inquiries;

import cn.beian.filing.procedures.InquiryDeclaration;
import cn.beian.filing.states.InquiryCause;
import cn.beian.filing.states.InquiryState;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.DeclaredProcedure;
import cn.beian.server.trail.StandingKind;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Requests for information, as they are declared. */
@Component
class InquiryProcedure extends DeclaredProcedure<InquiryState, InquiryCause> {
  InquiryProcedure(CaseEngine engine) {
    super(engine, InquiryDeclaration.PROCEDURE, CaseTables.of("inquiry_case", "inquiry_event"));
  }

  @Override
  protected Optional<StandingKind> standing() {
    return Optional.of(StandingKind.INQUIRY);
  }
}
