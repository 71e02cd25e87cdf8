package cn.beian.server.filings;

import cn.beian.filing.deadlines.CaseClock;
import cn.beian.filing.deadlines.Deadline;
import cn.beian.filing.deadlines.Extension;
import cn.beian.filing.deadlines.OfficialTime;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationGraph;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The limit that runs in an application, worked out of its history alone, so that it can be
 * explained, and computed again when a holiday notice comes.
 */
final class RunningLimit {
  private RunningLimit() {}

  /**
   * The limit that runs after these events.
   *
   * @param events in order; commands that are no cause of the graph change nothing
   */
  static Optional<Deadline> after(
      List<CaseEvent> events, PolicyParameters parameters, WorkCalendar calendar) {
    List<CaseClock.Step<ApplicationCause>> steps =
        events.stream().map(RunningLimit::step).flatMap(Optional::stream).toList();
    return CaseClock.replay(ApplicationGraph.GRAPH, steps, parameters, calendar).running();
  }

  private static Optional<CaseClock.Step<ApplicationCause>> step(CaseEvent event) {
    LocalDate day = OfficialTime.dayOf(event.at());
    return Arrays.stream(ApplicationCause.values())
        .filter(cause -> cause.name().equals(event.name()))
        .findFirst()
        .map(
            cause ->
                new CaseClock.Step<>(
                    cause,
                    day,
                    event.expectedOn().map(on -> extension(event, day, on)),
                    Optional.empty()));
  }

  /** One of before grounds were noted was decided because the case was complex. */
  private static Extension extension(CaseEvent event, LocalDate day, LocalDate expected) {
    return new Extension(
        day, expected, event.ground().orElse(Extension.Ground.COMPLEX), event.detail());
  }
}
