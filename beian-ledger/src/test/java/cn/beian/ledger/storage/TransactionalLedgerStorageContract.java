package cn.beian.ledger.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.ledger.FsckReport;
import cn.beian.ledger.Ledger;
import cn.beian.ledger.tree.Subtree;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * The additional contract of a {@link LedgerStorage} in a database: transactions are atomic and
 * serialized.
 */
public abstract class TransactionalLedgerStorageContract extends LedgerStorageContract {
  private static final long PATIENCE_SECONDS = 60;

  /**
   * Runs {@code work} in its own transaction on the calling thread, at READ COMMITTED or above, and
   * commits; if it throws, rolls back and rethrows. The storage of the test, used within {@code
   * work}, takes part in it.
   */
  protected abstract <T> T inTransaction(Callable<T> work) throws Exception;

  @Test
  void rolled_back_append_leaves_nothing() throws Exception {
    LedgerStorage storage = emptyStorage();
    Ledger ledger = new Ledger(storage);
    inTransaction(() -> ledger.append(new byte[] {1}));
    assertThatThrownBy(
            () ->
                inTransaction(
                    () -> {
                      assertThat(ledger.append(new byte[] {2})).isEqualTo(1);
                      assertThat(ledger.append(new byte[] {3})).isEqualTo(2);
                      throw new IllegalStateException("planted");
                    }))
        .hasMessage("planted");
    assertThat(inTransaction(ledger::size)).isEqualTo(1);
    assertThat(inTransaction(() -> storage.entry(1))).isEmpty();
    assertThat(inTransaction(() -> storage.hash(new Subtree(1, 0)))).isEmpty();
    assertThat(inTransaction(() -> ledger.append(new byte[] {4}))).isEqualTo(1);
    assertSound(ledger, 2);
  }

  @Test
  void several_appends_in_one_transaction_hold_together() throws Exception {
    Ledger ledger = new Ledger(emptyStorage());
    inTransaction(
        () -> {
          for (int i = 0; i < 11; i++) {
            ledger.append(("entry " + i).getBytes(UTF_8));
          }
          return true;
        });
    assertSound(ledger, 11);
  }

  @Test
  void transactions_that_append_at_once_take_turns() throws Exception {
    Ledger ledger = new Ledger(emptyStorage());
    int threads = 4;
    long each = 25;
    List<Long> indexes = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try {
      List<Future<List<Long>>> results = new ArrayList<>();
      CountDownLatch start = new CountDownLatch(threads);
      for (int thread = 0; thread < threads; thread++) {
        String name = "thread " + thread + " entry ";
        results.add(
            pool.submit(
                () -> {
                  List<Long> taken = new ArrayList<>();
                  start.countDown();
                  start.await();
                  for (int i = 0; i < each; i++) {
                    byte[] entry = (name + i).getBytes(UTF_8);
                    taken.add(inTransaction(() -> ledger.append(entry)));
                  }
                  return taken;
                }));
      }
      for (Future<List<Long>> result : results) {
        indexes.addAll(result.get(PATIENCE_SECONDS, TimeUnit.SECONDS));
      }
    } finally {
      pool.shutdownNow();
    }
    assertThat(indexes)
        .containsExactlyInAnyOrderElementsOf(LongStream.range(0, threads * each).boxed().toList());
    assertSound(ledger, threads * each);
  }

  @Test
  void append_that_is_not_committed_is_not_seen_by_others() throws Exception {
    LedgerStorage storage = emptyStorage();
    Ledger ledger = new Ledger(storage);
    ExecutorService pool = Executors.newSingleThreadExecutor();
    CountDownLatch appended = new CountDownLatch(1);
    CountDownLatch looked = new CountDownLatch(1);
    try {
      Future<Long> other =
          pool.submit(
              () ->
                  inTransaction(
                      () -> {
                        long index = ledger.append(new byte[] {1});
                        appended.countDown();
                        if (!looked.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                          throw new IllegalStateException("nobody looked");
                        }
                        return index;
                      }));
      assertThat(appended.await(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
      assertThat(inTransaction(storage::size)).isZero();
      assertThat(inTransaction(() -> storage.entry(0))).isEmpty();
      looked.countDown();
      assertThat(other.get(PATIENCE_SECONDS, TimeUnit.SECONDS)).isZero();
    } finally {
      looked.countDown();
      pool.shutdownNow();
    }
    assertThat(inTransaction(storage::size)).isEqualTo(1);
  }

  private void assertSound(Ledger ledger, long size) throws Exception {
    FsckReport report = inTransaction(() -> ledger.fsck(List.of(), PublishedHead.none()));
    assertThat(report).isEqualTo(new FsckReport(size, 0, List.of(), 0));
  }
}
