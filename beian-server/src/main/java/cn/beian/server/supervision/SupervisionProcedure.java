package cn.beian.server.supervision;

import cn.beian.filing.states.DeadlineRule.Effect;
import cn.beian.filing.states.SupervisionCause;
import cn.beian.filing.states.SupervisionGraph;
import cn.beian.filing.states.SupervisionState;
import cn.beian.filing.states.Transition;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseNames;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.Procedure;
import org.springframework.stereotype.Component;

/** Cases of supervision, from the notice to the end. */
@Component
class SupervisionProcedure extends Procedure<SupervisionState, SupervisionCause> {
  SupervisionProcedure(CaseEngine engine) {
    super(
        engine,
        SupervisionGraph.GRAPH,
        new CaseNames("supervision", "supervision", "supervision", "/supervision/"),
        new CaseTables(
            "supervision_case", "supervision_event", "case_id", "cause", "told_on", "places"));
  }

  /** The sponsor gets a letter of everything but its own answer. */
  @Override
  protected boolean notified(CaseStep<SupervisionState> step) {
    return SupervisionGraph.GRAPH
        .cause(step.name())
        .filter(cause -> cause != SupervisionCause.ANSWER)
        .isPresent();
  }

  /** Each order asks once more. */
  @Override
  protected boolean beginsRound(Transition<SupervisionState, SupervisionCause> edge) {
    return edge.deadline().effect() == Effect.TOLD;
  }
}
