package cn.beian.server.records;

import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionSynchronizationUtils;

/** What waits for the commit of a transaction, done at once in one that a test rolls back. */
final class LastActs {
  private LastActs() {}

  /** Does it; what is asked for later waits again. */
  static void now() {
    TransactionSynchronizationUtils.triggerBeforeCommit(false);
    TransactionSynchronizationManager.clearSynchronization();
    TransactionSynchronizationManager.initSynchronization();
  }
}
