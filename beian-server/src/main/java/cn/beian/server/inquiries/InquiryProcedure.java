package cn.beian.server.inquiries;

import cn.beian.filing.states.InquiryCause;
import cn.beian.filing.states.InquiryGraph;
import cn.beian.filing.states.InquiryState;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseNames;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.Procedure;
import org.springframework.stereotype.Component;

/** Requests for information: asked, answered, closed. */
@Component
class InquiryProcedure extends Procedure<InquiryState, InquiryCause> {
  InquiryProcedure(CaseEngine engine) {
    super(
        engine,
        InquiryGraph.GRAPH,
        new CaseNames("inquiry", "inquiry", "inquiries", "/inquiries/"),
        CaseTables.of("inquiry_case", "inquiry_event"));
  }
}
