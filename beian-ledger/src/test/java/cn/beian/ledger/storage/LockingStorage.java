package cn.beian.ledger.storage;

import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Subtree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * The smallest storage with transactions: one per thread, whose appends are buffered until it
 * commits.
 */
final class LockingStorage implements LedgerStorage {
  private final MemoryLedgerStorage committed = new MemoryLedgerStorage();
  private final ReentrantLock head = new ReentrantLock();
  private final ThreadLocal<List<StoredEntry>> pending = ThreadLocal.withInitial(ArrayList::new);

  <T> T inTransaction(Callable<T> work) throws Exception {
    try {
      T result = work.call();
      pending.get().forEach(committed::append);
      return result;
    } finally {
      pending.remove();
      if (head.isHeldByCurrentThread()) {
        head.unlock();
      }
    }
  }

  @Override
  public long size() {
    return committed.size() + pending.get().size();
  }

  @Override
  public long lockSize() {
    if (!head.isHeldByCurrentThread()) {
      head.lock();
    }
    return size();
  }

  @Override
  public Optional<byte[]> entry(long index) {
    return find(index).map(StoredEntry::bytes).or(() -> committed.entry(index));
  }

  @Override
  public Optional<Hash> hash(Subtree subtree) {
    return find(subtree.lastLeaf())
        .map(entry -> entry.completed().get(subtree.level()))
        .or(() -> committed.hash(subtree));
  }

  @Override
  public void append(StoredEntry entry) {
    if (entry.index() != size()) {
      throw new IllegalArgumentException("entry " + entry.index() + " is not the next");
    }
    pending.get().add(entry);
  }

  @Override
  public void scan(Consumer<StoredEntry> visitor) {
    committed.scan(visitor);
    pending.get().forEach(visitor);
  }

  @Override
  public Optional<String> published() {
    return committed.published();
  }

  @Override
  public void publish(long size, String checkpoint) {
    committed.publish(size, checkpoint);
  }

  @Override
  public void scanPublished(Consumer<String> visitor) {
    committed.scanPublished(visitor);
  }

  private Optional<StoredEntry> find(long index) {
    return pending.get().stream().filter(entry -> entry.index() == index).findFirst();
  }
}
