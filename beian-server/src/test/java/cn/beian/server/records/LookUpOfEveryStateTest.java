package cn.beian.server.records;

import static org.assertj.core.api.Assertions.assertThat;

import cn.beian.filing.Messages;
import cn.beian.filing.procedures.InquiryDeclaration;
import cn.beian.filing.procedures.RevocationDeclaration;
import cn.beian.filing.states.ApplicationGraph;
import cn.beian.filing.states.ChangeGraph;
import cn.beian.filing.states.EndingGraph;
import cn.beian.filing.states.RecordGraph;
import cn.beian.filing.states.RecordState;
import cn.beian.filing.states.StateGraph;
import cn.beian.filing.states.SupervisionGraph;
import cn.beian.filing.states.Transition;
import cn.beian.server.ServerTest;
import cn.beian.server.records.FilingLookup.Question;
import cn.beian.server.records.FilingLookup.Status;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.MessageSource;

/** Whatever becomes of an app, whoever looks it up is told, in words of both languages. */
class LookUpOfEveryStateTest extends ServerTest {
  private static final int WALKS = 300;
  private static final int LONGEST = 24;
  private static final List<Locale> LANGUAGES = List.of(Locale.CHINESE, Locale.ENGLISH);

  @Autowired private MessageSource messages;

  private final Random random = new Random(20_261_128);

  /** States and causes of a random walk from the beginning to its end or until it is long. */
  private <S extends Enum<S>, C extends Enum<C>> List<Enum<?>> walk(StateGraph<S, C> graph) {
    List<Enum<?>> walk = new ArrayList<>();
    S state = graph.initial();
    walk.add(state);
    for (List<Transition<S, C>> open = graph.from(state);
        !open.isEmpty() && walk.size() < LONGEST;
        open = graph.from(state)) {
      Transition<S, C> edge = open.get(random.nextInt(open.size()));
      walk.add(edge.cause());
      state = edge.to();
      walk.add(state);
    }
    return walk;
  }

  private static PublicRecord in(RecordState state) {
    Acceptance accepted = Filed.acceptance(Filed.android());
    PublicRecord.Build build =
        new PublicRecord.Build(
            "android",
            "cn.yunzhou.a",
            "1.0",
            "a".repeat(64),
            "b".repeat(64),
            true,
            true,
            Filed.DAY);
    return new PublicRecord(
        "ZW-A-330000-2026-000123-P",
        "",
        Optional.empty(),
        Optional.empty(),
        accepted.appId(),
        accepted.applicationId(),
        UUID.randomUUID(),
        state,
        accepted.appName(),
        accepted.sponsorName(),
        accepted.issuer(),
        accepted.users(),
        Filed.DAY,
        Optional.empty(),
        Filed.DAY,
        false,
        new PublicRecord.Summary(List.of(), "", List.of(), List.of()),
        List.of(build),
        List.of());
  }

  @Test
  void anyHistoryOfARecord_isAnsweredInWords_atEachOfItsSteps() {
    List<Question> questions =
        List.of(
            new Question("ZW-A-330000-2026-000123-P", "", "", "", ""),
            new Question("", "a".repeat(64), "", "", ""),
            new Question("", "", "android", "cn.yunzhou.a", "b".repeat(64)),
            new Question("", "", "android", "cn.yunzhou.a", "c".repeat(64)),
            new Question("", "", "android", "cn.yunzhou.a", ""));
    Set<RecordState> seen = EnumSet.noneOf(RecordState.class);
    for (int i = 0; i < WALKS; i++) {
      for (Enum<?> step : walk(RecordGraph.GRAPH)) {
        if (step instanceof RecordState state && seen.add(state)) {
          questions.forEach(question -> told(state, question));
        }
      }
    }
    assertThat(seen).as("random walks reach all of it").isEqualTo(EnumSet.allOf(RecordState.class));
  }

  private void told(RecordState state, Question question) {
    Status status = FilingLookup.status(in(state), question, question.sha256());
    boolean numbered = state != RecordState.UNFILED && state != RecordState.OVERDUE;
    if (state != RecordState.FILED) {
      assertThat(status.name()).isEqualTo(numbered ? state.name() : Status.UNKNOWN.name());
    }
    for (Locale language : LANGUAGES) {
      has("portal.state." + state, language);
      has("portal.lookup." + status, language);
      has("portal.lookup." + status + ".means", language);
    }
  }

  private void has(String key, Locale language) {
    assertThat(messages.getMessage(key, null, "", language)).as(key).isNotBlank();
  }

  @Test
  void anyHistoryOfAnyCase_hasWordsForEachOfItsSteps() {
    for (StateGraph<?, ?> graph :
        List.of(
            ApplicationGraph.GRAPH,
            ChangeGraph.GRAPH,
            RecordGraph.GRAPH,
            SupervisionGraph.GRAPH,
            InquiryDeclaration.PROCEDURE.graph(),
            RevocationDeclaration.PROCEDURE.graph(),
            EndingGraph.GRAPH)) {
      for (int i = 0; i < WALKS; i++) {
        for (Enum<?> step : walk(graph)) {
          for (Locale language : LANGUAGES) {
            assertThat(Messages.in(language).text(step)).as(step + " " + language).isNotBlank();
          }
        }
      }
    }
  }
}
