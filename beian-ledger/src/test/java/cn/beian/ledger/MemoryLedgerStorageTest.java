package cn.beian.ledger;

class MemoryLedgerStorageTest extends LedgerStorageContract {
  @Override
  protected LedgerStorage emptyStorage() {
    return new MemoryLedgerStorage();
  }
}
