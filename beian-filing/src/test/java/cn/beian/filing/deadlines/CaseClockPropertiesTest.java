package cn.beian.filing.deadlines;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.deadlines.CaseClock.Step;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationKind;
import cn.beian.filing.states.ApplicationState;
import cn.beian.filing.states.StateGraph;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

class CaseClockPropertiesTest {
  private static final WorkCalendar CALENDAR = Calendars.of2026();
  private static final PolicyParameters PARAMETERS = PolicyParameters.defaults();

  private static final Set<ApplicationState> SPONSORS =
      EnumSet.of(
          ApplicationState.DRAFT,
          ApplicationState.SUPPLEMENT_DUE,
          ApplicationState.RECTIFICATION_DUE);

  /** The steps that people take to get a case accepted. */
  private static final List<ApplicationCause> ONWARD =
      List.of(
          ApplicationCause.ACCEPT,
          ApplicationCause.COMPLETE,
          ApplicationCause.RESUBMIT,
          ApplicationCause.SUBMIT);

  @Property
  void anyLawfulWalk_alwaysKnowsWhoIsInTime(
      @ForAll ApplicationKind kind,
      @ForAll @Size(max = 12) List<@IntRange(max = 1000) Integer> choices) {
    StateGraph<ApplicationState, ApplicationCause> graph = kind.graph();
    CaseClock<ApplicationState, ApplicationCause> clock = CaseClock.of(graph);
    LocalDate today = LocalDate.parse("2026-02-02");
    List<Step<ApplicationCause>> history = new ArrayList<>();
    for (int choice : choices) {
      LocalDate day = today.plusDays(choice % 9);
      CaseClock<ApplicationState, ApplicationCause> here = clock;
      List<ApplicationCause> open =
          graph.from(clock.state()).stream()
              .map(edge -> edge.cause())
              .filter(cause -> here.permits(cause, day))
              .toList();
      if (open.isEmpty()) {
        break;
      }
      ApplicationCause cause = open.get(choice % open.size());
      Step<ApplicationCause> step = step(clock, cause, day);
      clock = clock.after(step, PARAMETERS, CALENDAR);
      history.add(step);
      today = day;
      check(graph, clock);
    }
    assertThat(CaseClock.replay(graph, history, PARAMETERS, CALENDAR)).isEqualTo(clock);
    CaseClock<ApplicationState, ApplicationCause> read =
        CaseClock.replay(ApplicationKind.everyGraph(), history, PARAMETERS, CALENDAR);
    assertThat(read.state()).as("by the edges of every kind").isEqualTo(clock.state());
    assertThat(read.running()).isEqualTo(clock.running());
  }

  /**
   * A change of information may become a major one while the sponsor works on it: its history is
   * read with the edges of both, and people can complete it from any state.
   */
  @Property
  void changes_haveNoDeadEnd_alsoWhereOneBecomesAMajorOne(
      @ForAll @Size(max = 12) List<@IntRange(max = 1000) Integer> choices) {
    ApplicationKind kind = ApplicationKind.CHANGE;
    CaseClock<ApplicationState, ApplicationCause> clock =
        CaseClock.of(ApplicationKind.everyGraph());
    LocalDate today = LocalDate.parse("2026-02-02");
    for (int choice : choices) {
      today = today.plusDays(choice % 9);
      if (choice % 4 == 0 && SPONSORS.contains(clock.state())) {
        kind = ApplicationKind.MAJOR_CHANGE;
      }
      List<ApplicationCause> open = open(kind, clock, today);
      if (open.isEmpty()) {
        break;
      }
      clock = clock.after(step(clock, open.get(choice % open.size()), today), PARAMETERS, CALENDAR);
      check(ApplicationKind.everyGraph(), clock);
    }
    boolean ended = kind.graph().terminal(clock.state());
    for (int steps = 0; !kind.graph().terminal(clock.state()); steps++) {
      assertThat(steps).as("steps to an end of %s from %s", kind, clock.state()).isLessThan(4);
      today = today.plusDays(1);
      List<ApplicationCause> open = open(kind, clock, today);
      ApplicationCause onward =
          ONWARD.stream().filter(open::contains).findFirst().orElseThrow(AssertionError::new);
      clock = clock.after(step(clock, onward, today), PARAMETERS, CALENDAR);
      check(ApplicationKind.everyGraph(), clock);
    }
    assertThat(ended || clock.state() == ApplicationState.ACCEPTED).isTrue();
  }

  private static List<ApplicationCause> open(
      ApplicationKind kind, CaseClock<ApplicationState, ApplicationCause> clock, LocalDate day) {
    return kind.graph().from(clock.state()).stream()
        .map(edge -> edge.cause())
        .filter(cause -> clock.permits(cause, day))
        .toList();
  }

  private static Step<ApplicationCause> step(
      CaseClock<ApplicationState, ApplicationCause> clock, ApplicationCause cause, LocalDate day) {
    return cause == ApplicationCause.EXTEND
        ? Step.extend(
            cause,
            new Extension(
                day,
                clock.running().orElseThrow().dueDate().plusDays(20),
                Extension.Ground.COMPLEX,
                "complex"))
        : Step.of(cause, day);
  }

  private static void check(
      StateGraph<ApplicationState, ApplicationCause> graph,
      CaseClock<ApplicationState, ApplicationCause> clock) {
    boolean ended = graph.terminal(clock.state());
    boolean waits =
        clock.state() == ApplicationState.SUPPLEMENT_DUE
            || clock.state() == ApplicationState.RECTIFICATION_DUE;
    assertThat(clock.running().isPresent()).isNotEqualTo(ended);
    assertThat(clock.paused().isPresent()).isEqualTo(waits);
    assertThat(clock.pausedOn().isPresent()).isEqualTo(waits);
    assertThat(clock.running().filter(limit -> limit.dueDate().isBefore(limit.start()))).isEmpty();
  }
}
