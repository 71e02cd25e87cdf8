package cn.beian.ledger;

import cn.beian.ledger.Fault.Kind;
import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.storage.LedgerStorage;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.storage.StoredEntry;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.MerkleTree;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.TreeHead;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Re-hashes a ledger in one pass over its entries. Other threads hash and check the entries, one
 * batch at a time, while the next batch is read.
 *
 * <p>Compares each entry with its stored leaf hash, each stored subtree hash with its stored
 * halves, and each claimed root with the stored subtrees. If all of these agree, every root follows
 * from the entries alone. If one does not, the fault is reported where it occurs and not again at
 * each node above it.
 */
final class Fsck<F> {
  private static final int BATCH_ENTRIES = 500;
  private static final int BATCH_BYTES = 1 << 20;

  /** A published root, to be recomputed. */
  private record Claim(Kind ifBroken, Hash root) {}

  /** An entry and its pending check. */
  private record Read<F>(StoredEntry entry, Supplier<F> work) {}

  /** An entry and the results of its check. */
  private record Checked<F>(StoredEntry entry, Hash leaf, F found) {}

  private final LedgerStorage storage;
  private final Hasher hasher;
  private final EntryCheck<F> check;
  private final long head;
  private final TreeMap<Long, List<Claim>> claims = new TreeMap<>();
  private final List<Fault> faults = new ArrayList<>();

  /** Per level the last complete subtree that is still a left half; null if unknown. */
  private final @Nullable Hash[] frontier = new @Nullable Hash[64];

  private List<Read<F>> batch = new ArrayList<>();
  private int batchBytes;
  private long furtherFaults;
  private long next;
  private long firstBeyond = -1;
  private long lastBeyond = -1;
  private long entries;
  private long checkpoints;

  Fsck(LedgerStorage storage, Hasher hasher, EntryCheck<F> check) {
    this.storage = storage;
    this.hasher = hasher;
    this.check = check;
    this.head = storage.size();
  }

  FsckReport run(List<Verifier> known, PublishedHead outside) {
    storage.scanPublished(text -> readCheckpoint(text, known));
    readOutside(outside);
    checkClaims(0);
    int threads =
        Math.max(
            1, Runtime.getRuntime().availableProcessors() - 1); // the calling thread only reads
    try (InOrder<List<Checked<F>>> others = new InOrder<>(threads, this::readEntries)) {
      storage.scan(entry -> gather(entry, others));
      hashBatch(others);
      others.finish();
    }
    skipTo(head);
    if (firstBeyond >= 0) {
      fault(Kind.ENTRIES_BEYOND_HEAD, firstBeyond, 0, "", Long.toString(lastBeyond));
    }
    return new FsckReport(entries, checkpoints, faults, furtherFaults);
  }

  private void readCheckpoint(String text, List<Verifier> known) {
    long place = checkpoints++;
    Checkpoint checkpoint;
    try {
      checkpoint = Checkpoint.parse(text);
    } catch (ProofException e) {
      fault(Kind.CHECKPOINT_UNREADABLE, place, 0, "", e.code().name());
      return;
    }
    try {
      checkpoint.verify(known);
    } catch (ProofException e) {
      fault(Kind.CHECKPOINT_SIGNATURE, checkpoint.size(), 0, "", e.code().name());
    }
    claim(checkpoint.head(), Kind.CHECKPOINT_BEYOND_HEAD, Kind.CHECKPOINT_NOT_PREFIX);
  }

  private void readOutside(PublishedHead outside) {
    try {
      Optional<TreeHead> kept = outside.read();
      if (kept.isPresent()) {
        claim(kept.get(), Kind.OUTSIDE_BEYOND_HEAD, Kind.OUTSIDE_NOT_PREFIX);
      }
    } catch (IOException e) {
      fault(Kind.OUTSIDE_UNREADABLE, 0, 0, "", String.valueOf(e.getMessage()));
    }
  }

  private void claim(TreeHead claimed, Kind ifBeyond, Kind ifBroken) {
    if (claimed.size() > head) {
      fault(ifBeyond, claimed.size(), 0, Long.toString(claimed.size()), Long.toString(head));
    } else {
      claims
          .computeIfAbsent(claimed.size(), size -> new ArrayList<>(1))
          .add(new Claim(ifBroken, claimed.root()));
    }
  }

  private void gather(StoredEntry entry, InOrder<List<Checked<F>>> others) {
    batch.add(new Read<>(entry, check.begin(entry)));
    batchBytes += entry.bytes().length;
    if (batch.size() == BATCH_ENTRIES || batchBytes >= BATCH_BYTES) {
      hashBatch(others);
    }
  }

  private void hashBatch(InOrder<List<Checked<F>>> others) {
    List<Read<F>> full = batch;
    batch = new ArrayList<>(BATCH_ENTRIES);
    batchBytes = 0;
    others.give(
        () -> {
          List<Checked<F>> checked = new ArrayList<>(full.size());
          for (Read<F> one : full) {
            Hash leaf = hasher.leaf(one.entry().bytes());
            checked.add(new Checked<>(one.entry(), leaf, one.work().get()));
          }
          return checked;
        });
  }

  private void readEntries(List<Checked<F>> checked) {
    for (Checked<F> one : checked) {
      check.end(one.entry(), one.found());
      readEntry(one.entry(), one.leaf());
    }
  }

  private void readEntry(StoredEntry entry, Hash leaf) {
    entries++;
    long index = entry.index();
    if (index >= head) {
      firstBeyond = firstBeyond < 0 ? index : firstBeyond;
      lastBeyond = index;
      return;
    }
    if (index < next) {
      fault(Kind.ENTRY_REPEATED, index, 0, Long.toString(next), Long.toString(index));
      return;
    }
    skipTo(index);
    List<Hash> stored = entry.completed();
    int count = StoredEntry.completedCount(index);
    if (stored.size() > count) {
      fault(
          Kind.SUBTREE_SURPLUS, index, 0, Integer.toString(count), Integer.toString(stored.size()));
    }
    Hash hash = checkLeaf(index, leaf, stored);
    for (int level = 1; level < count; level++) {
      hash = checkNode(index, level, frontier[level - 1], hash, stored);
    }
    frontier[count - 1] = hash;
    next = index + 1;
    checkClaims(next);
  }

  private Hash checkLeaf(long index, Hash computed, List<Hash> stored) {
    if (stored.isEmpty()) {
      fault(Kind.SUBTREE_MISSING, index, 0, computed.hex(), "");
      return computed;
    }
    if (!stored.get(0).equals(computed)) {
      fault(Kind.ENTRY_MISMATCH, index, 0, stored.get(0).hex(), computed.hex());
    }
    return stored.get(0);
  }

  private @Nullable Hash checkNode(
      long index, int level, @Nullable Hash left, @Nullable Hash right, List<Hash> stored) {
    Hash computed = left == null || right == null ? null : hasher.node(left, right);
    if (level >= stored.size()) {
      fault(Kind.SUBTREE_MISSING, index, level, computed == null ? "" : computed.hex(), "");
      return computed;
    }
    Hash found = stored.get(level);
    if (computed != null && !computed.equals(found)) {
      fault(Kind.SUBTREE_MISMATCH, index, level, computed.hex(), found.hex());
    }
    return found;
  }

  /**
   * Records that the entries up to {@code index} are missing, and discards the subtrees they
   * complete.
   */
  private void skipTo(long index) {
    if (next >= index) {
      return;
    }
    fault(Kind.ENTRIES_MISSING, next, 0, "", Long.toString(index - 1));
    while (next < index) {
      frontier[StoredEntry.completedCount(next) - 1] = null;
      next++;
      checkClaims(next);
    }
  }

  private void checkClaims(long size) {
    List<Claim> here = claims.remove(size);
    if (here == null) {
      return;
    }
    Optional<Hash> derived = root(size);
    for (Claim claim : here) {
      if (!derived.equals(Optional.of(claim.root))) {
        fault(claim.ifBroken, size, 0, claim.root.hex(), derived.map(Hash::hex).orElse(""));
      }
    }
  }

  /**
   * The root at {@code size}, the number of entries read; empty if an entry below it is missing.
   */
  private Optional<Hash> root(long size) {
    if (size == 0) {
      return Optional.of(hasher.empty());
    }
    List<Hash> subtrees = new ArrayList<>();
    for (int level = 62; level >= 0; level--) {
      if ((size >>> level & 1) == 1) {
        Hash hash = frontier[level];
        if (hash == null) {
          return Optional.empty();
        }
        subtrees.add(hash);
      }
    }
    return Optional.of(MerkleTree.join(hasher, subtrees));
  }

  private void fault(Kind kind, long at, int level, String expected, String found) {
    if (faults.size() < FsckReport.MAX_FAULTS) {
      faults.add(new Fault(kind, at, level, expected, found));
    } else {
      furtherFaults++;
    }
  }
}
