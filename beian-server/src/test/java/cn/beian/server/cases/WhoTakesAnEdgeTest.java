package cn.beian.server.cases;

import static cn.beian.filing.states.DeadlineRule.STOP;
import static cn.beian.filing.states.DeadlineRule.TOLD;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.filing.Role;
import cn.beian.filing.deadlines.CaseClock;
import cn.beian.filing.states.InquiryCause;
import cn.beian.filing.states.InquiryState;
import cn.beian.filing.states.StateGraph;
import cn.beian.server.ServerTest;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.access.AccessDeniedException;

/** An edge without a role is not thereby an edge of the job of deadlines. */
class WhoTakesAnEdgeTest extends ServerTest {
  private static final LocalDate LAST_DAY = LocalDate.parse("2026-03-31");

  @Autowired private CaseEngine engine;
  @Autowired private Clock clock;

  /** A request that anybody may answer by a day, or that ends with that day. */
  private Procedure<InquiryState, InquiryCause> procedure(boolean ends) {
    StateGraph.Builder<InquiryState, InquiryCause> g = StateGraph.startingIn(InquiryState.NEW);
    g.edge(InquiryState.NEW, InquiryCause.ASK, InquiryState.ASKED, "R-22", TOLD, Role.SUPERVISOR);
    g.byPublic(InquiryState.ASKED, InquiryCause.ANSWER, InquiryState.ANSWERED, "R-22", STOP);
    if (ends) {
      g.byClock(InquiryState.ASKED, InquiryCause.CLOSE, InquiryState.CLOSED, "R-22");
    }
    return new Procedure<>(
        engine,
        g.build(),
        new CaseNames("inquiry", "inquiry", "inquiries", "/inquiries/"),
        CaseTables.of("inquiry_case", "inquiry_event")) {
      @Override
      protected List<Turn> turns(UUID id, InquiryState state, Optional<LocalDate> dueOn) {
        return List.of();
      }
    };
  }

  private RecordCase<InquiryState> asked() {
    return new RecordCase<>(
        UUID.randomUUID(),
        1,
        InquiryState.ASKED,
        "",
        UUID.randomUUID(),
        "",
        "330100",
        "",
        clock.instant(),
        Optional.of(LAST_DAY));
  }

  private static CaseClock<InquiryState, InquiryCause> running(
      Procedure<InquiryState, InquiryCause> procedure) {
    return procedure.clock(
        List.of(
            new CaseStep<>(
                Instant.parse("2026-03-02T04:00:00Z"),
                Optional.empty(),
                InquiryCause.ASK.name(),
                InquiryState.NEW,
                InquiryState.ASKED,
                Optional.of(LAST_DAY),
                "",
                "")));
  }

  @Test
  void limitThatHasPassed_takesNoEdgeOfThePublic() {
    Procedure<InquiryState, InquiryCause> open = procedure(false);
    assertThat(running(open).dueOn()).contains(LAST_DAY);
    assertThat(open.endedByLimit()).isEmpty();
    assertThat(open.firesNow(running(open), LAST_DAY.plusDays(1))).isEmpty();
    assertThat(procedure(true).endedByLimit()).containsExactly(InquiryState.ASKED);
  }

  @Test
  void edge_isTakenByThoseAloneWhomTheGraphNames() {
    Procedure<InquiryState, InquiryCause> both = procedure(true);
    for (Act<InquiryCause> wrong :
        List.of(
            Act.byClock(InquiryCause.ANSWER, ""),
            Act.bySystem(InquiryCause.ANSWER, ""),
            Act.byPublic(InquiryCause.CLOSE, ""),
            Act.bySystem(InquiryCause.CLOSE, ""))) {
      assertThatThrownBy(() -> both.advance(asked(), wrong))
          .as("%s", wrong)
          .isInstanceOf(AccessDeniedException.class);
    }
    for (Act<InquiryCause> right :
        List.of(Act.byPublic(InquiryCause.ANSWER, ""), Act.byClock(InquiryCause.CLOSE, ""))) {
      assertThatThrownBy(() -> both.advance(asked(), right))
          .as("%s: no such case is stored", right)
          .isNotInstanceOf(AccessDeniedException.class);
    }
  }
}
