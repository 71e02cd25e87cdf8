package cn.beian.ledger.storage;

import java.util.concurrent.Callable;

class LockingStorageTest extends TransactionalLedgerStorageContract {
  private final LockingStorage storage = new LockingStorage();

  @Override
  protected LedgerStorage emptyStorage() {
    return storage;
  }

  @Override
  protected <T> T inTransaction(Callable<T> work) throws Exception {
    return storage.inTransaction(work);
  }
}
