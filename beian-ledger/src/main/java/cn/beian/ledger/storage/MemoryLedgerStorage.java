package cn.beian.ledger.storage;

import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Subtree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Keeps a ledger in memory, without transactions; for tests and tools. */
public final class MemoryLedgerStorage implements LedgerStorage {
  private final List<StoredEntry> entries = new ArrayList<>();
  private final TreeMap<Long, List<String>> published = new TreeMap<>();

  @Override
  public synchronized long size() {
    return entries.size();
  }

  @Override
  public long lockSize() {
    return size();
  }

  @Override
  public synchronized Optional<byte[]> entry(long index) {
    return stored(index).map(entry -> entry.bytes().clone());
  }

  @Override
  public synchronized Optional<Hash> hash(Subtree subtree) {
    return stored(subtree.lastLeaf())
        .map(StoredEntry::completed)
        .filter(completed -> subtree.level() < completed.size())
        .map(completed -> completed.get(subtree.level()));
  }

  @Override
  public synchronized void append(StoredEntry entry) {
    if (entry.index() != entries.size()) {
      throw new IllegalArgumentException(
          "entry " + entry.index() + " cannot follow " + entries.size() + " entries");
    }
    entries.add(entry);
  }

  @Override
  public synchronized void scan(Consumer<StoredEntry> visitor) {
    entries.forEach(visitor);
  }

  @Override
  public synchronized Optional<String> published() {
    return Optional.ofNullable(published.lastEntry())
        .map(Map.Entry::getValue)
        .map(ofSize -> ofSize.get(ofSize.size() - 1));
  }

  @Override
  public synchronized void publish(long size, String checkpoint) {
    published.computeIfAbsent(size, first -> new ArrayList<>(1)).add(checkpoint);
  }

  @Override
  public synchronized void scanPublished(Consumer<String> visitor) {
    published.values().forEach(ofSize -> ofSize.forEach(visitor));
  }

  private Optional<StoredEntry> stored(long index) {
    return index < 0 || index >= entries.size()
        ? Optional.empty()
        : Optional.of(entries.get((int) index));
  }
}
