package cn.beian.server.endings;

import cn.beian.filing.Role;
import cn.beian.filing.policies.Route;
import cn.beian.filing.states.EndingCause;
import cn.beian.filing.states.EndingGraph;
import cn.beian.filing.states.EndingState;
import cn.beian.server.cases.CaseEngine;
import cn.beian.server.cases.CaseNames;
import cn.beian.server.cases.CaseStep;
import cn.beian.server.cases.CaseTables;
import cn.beian.server.cases.Procedure;
import cn.beian.server.cases.Turn;
import cn.beian.server.trail.StandingKind;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** Endings of filed apps, from the plan to the noted report. */
@Component
class EndingProcedure extends Procedure<EndingState, EndingCause> {
  /** Name of the step that writes or changes the plan. */
  static final String PLAN = "plan";

  private static final Set<EndingCause> LETTERS =
      EnumSet.of(
          EndingCause.ANNOUNCE,
          EndingCause.TAKE_BACK,
          EndingCause.REPORT,
          EndingCause.SEND_BACK,
          EndingCause.NOTE);

  private final EndingStore store;

  EndingProcedure(CaseEngine engine, EndingStore store) {
    super(
        engine,
        EndingGraph.GRAPH,
        new CaseNames("ending", "ending", "endings", "/endings/"),
        CaseTables.of("ending_case", "ending_event"));
    this.store = store;
  }

  @Override
  protected Optional<StandingKind> standing() {
    return Optional.of(StandingKind.ENDING);
  }

  /** What the sponsor writes for itself is told to nobody else. */
  @Override
  protected boolean notified(CaseStep<EndingState> step) {
    return EndingGraph.GRAPH.cause(step.name()).filter(LETTERS::contains).isPresent();
  }

  /**
   * A report is due some days after the app went offline. The plan names the last day on which it
   * can be used, so that it goes offline on the day after; the report names that day itself.
   */
  @Override
  protected LocalDate countedFrom(CaseStep<EndingState> step, LocalDate named) {
    return step.is(EndingCause.ANNOUNCE) || step.is(EndingCause.STILL_ONLINE)
        ? named.plusDays(1)
        : named;
  }

  /** What is written waits for whoever sends it; silence is the supervisor's matter. */
  @Override
  protected List<Turn> turns(UUID id, EndingState state, Optional<LocalDate> dueOn) {
    return switch (state) {
      case PLANNED -> List.of(drafts().turn(id, state));
      case ANNOUNCED -> Turn.until(dueOn, Role.SUPERVISOR, Turn.of(Role.HANDLER));
      case OFFLINE, SENT_BACK -> Turn.until(dueOn, Role.SUPERVISOR, drafts().turn(id, state));
      case REPORTED, REPORTED_AGAIN ->
          List.of(Turn.of(checker(store.queries().find(id).orElseThrow().route())));
      case SETTING_ASIDE -> List.of(Turn.of(Role.SIGNER));
      case NOTED, SET_ASIDE, TAKEN_BACK, DROPPED -> List.of();
    };
  }

  @Override
  protected Optional<String> written(EndingState state) {
    return switch (state) {
      case PLANNED -> Optional.of(PLAN);
      case OFFLINE, SENT_BACK -> Optional.of(EndingCause.WENT_OFFLINE.name());
      default -> Optional.empty();
    };
  }

  /** Who checks a report: the office of the province, for central units that of the nation. */
  static Role checker(Route route) {
    return route == Route.MINISTRY ? Role.NATIONAL_REVIEWER : Role.COMPLETENESS_REVIEWER;
  }
}
