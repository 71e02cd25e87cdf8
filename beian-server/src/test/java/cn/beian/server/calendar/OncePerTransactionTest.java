package cn.beian.server.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** How often a value is read. */
class OncePerTransactionTest {
  private final AtomicInteger reads = new AtomicInteger();
  private final OncePerTransaction<Integer> value =
      new OncePerTransaction<>(Integer.class, reads::incrementAndGet);

  @AfterEach
  void ended() {
    TransactionSynchronizationManager.clear();
  }

  @Test
  void value_isReadOnceInATransaction_untilItIsForgotten() {
    TransactionSynchronizationManager.initSynchronization();
    assertThat(value.get()).isEqualTo(1);
    assertThat(value.get()).isEqualTo(1);
    value.forget();
    assertThat(value.get()).isEqualTo(2);
    TransactionSynchronizationManager.clearSynchronization();
    TransactionSynchronizationManager.initSynchronization();
    assertThat(value.get()).as("the next transaction").isEqualTo(3);
  }

  @Test
  void value_outsideOfATransaction_isReadEachTime() {
    value.forget();
    assertThat(value.get()).isEqualTo(1);
    assertThat(value.get()).isEqualTo(2);
  }
}
