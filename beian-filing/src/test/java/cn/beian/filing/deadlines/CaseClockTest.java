package cn.beian.filing.deadlines;

import static cn.beian.filing.states.ApplicationCause.ABANDON;
import static cn.beian.filing.states.ApplicationCause.ACCEPT;
import static cn.beian.filing.states.ApplicationCause.ASK_SUPPLEMENT;
import static cn.beian.filing.states.ApplicationCause.COMPLETE;
import static cn.beian.filing.states.ApplicationCause.DEADLINE_PASSED;
import static cn.beian.filing.states.ApplicationCause.EXTEND;
import static cn.beian.filing.states.ApplicationCause.RESUBMIT;
import static cn.beian.filing.states.ApplicationCause.RETURN;
import static cn.beian.filing.states.ApplicationCause.SUBMIT;
import static cn.beian.filing.states.ApplicationCause.SUBMIT_TO_NATION;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import cn.beian.filing.deadlines.CaseClock.Step;
import cn.beian.filing.parameters.ParameterKey;
import cn.beian.filing.parameters.PolicyParameter;
import cn.beian.filing.parameters.PolicyParameters;
import cn.beian.filing.states.ApplicationCause;
import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.ApplicationState;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaseClockTest {
  private static final LocalDate IN_FORCE = LocalDate.parse("2026-01-25");

  private final WorkCalendar calendar = Calendars.of2026();
  private final PolicyParameters parameters = PolicyParameters.defaults();

  private static Step<ApplicationCause> on(String day, ApplicationCause cause) {
    return Step.of(cause, LocalDate.parse(day));
  }

  @SuppressWarnings("varargs") // read only
  @SafeVarargs
  private CaseClock<ApplicationState, ApplicationCause> replay(
      PolicyParameters values, Step<ApplicationCause>... steps) {
    return replay(values, List.of(steps));
  }

  private CaseClock<ApplicationState, ApplicationCause> replay(
      PolicyParameters values, List<Step<ApplicationCause>> steps) {
    return CaseClock.replay(ApplicationGraph.GRAPH, steps, values, calendar);
  }

  @Test
  void supplement_byDefault_restartsTheReview() {
    CaseClock<ApplicationState, ApplicationCause> clock =
        replay(
            parameters,
            on("2026-03-02", SUBMIT),
            on("2026-03-06", ASK_SUPPLEMENT),
            on("2026-03-13", RESUBMIT));
    assertThat(clock.running().orElseThrow().dueDate()).isEqualTo(LocalDate.parse("2026-03-27"));
    assertThat(clock.paused()).isEmpty();
  }

  @Test
  void supplement_whereThePolicySaysResume_keepsTheDaysThatWereLeft() {
    PolicyParameters resuming =
        parameters.with(
            new PolicyParameter(
                ParameterKey.COMPLETENESS_AFTER_SUPPLEMENT, "resume", "notice", true, IN_FORCE));
    CaseClock<ApplicationState, ApplicationCause> asked =
        replay(resuming, on("2026-03-02", SUBMIT), on("2026-03-06", ASK_SUPPLEMENT));
    assertThat(asked.pausedOn()).contains(LocalDate.parse("2026-03-06"));
    assertThat(asked.paused().orElseThrow().workdaysLeft(LocalDate.parse("2026-03-06"), calendar))
        .isEqualTo(6);
    CaseClock<ApplicationState, ApplicationCause> answered =
        asked.after(on("2026-03-13", RESUBMIT), resuming, calendar);
    assertThat(answered.running().orElseThrow().dueDate()).isEqualTo(LocalDate.parse("2026-03-23"));
  }

  @Test
  void unverifiedLimit_passed_warnsAndOnlyAPersonAbandons() {
    CaseClock<ApplicationState, ApplicationCause> clock =
        replay(parameters, on("2026-03-02", SUBMIT), on("2026-03-06", ASK_SUPPLEMENT));
    LocalDate due = clock.running().orElseThrow().dueDate();
    assertThat(clock.permits(ABANDON, due)).isFalse();
    assertThat(clock.permits(DEADLINE_PASSED, due.plusDays(1))).isFalse();
    assertThat(clock.permits(ABANDON, due.plusDays(1))).isTrue();
  }

  @Test
  void verifiedLimit_passed_firesByItself() {
    PolicyParameters verified =
        parameters.with(
            new PolicyParameter(
                ParameterKey.SUPPLEMENT_WORKDAYS, "15", "notice, art. 3", true, IN_FORCE));
    CaseClock<ApplicationState, ApplicationCause> clock =
        replay(verified, on("2026-03-02", SUBMIT), on("2026-03-06", ASK_SUPPLEMENT));
    LocalDate due = LocalDate.parse("2026-03-27");
    assertThat(clock.running().orElseThrow().dueDate()).isEqualTo(due);
    assertThat(clock.permits(DEADLINE_PASSED, due)).isFalse();
    assertThat(clock.permits(DEADLINE_PASSED, due.plusDays(1))).isTrue();
    assertThat(clock.permits(ABANDON, due.plusDays(1))).isFalse();
  }

  @Test
  void extendedReview_returnedAndAnswered_keepsTheDaysOfTheExtension() {
    CaseClock<ApplicationState, ApplicationCause> returned =
        replay(
            parameters,
            on("2026-03-02", SUBMIT_TO_NATION),
            Step.extend(
                EXTEND,
                new Extension(
                    LocalDate.parse("2026-03-10"),
                    LocalDate.parse("2026-04-10"),
                    Extension.Ground.COMPLEX,
                    "complex")),
            on("2026-03-16", RETURN));
    assertThat(returned.state()).isEqualTo(ApplicationState.RECTIFICATION_DUE);
    int left =
        returned.paused().orElseThrow().workdaysLeft(LocalDate.parse("2026-03-16"), calendar);
    CaseClock<ApplicationState, ApplicationCause> again =
        returned.after(on("2026-03-20", RESUBMIT), parameters, calendar);
    Deadline running = again.running().orElseThrow();
    assertThat(running.workdaysLeft(LocalDate.parse("2026-03-20"), calendar)).isEqualTo(left);
    assertThat(again.permits(EXTEND, LocalDate.parse("2026-03-20"))).as("again").isTrue();
    assertThat(again.permits(EXTEND, running.dueDate().plusDays(1)))
        .as("an unverified limit forbids nothing")
        .isTrue();
    assertThat(again.after(on("2026-03-23", ACCEPT), parameters, calendar).running()).isEmpty();
  }

  @Test
  void verifiedReview_passed_isExtendedNoMore_andAnEarlierExtensionStays() {
    PolicyParameters verified =
        parameters.with(
            new PolicyParameter(
                ParameterKey.REVIEW_NATIONAL_WORKDAYS, "20", "notice, art. 5", true, IN_FORCE));
    CaseClock<ApplicationState, ApplicationCause> clock =
        replay(verified, on("2026-03-02", SUBMIT_TO_NATION));
    LocalDate due = clock.running().orElseThrow().dueDate();
    assertThat(clock.permits(EXTEND, due)).isTrue();
    assertThat(clock.permits(EXTEND, due.plusDays(1))).isFalse();
    Extension late =
        new Extension(due.plusDays(1), due.plusDays(30), Extension.Ground.COMPLEX, "complex");
    assertThat(clock.after(Step.extend(EXTEND, late), verified, calendar).dueOn())
        .as("decided while the limit was not verified")
        .contains(due.plusDays(30));
  }

  @Test
  void date_isWorthNoMoreThanTheWaysItWasCountedBy() {
    CaseClock<ApplicationState, ApplicationCause> asked =
        replay(parameters, on("2026-03-02", SUBMIT), on("2026-03-06", ASK_SUPPLEMENT));
    Deadline restarted =
        asked.after(on("2026-03-13", RESUBMIT), parameters, calendar).running().orElseThrow();
    assertThat(restarted.limit().verified()).isTrue();
    assertThat(restarted.verified()).as("whether it restarts is not verified").isFalse();
    assertThat(restarted.takesEffect(restarted.dueDate().plusDays(1))).isFalse();
    PolicyParameters verified =
        parameters
            .with(
                new PolicyParameter(
                    ParameterKey.REVIEW_NATIONAL_WORKDAYS, "20", "art. 5", true, IN_FORCE))
            .with(
                new PolicyParameter(
                    ParameterKey.COMPLETENESS_AFTER_SUPPLEMENT, "restart", "a", true, IN_FORCE));
    assertThat(
            replay(
                    verified,
                    on("2026-03-02", SUBMIT),
                    on("2026-03-06", ASK_SUPPLEMENT),
                    on("2026-03-13", RESUBMIT))
                .running()
                .orElseThrow()
                .verified())
        .isTrue();
    Deadline resumed =
        replay(
                verified,
                on("2026-03-02", SUBMIT_TO_NATION),
                on("2026-03-10", RETURN),
                on("2026-03-20", RESUBMIT))
            .running()
            .orElseThrow();
    assertThat(resumed.ways())
        .extracting(PolicyParameter::key)
        .containsExactly(ParameterKey.REVIEW_PAUSE_WHILE_SUPPLEMENTING);
    assertThat(resumed.verified()).as("whether it stood still is not verified").isFalse();
  }

  @Test
  void pauseSwitchedOff_theReviewsLimitRunsOnWhileTheSponsorSupplements() {
    PolicyParameters running =
        parameters.with(
            new PolicyParameter(
                ParameterKey.REVIEW_PAUSE_WHILE_SUPPLEMENTING, "no", "notice", true, IN_FORCE));
    List<Step<ApplicationCause>> steps =
        List.of(
            on("2026-03-02", SUBMIT_TO_NATION),
            on("2026-03-10", RETURN),
            on("2026-03-20", RESUBMIT));
    Deadline uninterrupted =
        replay(running, on("2026-03-02", SUBMIT_TO_NATION)).running().orElseThrow();
    assertThat(replay(running, steps).running().orElseThrow().dueDate())
        .isEqualTo(uninterrupted.dueDate());
    assertThat(replay(parameters, steps).running().orElseThrow().dueDate())
        .isEqualTo(LocalDate.parse("2026-04-10"))
        .isAfter(uninterrupted.dueDate());
  }

  @Test
  void pauseSwitchedOffWhileTheSponsorSupplements_isThatOfTheDayHeWasAskedOn() {
    PolicyParameters later =
        parameters.with(
            new PolicyParameter(
                ParameterKey.REVIEW_PAUSE_WHILE_SUPPLEMENTING,
                "no",
                "notice",
                true,
                LocalDate.parse("2026-03-15")));
    List<Step<ApplicationCause>> steps =
        List.of(
            on("2026-03-02", SUBMIT_TO_NATION),
            on("2026-03-10", RETURN),
            on("2026-03-20", RESUBMIT));
    assertThat(replay(later, steps).dueOn()).contains(LocalDate.parse("2026-04-10"));
  }

  @Test
  void noticeOfNextYear_whenItComes_givesTheDateAnew() {
    List<Step<ApplicationCause>> steps = List.of(on("2026-12-25", SUBMIT));
    Deadline provisional = replay(parameters, steps).running().orElseThrow();
    HolidayNotice next =
        new HolidayNotice(
            2027,
            "notice",
            Map.of(
                LocalDate.parse("2027-01-01"), Holiday.NEW_YEAR,
                LocalDate.parse("2027-01-04"), Holiday.NEW_YEAR),
            Set.of());
    Deadline settled =
        CaseClock.replay(
                ApplicationGraph.GRAPH,
                steps,
                parameters,
                WorkCalendar.of(List.of(Calendars.notice2026(), next)))
            .running()
            .orElseThrow();
    assertThat(provisional.provisional()).isTrue();
    assertThat(settled.provisional()).isFalse();
    assertThat(settled.dueDate()).isEqualTo(provisional.dueDate().plusDays(1));
  }

  @Test
  void step_thatIsNotLawful_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> replay(parameters, on("2026-03-02", COMPLETE)))
        .withMessage("COMPLETE does not leave DRAFT");
  }
}
