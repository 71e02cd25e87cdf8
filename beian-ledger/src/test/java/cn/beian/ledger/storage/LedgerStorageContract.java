package cn.beian.ledger.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import cn.beian.ledger.Ledger;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.Subtree;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The contract of {@link LedgerStorage}. A storage with transactions runs each test in one
 * transaction, or each call in its own.
 */
public abstract class LedgerStorageContract {
  /** An empty storage, called once a test. */
  protected abstract LedgerStorage emptyStorage();

  @Test
  void fresh_storage_is_empty() {
    LedgerStorage storage = emptyStorage();
    assertThat(storage.size()).isZero();
    assertThat(storage.lockSize()).isZero();
    assertThat(storage.entry(0)).isEmpty();
    assertThat(storage.hash(new Subtree(0, 0))).isEmpty();
    assertThat(storage.published()).isEmpty();
    assertThat(entries(storage)).isEmpty();
    assertThat(checkpoints(storage)).isEmpty();
  }

  @Test
  void appended_entries_come_back_byte_by_byte() {
    LedgerStorage storage = emptyStorage();
    byte[] all = new byte[256];
    for (int i = 0; i < all.length; i++) {
      all[i] = (byte) i;
    }
    byte[] longest = new byte[Ledger.MAX_ENTRY_BYTES];
    append(storage, all);
    append(storage, longest);
    assertThat(storage.size()).isEqualTo(2);
    assertThat(storage.lockSize()).isEqualTo(2);
    assertThat(storage.entry(0).orElseThrow()).isEqualTo(all);
    assertThat(storage.entry(1).orElseThrow()).isEqualTo(longest);
    assertThat(storage.entries(0, 2)).containsExactly(all, longest);
    assertThat(storage.entries(1, 1)).containsExactly(longest);
    assertThatThrownBy(() -> storage.entries(1, 2)).isInstanceOf(LedgerCorruptException.class);
    assertThat(storage.entry(2)).isEmpty();
    assertThat(storage.entry(-1)).isEmpty();
  }

  @Test
  void hashes_every_complete_subtree_is_found() {
    LedgerStorage storage = emptyStorage();
    List<Hash> leaves = new ArrayList<>();
    for (int i = 0; i < 21; i++) {
      append(storage, ("entry " + i).getBytes(UTF_8));
      leaves.add(Hasher.sha256().leaf(("entry " + i).getBytes(UTF_8)));
    }
    List<Subtree> subtrees = new ArrayList<>();
    List<Hash> expected = new ArrayList<>();
    List<Hash> level = leaves;
    for (int height = 0; !level.isEmpty(); height++) {
      List<Hash> next = new ArrayList<>();
      for (int i = 0; i < level.size(); i++) {
        subtrees.add(new Subtree(height, i));
        expected.add(level.get(i));
        assertThat(storage.hash(new Subtree(height, i))).contains(level.get(i));
        if (i % 2 == 1) {
          next.add(Hasher.sha256().node(level.get(i - 1), level.get(i)));
        }
      }
      assertThat(storage.hash(new Subtree(height, level.size()))).isEmpty();
      level = next;
    }
    assertThat(storage.hashes(subtrees)).isEqualTo(expected);
    assertThat(storage.hashes(List.of())).isEmpty();
  }

  @Test
  void hashes_not_stored_is_told() {
    LedgerStorage storage = emptyStorage();
    append(storage, new byte[] {1});
    assertThatThrownBy(() -> storage.hashes(List.of(new Subtree(0, 0), new Subtree(1, 0))))
        .isInstanceOf(LedgerCorruptException.class);
  }

  @Test
  void append_at_another_index_is_refused() {
    LedgerStorage storage = emptyStorage();
    append(storage, new byte[] {1});
    Hash hash = Hasher.sha256().empty();
    for (long index : new long[] {0, 2}) {
      assertThatThrownBy(
              () -> storage.append(new StoredEntry(index, new byte[] {2}, List.of(hash))))
          .isInstanceOf(IllegalArgumentException.class);
    }
    assertThat(storage.size()).isEqualTo(1);
  }

  @Test
  void scan_ascending_with_completed_hashes() {
    LedgerStorage storage = emptyStorage();
    for (int i = 0; i < 300; i++) {
      append(storage, ("entry " + i).getBytes(UTF_8));
    }
    List<StoredEntry> entries = entries(storage);
    assertThat(entries).hasSize(300);
    for (int i = 0; i < 300; i++) {
      StoredEntry entry = entries.get(i);
      assertThat(entry.index()).isEqualTo(i);
      assertThat(entry.bytes()).isEqualTo(("entry " + i).getBytes(UTF_8));
      assertThat(entry.completed()).hasSize(StoredEntry.completedCount(i));
      assertThat(entry.completed().get(0)).isEqualTo(Hasher.sha256().leaf(entry.bytes()));
    }
  }

  @Test
  void published_last_is_the_newest_of_the_largest_size() {
    LedgerStorage storage = emptyStorage();
    storage.publish(9, "nine\n\n— ü 签名\n");
    assertThat(storage.published()).contains("nine\n\n— ü 签名\n");
    storage.publish(10, "ten\n");
    storage.publish(10, "ten again\n");
    assertThat(storage.published()).contains("ten again\n");
    assertThat(checkpoints(storage)).containsExactly("nine\n\n— ü 签名\n", "ten\n", "ten again\n");
  }

  private static void append(LedgerStorage storage, byte[] entry) {
    new Ledger(storage).append(entry);
  }

  private static List<StoredEntry> entries(LedgerStorage storage) {
    List<StoredEntry> entries = new ArrayList<>();
    storage.scan(entries::add);
    return entries;
  }

  private static List<String> checkpoints(LedgerStorage storage) {
    List<String> checkpoints = new ArrayList<>();
    storage.scanPublished(checkpoints::add);
    return checkpoints;
  }
}
