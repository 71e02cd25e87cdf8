package cn.beian.filing.states;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StateGraphTest {
  @Test
  void application_everyState_isReachableAndOnlyEndsEnd() {
    check(
        StateGraph.application(),
        EnumSet.allOf(ApplicationState.class),
        EnumSet.of(
            ApplicationState.ACCEPTED,
            ApplicationState.REFUSED,
            ApplicationState.WITHDRAWN,
            ApplicationState.ABANDONED));
  }

  @Test
  void record_everyState_isReachableAndOnlyEndsEnd() {
    check(
        StateGraph.record(),
        EnumSet.allOf(RecordState.class),
        EnumSet.of(RecordState.REVOKED, RecordState.DEREGISTERED));
  }

  @Test
  void supervision_everyState_isReachableAndOnlyClosedEnds() {
    check(
        StateGraph.supervision(),
        EnumSet.allOf(SupervisionState.class),
        EnumSet.of(SupervisionState.CLOSED));
  }

  @Test
  void supervision_afterTheNotice_nothingFiresByItself() {
    assertThat(StateGraph.supervision().transitions())
        .filteredOn(Transition::automatic)
        .extracting(Transition::cause)
        .containsExactly(SupervisionCause.NOTIFY);
  }

  @Test
  void causes_all_areUsed() {
    assertThat(StateGraph.application().transitions().stream().map(Transition::cause))
        .contains(ApplicationCause.values());
    assertThat(StateGraph.record().transitions().stream().map(Transition::cause))
        .contains(RecordCause.values());
    assertThat(StateGraph.supervision().transitions().stream().map(Transition::cause))
        .contains(SupervisionCause.values());
  }

  private static <S extends Enum<S>, C extends Enum<C>> void check(
      StateGraph<S, C> graph, Set<S> states, Set<S> ends) {
    assertThat(graph.reachable(graph.initial())).isEqualTo(states);
    assertThat(states.stream().filter(graph::terminal).collect(Collectors.toSet())).isEqualTo(ends);
    for (S state : states) {
      assertThat(graph.reachable(state))
          .as("a way to an end from %s", state)
          .containsAnyElementsOf(ends);
    }
    for (Transition<S, C> edge : graph.transitions()) {
      assertThat(edge.requirements()).allMatch(id -> id.matches("R-(0[1-9]|1[0-9]|2[0-7])"));
      assertThat(graph.next(edge.from(), edge.cause())).contains(edge.to());
    }
  }
}
