package cn.beian.server.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cn.beian.server.testing.Turns.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who starts after whom; a package is called by its unit and a number. */
class TurnsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration SOON = Duration.ofSeconds(10);

  // a thread for each: the common pool has one on two processors, from JDK 25 on
  private final ExecutorService people = Executors.newCachedThreadPool();
  private final Set<String> waiting = new LinkedHashSet<>();
  private final List<String> starts = new ArrayList<>();

  @AfterEach
  void home() {
    people.shutdownNow();
  }

  private static String unit(String what) {
    return what.substring(0, 1);
  }

  private void wait(String... packages) {
    waiting.addAll(List.of(packages));
  }

  /** All that wait ask once, as jobs do. */
  private void round(Turns turns) {
    for (String one : List.copyOf(waiting)) {
      if (turns.ask(one, unit(one)) == Answer.GO) {
        waiting.remove(one);
        starts.add(one);
      }
    }
  }

  private void end(Turns turns, String what) {
    turns.leave(what);
    round(turns);
    round(turns);
  }

  @Test
  void fourPackagesOfOneUnit_thatTakeLong_holdUpNoOther() {
    Turns turns = new Turns(2);
    wait("a1", "a2", "a3", "a4");
    round(turns);
    assertThat(starts).as("one place is for others").containsExactly("a1");
    wait("b1");
    round(turns);
    assertThat(starts).containsExactly("a1", "b1");
    wait("b2");
    round(turns);
    end(turns, "a1");
    end(turns, "b1");
    assertThat(starts).containsExactly("a1", "b1", "a2", "b2");
  }

  @Test
  void units_followOneAnother_andOfAUnitWhatCameFirst() {
    Turns turns = new Turns(1);
    wait("a1", "a2", "a3", "b1", "b2", "c1");
    round(turns);
    for (int i = 0; i < 5; i++) {
      end(turns, starts.get(i));
    }
    assertThat(starts).containsExactly("a1", "b1", "c1", "a2", "b2", "a3");
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 4, 7})
  void oneUnitAlone_hasAllPlacesButOne(int places) {
    Turns turns = new Turns(places);
    wait("a1", "a2", "a3", "a4", "a5", "a6", "a7", "a8");
    round(turns);
    assertThat(starts).hasSize(places - 1);
    wait("b1", "b2");
    round(turns);
    assertThat(starts).hasSize(places).endsWith("b1");
    end(turns, "a1");
    assertThat(starts).as("who has one leaves the last place").hasSize(places);
    wait("c1");
    round(turns);
    assertThat(starts).endsWith("b1", "c1");
  }

  @Test
  void whatComesNoMore_isNotWaitedFor() {
    Turns turns = new Turns(1);
    assertThat(turns.ask("a1", "a")).isEqualTo(Answer.GO);
    assertThat(turns.ask("b1", "b")).isEqualTo(Answer.NEXT);
    assertThat(turns.ask("c1", "c")).isEqualTo(Answer.LATER);
    turns.leave("a1");
    assertThat(turns.ask("c1", "c")).isEqualTo(Answer.LATER);
    assertThat(turns.ask("c1", "c")).as("b1 never came again").isEqualTo(Answer.GO);
  }

  @Test
  void whoStandsAtTheDoor_givesWayToWhomTheTurnIs() {
    Turns turns = new Turns(1);
    assertThat(turns.comeIn("a1", "a")).isTrue();
    CompletableFuture<Boolean> stands =
        CompletableFuture.supplyAsync(() -> turns.comeIn("a2", "a"), people);
    CompletableFuture<Boolean> other =
        CompletableFuture.supplyAsync(() -> turns.enter("b1", "b", PATIENCE), people);
    assertThat(stands).as("told to come again").succeedsWithin(SOON).isEqualTo(false);
    turns.leave("a1");
    assertThat(other).succeedsWithin(SOON).isEqualTo(true);
    assertThat(turns.ask("a2", "a")).isEqualTo(Answer.NEXT);
  }

  @Test
  void strangerWithTwoPackages_isServedOnceBeforeAnother() {
    Turns turns = new Turns(1);
    List<String> order = Collections.synchronizedList(new ArrayList<>());
    assertThat(turns.enter("a1", "a", PATIENCE)).isTrue();
    assertThat(turns.enter("a2", "a", Duration.ZERO)).as("no patience").isFalse();
    List<CompletableFuture<Void>> both = new ArrayList<>();
    for (String one : List.of("a2", "b1")) {
      both.add(
          CompletableFuture.runAsync(
              () -> {
                if (turns.enter(one, unit(one), PATIENCE)) {
                  order.add(one); // whoever has the one place
                  turns.leave(one);
                }
              },
              people));
      await().until(() -> turns.waiting() == both.size());
    }
    turns.leave("a1");
    assertThat(both).allSatisfy(one -> assertThat(one).succeedsWithin(SOON));
    assertThat(order).containsExactly("b1", "a2");
  }

  @Test
  void whatComesNoMore_isForgotten() {
    Turns turns = new Turns(1);
    assertThat(turns.ask("held", "z")).isEqualTo(Answer.GO);
    for (int i = 0; i < 5_000; i++) {
      turns.ask("a" + i, "a");
    }
    assertThat(turns.waiting()).isLessThan(1_100);
  }
}
