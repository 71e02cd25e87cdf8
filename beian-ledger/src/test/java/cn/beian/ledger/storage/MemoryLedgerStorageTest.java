package cn.beian.ledger.storage;

class MemoryLedgerStorageTest extends LedgerStorageContract {
  @Override
  protected LedgerStorage emptyStorage() {
    return new MemoryLedgerStorage();
  }
}
