package cn.beian.filing.states;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.CaseClock;
import cn.beian.filing.deadlines.CaseClock.Step;
import cn.beian.filing.deadlines.WorkCalendar;
import cn.beian.filing.parameters.PolicyParameters;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class EndingGraphPropertiesTest {
  private static final WorkCalendar CALENDAR = WorkCalendar.of(List.of());
  private static final PolicyParameters PARAMETERS = PolicyParameters.defaults();
  private static final Set<EndingState> COUNTED =
      EnumSet.of(EndingState.ANNOUNCED, EndingState.OFFLINE);

  @Property
  void anyWalk_knowsItsLastDay_andHasAWayToAnEnd(
      @ForAll @Size(max = 16) List<@IntRange(max = 1000) Integer> choices) {
    CaseClock<EndingState, EndingCause> clock = CaseClock.of(EndingGraph.GRAPH);
    LocalDate today = LocalDate.parse("2026-11-28");
    List<Step<EndingCause>> history = new ArrayList<>();
    for (int choice : choices) {
      List<Transition<EndingState, EndingCause>> open = EndingGraph.GRAPH.from(clock.state());
      if (open.isEmpty()) {
        break;
      }
      today = today.plusDays(choice % 7);
      LocalDate named = today.plusDays(choice % 31);
      Step<EndingCause> step =
          new Step<>(
              open.get(choice % open.size()).cause(), today, Optional.empty(), Optional.of(named));
      Optional<LocalDate> before = clock.named();
      clock = clock.after(step, PARAMETERS, CALENDAR);
      history.add(step);
      check(clock, named, before);
    }
    assertThat(CaseClock.replay(EndingGraph.GRAPH, history, PARAMETERS, CALENDAR)).isEqualTo(clock);
  }

  /**
   * The report's limit is counted from the named day; the missing items are due on the notified
   * day.
   */
  private static void check(
      CaseClock<EndingState, EndingCause> clock, LocalDate named, Optional<LocalDate> before) {
    assertThat(clock.running().isPresent()).isEqualTo(COUNTED.contains(clock.state()));
    clock.running().ifPresent(limit -> assertThat(limit.dueDate()).isAfter(named));
    clock.running().ifPresent(limit -> assertThat(limit.verified()).isFalse());
    if (clock.state() == EndingState.SENT_BACK) {
      assertThat(clock.dueOn()).isEqualTo(before.or(() -> Optional.of(named)));
    }
    assertThat(EndingGraph.GRAPH.reachable(clock.state()))
        .anyMatch(state -> EndingGraph.GRAPH.terminal(state));
  }

  @Property
  void anyWalkOfARecord_hasAWayToAnEnd(
      @ForAll @Size(max = 20) List<@IntRange(max = 1000) Integer> choices) {
    RecordState state = RecordGraph.GRAPH.initial();
    for (int choice : choices) {
      List<Transition<RecordState, RecordCause>> open = RecordGraph.GRAPH.from(state);
      if (open.isEmpty()) {
        break;
      }
      state = open.get(choice % open.size()).to();
      assertThat(RecordGraph.GRAPH.reachable(state))
          .anyMatch(one -> RecordGraph.GRAPH.terminal(one));
    }
  }
}
