package cn.beian.server.filings.casefile;

import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.Transition;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseNames;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.HandlerHandover;
import cn.beian.server.cases.Procedure;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.stereotype.Component;

/** Applications for filing, from the draft to the decision. */
@Component
public class FilingProcedure extends Procedure<ApplicationState, ApplicationCause> {
  FilingProcedure(CaseEngine engine) {
    super(
        engine,
        ApplicationGraph.GRAPH,
        new CaseNames("filing", "application", "filings", "/cases/"),
        new CaseTables(
            "application", "application_event", "application_id", "name", "expected_on", "ground"));
  }

  @Override
  protected boolean notified(CaseStep<ApplicationState> step) {
    return Notice.kind(step).isPresent();
  }

  @Override
  protected boolean beginsRound(Transition<ApplicationState, ApplicationCause> edge) {
    return edge.to() == ApplicationState.COMPLETENESS_REVIEW;
  }

  /** Drafts and open applications of a handler who leaves. */
  @Configuration(proxyBeanMethods = false)
  static class Handover {
    @Bean
    HandlerHandover filingsHandover(FilingProcedure procedure) {
      return new HandlerHandover(procedure, "/applications/");
    }
  }
}
