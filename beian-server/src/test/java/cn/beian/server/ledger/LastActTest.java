package cn.beian.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.server.ServerTest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.Ordered;
import org.springframework.transaction.IllegalTransactionStateException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Nothing happens under the lock of the ledger but the append itself. */
class LastActTest extends ServerTest {
  private static final byte[] ENTRY = "never kept".getBytes(StandardCharsets.UTF_8);

  @Autowired private PublicLedger ledger;
  @Autowired private TransactionTemplate transactions;
  private final List<String> acts = new ArrayList<>();

  /** Something else that waits for the commit. */
  private record Act(int order, Runnable act) implements TransactionSynchronization {
    @Override
    public int getOrder() {
      return order;
    }

    @Override
    public void beforeCommit(boolean readOnly) {
      act.run();
    }
  }

  private static void beforeCommit(int order, Runnable act) {
    TransactionSynchronizationManager.registerSynchronization(new Act(order, act));
  }

  @Test
  void append_isTheLastActOfItsTransaction_whateverIsAskedForAfterIt() {
    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    status -> {
                      ledger.appendLast(ENTRY, index -> acts.add("append"));
                      acts.add("the rest of the caller");
                      beforeCommit(0, () -> acts.add("what waits for the commit"));
                      beforeCommit(
                          Ordered.LOWEST_PRECEDENCE,
                          () -> {
                            throw new IllegalStateException("not kept");
                          });
                    }))
        .hasMessage("not kept");
    assertThat(acts)
        .containsExactly("the rest of the caller", "what waits for the commit", "append");
  }

  @Test
  void append_outsideATransaction_isRefused() {
    assertThatThrownBy(() -> ledger.appendLast(ENTRY, index -> {}))
        .isInstanceOf(IllegalTransactionStateException.class);
  }
}
