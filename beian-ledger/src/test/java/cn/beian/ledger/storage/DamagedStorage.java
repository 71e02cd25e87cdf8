package cn.beian.ledger.storage;

import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Subtree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** A copy of a storage in which anything may be changed, as by an attacker with database access. */
public final class DamagedStorage implements LedgerStorage {
  public final List<StoredEntry> entries = new ArrayList<>();
  public final List<String> checkpoints = new ArrayList<>();
  public long size;

  public DamagedStorage(LedgerStorage sound) {
    sound.scan(entries::add);
    sound.scanPublished(checkpoints::add);
    size = sound.size();
  }

  /** Changes the hashes that the entry at this position completes. */
  public void hashes(int place, UnaryOperator<List<Hash>> change) {
    StoredEntry entry = entries.get(place);
    entries.set(
        place,
        new StoredEntry(
            entry.index(), entry.bytes(), change.apply(new ArrayList<>(entry.completed()))));
  }

  @Override
  public long size() {
    return size;
  }

  @Override
  public long lockSize() {
    return size;
  }

  @Override
  public Optional<byte[]> entry(long index) {
    return find(index).map(StoredEntry::bytes);
  }

  @Override
  public Optional<Hash> hash(Subtree subtree) {
    return find(subtree.lastLeaf())
        .filter(entry -> subtree.level() < entry.completed().size())
        .map(entry -> entry.completed().get(subtree.level()));
  }

  @Override
  public void append(StoredEntry entry) {
    entries.add(entry);
    size++;
  }

  @Override
  public void scan(Consumer<StoredEntry> visitor) {
    entries.forEach(visitor);
  }

  @Override
  public Optional<String> published() {
    return checkpoints.isEmpty()
        ? Optional.empty()
        : Optional.of(checkpoints.get(checkpoints.size() - 1));
  }

  @Override
  public void publish(long size, String checkpoint) {
    checkpoints.add(checkpoint);
  }

  @Override
  public void scanPublished(Consumer<String> visitor) {
    checkpoints.forEach(visitor);
  }

  private Optional<StoredEntry> find(long index) {
    return entries.stream().filter(entry -> entry.index() == index).findFirst();
  }
}
