package cn.beian.filing.states;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Messages;
import cn.beian.filing.Role;
import cn.beian.filing.procedures.ApprovalDeclaration;
import cn.beian.filing.procedures.InquiryDeclaration;
import cn.beian.filing.procedures.LevelExceptionDeclaration;
import cn.beian.filing.procedures.RevocationDeclaration;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class StateGraphTest {
  @Test
  void application_everyState_isReachableAndOnlyEndsEnd() {
    check(
        ApplicationGraph.GRAPH,
        EnumSet.allOf(ApplicationState.class),
        EnumSet.of(
            ApplicationState.ACCEPTED,
            ApplicationState.REFUSED,
            ApplicationState.WITHDRAWN,
            ApplicationState.ABANDONED));
  }

  @Test
  void application_isAtAnOffice_orReturned_whileItIsReviewed() {
    assertThat(ApplicationGraph.AT_OFFICE)
        .containsExactlyInAnyOrder(
            ApplicationState.COMPLETENESS_REVIEW, ApplicationState.NATIONAL_REVIEW);
    assertThat(ApplicationGraph.RETURNED)
        .containsExactlyInAnyOrder(
            ApplicationState.SUPPLEMENT_DUE, ApplicationState.RECTIFICATION_DUE);
  }

  @Test
  void changeOfInformation_everyState_isReachableAndOnlyEndsEnd() {
    check(
        ChangeGraph.GRAPH,
        EnumSet.allOf(ApplicationState.class),
        EnumSet.of(
            ApplicationState.ACCEPTED,
            ApplicationState.REFUSED,
            ApplicationState.WITHDRAWN,
            ApplicationState.ABANDONED));
  }

  /**
   * a complete change is accepted by both seats, or sent by both seats to the national
   * review if it includes an untested package.
   */
  @Test
  void changeOfInformation_ofAProvince_endsWhereItIsComplete_orGoesOnToTheNation() {
    assertThat(
            ChangeGraph.GRAPH.edge(ApplicationState.COMPLETENESS_REVIEW, ApplicationCause.COMPLETE))
        .isEqualTo(
            ApplicationGraph.GRAPH.edge(
                ApplicationState.COMPLETENESS_REVIEW, ApplicationCause.COMPLETE));
    Transition<ApplicationState, ApplicationCause> accepted =
        ChangeGraph.GRAPH
            .edge(ApplicationState.COMPLETENESS_REVIEW, ApplicationCause.ACCEPT)
            .orElseThrow();
    assertThat(accepted.joint()).isTrue();
    assertThat(accepted.actors())
        .containsExactlyInAnyOrder(Role.COMPLETENESS_REVIEWER, Role.GOVERNMENT_SERVICE_REVIEWER);
  }

  @Test
  void record_everyState_isReachableAndOnlyEndsEnd() {
    check(
        RecordGraph.GRAPH,
        EnumSet.allOf(RecordState.class),
        EnumSet.of(RecordState.REVOKED, RecordState.DEREGISTERED));
  }

  @Test
  void supervision_everyState_isReachableAndOnlyClosedEnds() {
    check(
        SupervisionGraph.GRAPH,
        EnumSet.allOf(SupervisionState.class),
        EnumSet.of(SupervisionState.CLOSED));
  }

  @Test
  void inquiry_everyState_isReachableAndOnlyClosedEnds() {
    check(
        InquiryDeclaration.PROCEDURE.graph(),
        EnumSet.allOf(InquiryState.class),
        EnumSet.of(InquiryState.CLOSED));
  }

  @Test
  void revocation_everyState_isReachableAndOnlyDecisionsEnd() {
    check(
        RevocationDeclaration.PROCEDURE.graph(),
        EnumSet.allOf(RevocationState.class),
        EnumSet.of(RevocationState.REVOKED, RevocationState.DROPPED));
  }

  @Test
  void ending_everyState_isReachableAndOnlyEndsEnd() {
    check(
        EndingGraph.GRAPH,
        EnumSet.allOf(EndingState.class),
        EnumSet.of(
            EndingState.NOTED, EndingState.SET_ASIDE, EndingState.TAKEN_BACK, EndingState.DROPPED));
  }

  /** a report is noted or sent back once; no edge is automatic and none refuses it. */
  @Test
  void ending_isSentBackOnce_andNothingFiresByItself() {
    assertThat(EndingGraph.GRAPH.transitions()).noneMatch(Transition::automatic);
    assertThat(EndingGraph.GRAPH.reachable(EndingState.SENT_BACK))
        .containsExactlyInAnyOrder(
            EndingState.SENT_BACK,
            EndingState.REPORTED_AGAIN,
            EndingState.NOTED,
            EndingState.SETTING_ASIDE,
            EndingState.SET_ASIDE);
    assertThat(EndingGraph.GRAPH.from(EndingState.REPORTED_AGAIN))
        .extracting(Transition::cause)
        .containsExactly(EndingCause.NOTE);
  }

  /** Two persons, one of whom signs; afterwards the record is as if there had been no shut-down. */
  @Test
  void noting_isSetAside_byTheSigner_afterAnotherProposedIt() {
    Transition<EndingState, EndingCause> edge =
        EndingGraph.GRAPH.edge(EndingState.SETTING_ASIDE, EndingCause.SET_ASIDE).orElseThrow();
    assertThat(edge.actors()).containsExactly(Role.SIGNER);
    assertThat(edge.proposal()).contains(EndingCause.PROPOSE_SETTING_ASIDE);
    assertThat(RecordGraph.GRAPH.terminal(RecordState.DEREGISTERED)).isTrue();
    assertThat(
            RecordGraph.GRAPH.next(RecordState.DEREGISTERED, RecordCause.DEREGISTRATION_SET_ASIDE))
        .contains(RecordState.FILED);
    assertThat(
            RecordGraph.GRAPH.next(
                RecordState.DEREGISTERED, RecordCause.DEREGISTRATION_SET_ASIDE_UNDER_ORDER))
        .contains(RecordState.RECTIFYING);
    assertThat(RecordGraph.GRAPH.from(RecordState.REVOKED)).isEmpty();
  }

  /** Withdrawing a shut-down leads to the state that the record would have without it. */
  @Test
  void announcement_thatIsTakenBack_leavesAnOrderToRectify() {
    assertThat(RecordGraph.GRAPH.next(RecordState.SHUTTING_DOWN, RecordCause.SHUTDOWN_TAKEN_BACK))
        .contains(RecordState.FILED);
    assertThat(
            RecordGraph.GRAPH.next(
                RecordState.SHUTTING_DOWN, RecordCause.SHUTDOWN_TAKEN_BACK_UNDER_ORDER))
        .contains(RecordState.RECTIFYING);
  }

  @Test
  void approval_everyState_isReachableAndDecisionsEnd() {
    check(
        ApprovalDeclaration.PROCEDURE.graph(),
        EnumSet.allOf(ApprovalState.class),
        EnumSet.of(
            ApprovalState.APPROVED,
            ApprovalState.APPROVED_WITH_CONDITIONS,
            ApprovalState.NOT_APPROVED,
            ApprovalState.WITHDRAWN));
  }

  @Test
  void levelException_everyState_isReachableAndAnswersEnd() {
    check(
        LevelExceptionDeclaration.PROCEDURE.graph(),
        EnumSet.allOf(LevelExceptionState.class),
        EnumSet.of(
            LevelExceptionState.CONFIRMED,
            LevelExceptionState.REFUSED,
            LevelExceptionState.WITHDRAWN));
  }

  @Test
  void supervision_afterTheNotice_nothingFiresByItself_butARevocationEndsIt() {
    assertThat(SupervisionGraph.GRAPH.transitions())
        .filteredOn(Transition::automatic)
        .filteredOn(edge -> edge.cause() != SupervisionCause.REVOKED)
        .extracting(Transition::cause)
        .containsExactly(SupervisionCause.NOTIFY);
    assertThat(SupervisionGraph.GRAPH.transitions())
        .filteredOn(edge -> edge.cause() == SupervisionCause.REVOKED)
        .extracting(Transition::to)
        .containsOnly(SupervisionState.CLOSED)
        .hasSize(3);
  }

  /** proposed by a supervisor, decided at the national level by a second person. */
  @Test
  void revocation_isProposedByTheSupervisor_andDecidedForTheNationByAnother() {
    List<Transition<RecordState, RecordCause>> revocations =
        RecordGraph.GRAPH.transitions().stream()
            .filter(edge -> edge.to() == RecordState.REVOKED)
            .toList();
    assertThat(revocations)
        .extracting(Transition::from)
        .containsExactlyInAnyOrder(RecordState.RECTIFYING, RecordState.SHUTTING_DOWN);
    for (Transition<RecordState, RecordCause> revocation : revocations) {
      assertThat(revocation.actors()).containsExactly(Role.SIGNER);
      assertThat(revocation.proposal()).contains(RecordCause.PROPOSE_REVOCATION);
      Transition<RecordState, RecordCause> proposal =
          RecordGraph.GRAPH.edge(revocation.from(), RecordCause.PROPOSE_REVOCATION).orElseThrow();
      assertThat(proposal.to()).as("a proposal alone revokes nothing").isEqualTo(proposal.from());
      assertThat(proposal.actors()).containsExactly(Role.SUPERVISOR);
    }
  }

  /** a report is noted; no wording of the record's graph suggests an application. */
  @Test
  void deregistration_isNoted_notGranted() {
    assertThat(RecordGraph.GRAPH.transitions())
        .filteredOn(edge -> edge.to() == RecordState.DEREGISTERED)
        .extracting(Transition::cause)
        .containsExactly(RecordCause.DEREGISTRATION_NOTED);
    assertThat(Messages.in(Locale.CHINESE).text(RecordCause.DEREGISTRATION_NOTED))
        .isEqualTo("注销办结");
    for (Locale language : List.of(Locale.CHINESE, Locale.ENGLISH)) {
      assertThat(Messages.in(language).text("field.shutDown.announcedOn.IN_FUTURE"))
          .doesNotContain("申请", "apply");
    }
  }

  @Test
  void causes_all_areUsed() {
    assertThat(ApplicationGraph.GRAPH.transitions().stream().map(Transition::cause))
        .contains(ApplicationCause.values());
    assertThat(RecordGraph.GRAPH.transitions().stream().map(Transition::cause))
        .contains(RecordCause.values());
    assertThat(SupervisionGraph.GRAPH.transitions().stream().map(Transition::cause))
        .contains(SupervisionCause.values());
    assertThat(InquiryDeclaration.PROCEDURE.graph().transitions().stream().map(Transition::cause))
        .contains(InquiryCause.values());
    assertThat(
            RevocationDeclaration.PROCEDURE.graph().transitions().stream().map(Transition::cause))
        .contains(RevocationCause.values());
    assertThat(EndingGraph.GRAPH.transitions().stream().map(Transition::cause))
        .contains(EndingCause.values());
    assertThat(ApprovalDeclaration.PROCEDURE.graph().transitions().stream().map(Transition::cause))
        .contains(ApprovalCause.values());
    assertThat(
            LevelExceptionDeclaration.PROCEDURE.graph().transitions().stream()
                .map(Transition::cause))
        .contains(LevelExceptionCause.values());
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

  @Test
  void setsOfStates_areReadFromTheGraphs() {
    assertThat(ApplicationGraph.GRAPH.ended())
        .containsExactly(
            ApplicationState.ACCEPTED,
            ApplicationState.REFUSED,
            ApplicationState.WITHDRAWN,
            ApplicationState.ABANDONED);
    assertThat(ApplicationGraph.GRAPH.running())
        .containsExactly(
            ApplicationState.DRAFT,
            ApplicationState.COMPLETENESS_REVIEW,
            ApplicationState.SUPPLEMENT_DUE,
            ApplicationState.NATIONAL_REVIEW,
            ApplicationState.RECTIFICATION_DUE);
    assertThat(RecordGraph.GRAPH.ended())
        .containsExactly(RecordState.REVOKED, RecordState.DEREGISTERED);
    assertThat(RecordGraph.IN_FORCE)
        .containsExactly(RecordState.FILED, RecordState.RECTIFYING, RecordState.SHUTTING_DOWN);
    assertThat(RecordGraph.NEVER_FILED).containsExactly(RecordState.UNFILED, RecordState.OVERDUE);
  }
}
