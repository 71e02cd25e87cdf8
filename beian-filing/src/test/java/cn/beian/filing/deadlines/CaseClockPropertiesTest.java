package cn.beian.filing.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.CaseClock.Step;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.ApplicationState;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CaseClockPropertiesTest {
  private static final WorkCalendar CALENDAR = Calendars.of2026();
  private static final PolicyParameters PARAMETERS = PolicyParameters.defaults();

  @Property
  void anyLawfulWalk_alwaysKnowsWhoIsInTime(
      @ForAll @Size(max = 12) List<@IntRange(max = 1000) Integer> choices) {
    CaseClock<ApplicationState, ApplicationCause> clock = CaseClock.of(ApplicationGraph.GRAPH);
    LocalDate today = LocalDate.parse("2026-02-02");
    List<Step<ApplicationCause>> history = new ArrayList<>();
    for (int choice : choices) {
      LocalDate day = today.plusDays(choice % 9);
      CaseClock<ApplicationState, ApplicationCause> here = clock;
      List<ApplicationCause> open =
          ApplicationGraph.GRAPH.from(clock.state()).stream()
              .map(edge -> edge.cause())
              .filter(cause -> here.permits(cause, day))
              .toList();
      if (open.isEmpty()) {
        break;
      }
      ApplicationCause cause = open.get(choice % open.size());
      Step<ApplicationCause> step =
          cause == ApplicationCause.EXTEND
              ? Step.extend(
                  cause,
                  new Extension(
                      day,
                      here.running().orElseThrow().dueDate().plusDays(20),
                      Extension.Ground.COMPLEX,
                      "complex"))
              : Step.of(cause, day);
      clock = clock.after(step, PARAMETERS, CALENDAR);
      history.add(step);
      today = day;
      check(clock);
    }
    assertThat(CaseClock.replay(ApplicationGraph.GRAPH, history, PARAMETERS, CALENDAR))
        .isEqualTo(clock);
  }

  private static void check(CaseClock<ApplicationState, ApplicationCause> clock) {
    boolean ended = ApplicationGraph.GRAPH.terminal(clock.state());
    boolean waits =
        clock.state() == ApplicationState.SUPPLEMENT_DUE
            || clock.state() == ApplicationState.RECTIFICATION_DUE;
    assertThat(clock.running().isPresent()).isNotEqualTo(ended);
    assertThat(clock.paused().isPresent()).isEqualTo(waits);
    assertThat(clock.pausedOn().isPresent()).isEqualTo(waits);
    assertThat(clock.running().filter(limit -> limit.dueDate().isBefore(limit.start()))).isEmpty();
  }
}
