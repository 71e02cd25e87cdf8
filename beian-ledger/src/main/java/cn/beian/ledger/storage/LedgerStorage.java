package cn.beian.ledger.storage;

import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Subtree;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * Where a ledger keeps its entries, hashes and published checkpoints. All methods run within the
 * caller's transaction, if the storage has transactions; nothing is ever changed or removed.
 *
 * <p>A storage may keep one row per entry: the subtree at (level, index) is completed by the entry
 * {@link Subtree#lastLeaf()}, as number {@code level} of its {@link StoredEntry#completed()}. Each
 * implementation must pass {@code LedgerStorageContract} of the test-jar.
 */
public interface LedgerStorage {
  /** Number of entries, as this transaction sees it. */
  long size();

  /**
   * As {@link #size()}, and locks the head until the transaction ends. A second appending
   * transaction waits and then sees the size that the first one committed.
   */
  long lockSize();

  /** The bytes of an entry; empty if there is none at {@code index}. */
  Optional<byte[]> entry(long index);

  /**
   * The bytes of {@code count} entries starting at {@code first}. A storage that can fetch them in
   * one call overrides this.
   *
   * @throws LedgerCorruptException if one is not stored
   */
  default List<byte[]> entries(long first, int count) {
    return LongStream.range(first, first + count)
        .mapToObj(
            index ->
                entry(index).orElseThrow(() -> new LedgerCorruptException("no entry " + index)))
        .toList();
  }

  /** The hash of a complete subtree; empty if it is not stored. */
  Optional<Hash> hash(Subtree subtree);

  /**
   * The hashes of complete subtrees, in the order requested. A storage that can fetch them in one
   * call overrides this.
   *
   * @throws LedgerCorruptException if one is not stored
   */
  default List<Hash> hashes(List<Subtree> subtrees) {
    return subtrees.stream()
        .map(
            subtree ->
                hash(subtree)
                    .orElseThrow(() -> new LedgerCorruptException("no hash stored for " + subtree)))
        .toList();
  }

  /**
   * Appends an entry and raises the size by one, after {@link #lockSize()} in the same transaction.
   *
   * @throws IllegalArgumentException if {@code entry.index()} is not the size
   */
  void append(StoredEntry entry);

  /**
   * Passes every stored entry to the visitor in ascending order of index, including those at and
   * above the size. Streams: not all entries are in memory at once. Missing entries are skipped.
   */
  void scan(Consumer<StoredEntry> visitor);

  /** The text of the last published checkpoint of the largest size, if any was published. */
  Optional<String> published();

  /** Stores a signed checkpoint, after those of the same size that are already stored. */
  void publish(long size, String checkpoint);

  /**
   * Passes the texts of all published checkpoints to the visitor, in ascending order of size and,
   * for one size, in the order of publication; streams.
   */
  void scanPublished(Consumer<String> visitor);
}
