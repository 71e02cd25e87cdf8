package cn.beian.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.ledger.storage.LedgerCorruptException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InOrderTest {
  @Test
  void results_areTakenInTheOrderGiven_byTheThreadThatGave() {
    List<Integer> taken = new ArrayList<>();
    Thread here = Thread.currentThread();
    CountDownLatch second = new CountDownLatch(1);
    try (InOrder<Integer> work =
        new InOrder<>(
            2,
            result -> {
              assertThat(Thread.currentThread()).isSameAs(here);
              taken.add(result);
            })) {
      work.give(
          () -> {
            second.await(); // ends after the next one
            return 0;
          });
      work.give(
          () -> {
            second.countDown();
            return 1;
          });
      IntStream.range(2, 100).forEach(i -> work.give(() -> i));
      assertThat(taken).as("at most four wait").hasSizeGreaterThanOrEqualTo(96);
      work.finish();
    }
    assertThat(taken).containsExactlyElementsOf(IntStream.range(0, 100).boxed().toList());
  }

  @Test
  void whatWorkThrows_isThrownToWhoGaveIt() {
    for (Throwable thrown : List.of(new LedgerCorruptException("x"), new AssertionError("x"))) {
      try (InOrder<Integer> work = new InOrder<>(1, result -> {})) {
        work.give(
            () -> {
              if (thrown instanceof Error error) {
                throw error;
              }
              throw (RuntimeException) thrown;
            });
        assertThatThrownBy(work::finish).isSameAs(thrown);
      }
    }
  }

  @Test
  void interrupted_whileWaiting_isTold() {
    CountDownLatch never = new CountDownLatch(1);
    try (InOrder<Integer> work = new InOrder<>(1, result -> {})) {
      work.give(
          () -> {
            never.await();
            return 0;
          });
      Thread.currentThread().interrupt();
      assertThatThrownBy(work::finish).isInstanceOf(IllegalStateException.class);
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
