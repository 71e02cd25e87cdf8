package cn.beian.server.inquiries;

import cn.beian.filing.Role;
import cn.beian.filing.states.InquiryCause;
import cn.beian.filing.states.InquiryGraph;
import cn.beian.filing.states.InquiryState;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseNames;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.Procedure;
import cn.beian.server.cases.Turn;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Requests for information: asked, answered, closed. */
@Component
class InquiryProcedure extends Procedure<InquiryState, InquiryCause> {
  /** Name of the step that keeps a draft of the answer. */
  static final String PREPARE = "prepare";

  InquiryProcedure(CaseEngine engine) {
    super(
        engine,
        InquiryGraph.GRAPH,
        new CaseNames("inquiry", "inquiry", "inquiries", "/inquiries/"),
        CaseTables.of("inquiry_case", "inquiry_event"));
  }

  /** A draft of the answer waits for whoever sends it; silence is the supervisor's matter. */
  @Override
  protected List<Turn> turns(UUID id, InquiryState state, Optional<LocalDate> dueOn) {
    return switch (state) {
      case NEW, CLOSED -> List.of();
      case ASKED -> Turn.until(dueOn, Role.SUPERVISOR, drafts().turn(id, state));
      case ANSWERED -> List.of(Turn.of(Role.SUPERVISOR));
    };
  }

  @Override
  protected Optional<String> written(InquiryState state) {
    return state == InquiryState.ASKED ? Optional.of(PREPARE) : Optional.empty();
  }
}
