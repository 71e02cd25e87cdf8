package cn.beian.ledger.storage;

import cn.beian.ledger.tree.Hash;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** An entry with the hashes of the subtrees that it completes. */
public final class StoredEntry {
  private final long index;
  private final byte[] bytes;
  private final List<Hash> completed;

  /**
   * @param index zero-based index
   * @param bytes the entry, not copied: neither side may change it afterwards
   * @param completed hashes of the completed subtrees from level 0 (the leaf) up, as far as they
   *     are stored
   */
  public StoredEntry(long index, byte[] bytes, List<Hash> completed) {
    this.index = index;
    this.bytes = bytes;
    this.completed = List.copyOf(completed);
  }

  /** Zero-based index. */
  public long index() {
    return index;
  }

  /** The entry, not copied. */
  public byte[] bytes() {
    return bytes;
  }

  /** Hashes of the completed subtrees from level 0 (the leaf) up. */
  public List<Hash> completed() {
    return completed;
  }

  /** Number of subtrees that the entry at {@code index} completes, including the leaf itself. */
  public static int completedCount(long index) {
    return Long.numberOfTrailingZeros(~index) + 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof StoredEntry entry
        && index == entry.index
        && Arrays.equals(bytes, entry.bytes)
        && completed.equals(entry.completed);
  }

  @Override
  public int hashCode() {
    return Objects.hash(index, Arrays.hashCode(bytes), completed);
  }

  @Override
  public String toString() {
    return "entry " + index + " of " + bytes.length + " bytes, completing " + completed;
  }
}
