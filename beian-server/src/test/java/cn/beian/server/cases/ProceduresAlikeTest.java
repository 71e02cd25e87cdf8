package cn.beian.server.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import cn.beian.filing.Role;
import cn.beian.server.ServerTest;
import cn.beian.server.WebSession;
import cn.beian.server.fixtures.Stage;
import cn.beian.server.platform.RejectedInput;
import cn.beian.server.platform.RejectedInput.Problem;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.ObjIntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.security.access.AccessDeniedException;

/** Every procedure answers the same situations alike, or says why a situation is not its own. */
@Tag("once")
class ProceduresAlikeTest extends ServerTest {
  /** What happens to a draft that a handler wrote, and that an approver may send. */
  private enum Situation {
    /** An official of the region does not read it before it is sent. */
    OWN_DRAFT,
    /** An approver does not send what he wrote. */
    FOUR_EYES,
    /** A page that shows an older version changes nothing; all say so in the same words. */
    STALE_PAGE,
    /** Another unit does not act, another region does not read. */
    FOREIGN,
    /** It cannot be sent until the handler has written on it; then it can. */
    GIVEN_BACK,
    /** Two approvers send at once: one of them does. */
    TWICE_AT_ONCE,
    /** A limit passes in silence: the clock ends it, or an official is called upon. */
    SILENT_LIMIT,
    /** It waits for no one, and it cannot be sent. */
    WITHDRAWN,
    /** Who wrote it and approves nothing does not send it. */
    WRONG_ROLE,
    /** An approver whose role is new does not send it yet. */
    NEW_ROLE,
    /** To save it unchanged writes nothing. */
    SAVED_AGAIN,
    /** What was sent is neither written on nor sent again. */
    SENT
  }

  private static final String HANDED_OVER =
      "its handler hands it over, which an approver takes back; the flag says whose turn it is";
  private static final String HANDED_ON = "its handler hands it over anew each time";
  private static final String OFFICE_BEGAN = "the office began it and closes it";
  private static final String NO_LIMIT = "no text sets a limit";

  /** Situations that are not a procedure's own, with the reason; at most three each. */
  private static final Map<String, Map<Situation, String>> NOT_ITS_OWN =
      Map.of(
          "exception", Map.of(Situation.SILENT_LIMIT, NO_LIMIT),
          "approval", Map.of(Situation.SILENT_LIMIT, NO_LIMIT),
          "ending", Map.of(),
          "inquiry", Map.of(Situation.WITHDRAWN, OFFICE_BEGAN),
          "revocation", Map.of(Situation.WITHDRAWN, OFFICE_BEGAN),
          "supervision",
              Map.of(Situation.WITHDRAWN, OFFICE_BEGAN, Situation.GIVEN_BACK, HANDED_OVER),
          "application",
              Map.of(Situation.GIVEN_BACK, HANDED_OVER, Situation.SAVED_AGAIN, HANDED_ON));

  @Autowired private ApplicationContext server;
  @Autowired private List<Procedure<?, ?>> procedures;

  @Test
  void procedures_areAllListed_withAtMostThreeExceptionsEach() {
    assertThat(procedures.stream().map(Procedure::kind))
        .containsExactlyInAnyOrderElementsOf(NOT_ITS_OWN.keySet());
    assertThat(NOT_ITS_OWN.values()).allMatch(reasons -> reasons.size() <= 3);
    StringBuilder table = new StringBuilder("situations that are not a procedure's own:\n");
    new TreeMap<>(NOT_ITS_OWN)
        .forEach(
            (procedure, reasons) ->
                new TreeSet<>(reasons.keySet())
                    .forEach(
                        situation ->
                            table
                                .append("  %-12s%-14s".formatted(procedure, situation))
                                .append(reasons.get(situation))
                                .append('\n')));
    System.out.print(table);
  }

  @TestFactory
  Stream<DynamicTest> everyProcedure_everySituation() {
    return procedures.stream()
        .flatMap(
            procedure ->
                Stream.of(Situation.values())
                    .filter(
                        situation ->
                            !NOT_ITS_OWN
                                .getOrDefault(procedure.kind(), Map.of())
                                .containsKey(situation))
                    .map(
                        situation ->
                            DynamicTest.dynamicTest(
                                procedure.kind() + ' ' + situation,
                                () -> check(procedure, situation))));
  }

  private void check(Procedure<?, ?> procedure, Situation situation) throws Exception {
    PreparedScene scene = PreparedScene.of(server, procedure.kind());
    switch (situation) {
      case OWN_DRAFT ->
          assertThat(read(scene, "330000").body()).doesNotContain(PreparedScene.MARKER);
      case FOUR_EYES -> fourEyes(scene);
      case STALE_PAGE -> stalePage(scene);
      case FOREIGN -> foreign(scene);
      case GIVEN_BACK -> givenBack(procedure, scene);
      case TWICE_AT_ONCE -> twiceAtOnce(scene);
      case SILENT_LIMIT -> silentLimit(procedure, scene);
      case WITHDRAWN -> withdrawn(procedure, scene);
      case WRONG_ROLE -> wrongRole(scene);
      case NEW_ROLE -> newRole(scene);
      case SAVED_AGAIN -> savedAgain(scene);
      case SENT -> sent(procedure, scene);
    }
  }

  private java.net.http.HttpResponse<String> read(PreparedScene scene, String region)
      throws Exception {
    String auditor = scene.steps().stage.official(Role.AUDITOR, region);
    return WebSession.of(server, url(""), auditor).get(scene.page() + scene.id());
  }

  private void fourEyes(PreparedScene scene) {
    jdbc.sql("update user_account set roles = roles || '{APPROVER}' where login = ?")
        .param(scene.steps().handler)
        .update();
    assertThat(refused(scene, scene.steps().handler, scene.send(), version(scene)))
        .singleElement()
        .satisfies(key -> assertThat(key).endsWith(".problem.signOwn"));
  }

  private void stalePage(PreparedScene scene) {
    int before = version(scene);
    assertThat(refused(scene, scene.steps().approver, scene.send(), before - 1))
        .containsExactly("cases.problem.stale");
    assertThat(version(scene)).isEqualTo(before);
  }

  private void foreign(PreparedScene scene) throws Exception {
    int before = version(scene);
    scene.steps().as(new Stage(server, "PREFECTURE", "LOCAL").own(Role.APPROVER));
    assertThatThrownBy(() -> scene.send().accept(scene.id(), before))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(read(scene, "650000").statusCode()).isEqualTo(403);
    assertThat(version(scene)).isEqualTo(before);
  }

  private void givenBack(Procedure<?, ?> procedure, PreparedScene scene) {
    String approver = scene.steps().approver;
    String state = state(scene);
    assertThat(turns(procedure, scene)).extracting(Turn::role).contains(Role.APPROVER);
    scene.steps().as(approver);
    scene.giveBack().orElseThrow().accept(scene.id(), version(scene));
    assertThat(turns(procedure, scene))
        .extracting(Turn::role)
        .contains(Role.HANDLER)
        .doesNotContain(Role.APPROVER);
    assertThat(refused(scene, approver, scene.send(), version(scene)))
        .containsExactly("cases.problem.givenBack");
    scene.steps().as(scene.steps().handler);
    scene.rewrite().accept(scene.id(), version(scene));
    scene.steps().as(approver);
    scene.send().accept(scene.id(), version(scene));
    assertThat(state(scene)).isNotEqualTo(state);
  }

  private void twiceAtOnce(PreparedScene scene) throws Exception {
    int version = version(scene);
    CyclicBarrier together = new CyclicBarrier(2);
    ExecutorService threads = Executors.newFixedThreadPool(2);
    try {
      List<Callable<Boolean>> both = new ArrayList<>();
      for (String login : List.of(scene.steps().approver, scene.steps().stage.own(Role.APPROVER))) {
        both.add(() -> sent(scene, login, version, together));
      }
      List<Boolean> sent = new ArrayList<>();
      for (Future<Boolean> one : threads.invokeAll(both, 60, TimeUnit.SECONDS)) {
        sent.add(one.get());
      }
      assertThat(sent).containsExactlyInAnyOrder(true, false);
    } finally {
      threads.shutdownNow();
    }
  }

  private static boolean sent(PreparedScene scene, String login, int version, CyclicBarrier start)
      throws Exception {
    scene.steps().as(login);
    start.await(30, TimeUnit.SECONDS);
    try {
      scene.send().accept(scene.id(), version);
      return true;
    } catch (RejectedInput second) {
      return false;
    }
  }

  private void silentLimit(Procedure<?, ?> procedure, PreparedScene scene) {
    if (!procedure.endedByLimit().isEmpty()) {
      return;
    }
    if (due(scene).isEmpty()) {
      scene.steps().as(scene.steps().approver);
      scene.send().accept(scene.id(), version(scene));
    }
    LocalDate after = due(scene).orElseThrow().plusDays(1);
    assertThat(turns(procedure, scene))
        .filteredOn(turn -> turn.beginsOn().filter(after::equals).isPresent())
        .extracting(Turn::role)
        .containsExactly(procedure.kind().equals("revocation") ? Role.SIGNER : Role.SUPERVISOR);
  }

  private void withdrawn(Procedure<?, ?> procedure, PreparedScene scene) {
    scene.steps().as(scene.steps().handler);
    scene.withdraw().orElseThrow().accept(scene.id(), version(scene));
    assertThat(turns(procedure, scene)).isEmpty();
    assertThat(refused(scene, scene.steps().approver, scene.send(), version(scene)))
        .singleElement()
        .satisfies(key -> assertThat(key).endsWith(".problem.state"));
  }

  private void wrongRole(PreparedScene scene) {
    int before = version(scene);
    scene.steps().as(scene.steps().handler);
    assertThatThrownBy(() -> scene.send().accept(scene.id(), before))
        .isInstanceOf(AccessDeniedException.class);
    assertThat(version(scene)).isEqualTo(before);
  }

  private void newRole(PreparedScene scene) {
    jdbc.sql(
            """
            insert into role_holding
            select id, 'APPROVER', now() + interval '12 days' from user_account where login = ?
            """)
        .param(scene.steps().approver)
        .update();
    String state = state(scene);
    assertThat(refused(scene, scene.steps().approver, scene.send(), version(scene)))
        .containsExactly("person.coolingOff");
    assertThat(state(scene)).isEqualTo(state);
  }

  private void savedAgain(PreparedScene scene) {
    scene.steps().as(scene.steps().handler);
    scene.rewrite().accept(scene.id(), version(scene));
    int before = version(scene);
    scene.rewrite().accept(scene.id(), before);
    assertThat(version(scene)).isEqualTo(before);
  }

  private void sent(Procedure<?, ?> procedure, PreparedScene scene) {
    scene.steps().as(scene.steps().approver);
    scene.send().accept(scene.id(), version(scene));
    int sent = version(scene);
    assertThat(turns(procedure, scene))
        .filteredOn(turn -> !turn.ofOtherUnit())
        .extracting(Turn::role)
        .doesNotContain(Role.APPROVER);
    assertThat(refused(scene, scene.steps().handler, scene.rewrite(), sent)).isNotEmpty();
    assertThat(refused(scene, scene.steps().approver, scene.send(), sent)).isNotEmpty();
    assertThat(version(scene)).isEqualTo(sent);
  }

  private static List<String> refused(
      PreparedScene scene, String login, ObjIntConsumer<java.util.UUID> act, int version) {
    scene.steps().as(login);
    return catchThrowableOfType(RejectedInput.class, () -> act.accept(scene.id(), version))
        .problems()
        .stream()
        .map(Problem::key)
        .toList();
  }

  private int version(PreparedScene scene) {
    return PreparedScene.version(server, scene.table(), scene.id());
  }

  private String state(PreparedScene scene) {
    return jdbc.sql("select state from " + scene.table() + " where id = ?")
        .param(scene.id())
        .query(String.class)
        .single();
  }

  private Optional<LocalDate> due(PreparedScene scene) {
    return jdbc.sql("select due_on from " + scene.table() + " where id = ? and due_on is not null")
        .param(scene.id())
        .query(LocalDate.class)
        .optional();
  }

  private <S extends Enum<S>> List<Turn> turns(Procedure<S, ?> procedure, PreparedScene scene) {
    return procedure.turns(scene.id(), Enum.valueOf(procedure.states(), state(scene)), due(scene));
  }
}
