package cn.beian.ledger;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.CheckpointUpdate;
import cn.beian.ledger.note.Signer;
import cn.beian.ledger.note.TlogProof;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.storage.LedgerCorruptException;
import cn.beian.ledger.storage.LedgerStorage;
import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.storage.StoredEntry;
import cn.beian.ledger.tree.ConsistencyProof;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.InclusionProof;
import cn.beian.ledger.tree.MerkleTree;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.Subtree;
import cn.beian.ledger.tree.Tile;
import cn.beian.ledger.tree.TreeHead;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * An append-only log of opaque entries whose content anyone can verify. It has no state of its own:
 * everything is in the storage, and every method runs in the caller's transaction on it.
 */
public final class Ledger {
  /** Maximum entry length in bytes, given by the 16-bit length of tlog-tiles. */
  public static final int MAX_ENTRY_BYTES = 65_535;

  private final LedgerStorage storage;
  private final Hasher hasher;
  private final MerkleTree tree;

  /** A ledger with SHA-256, which other C2SP software can read. */
  public Ledger(LedgerStorage storage) {
    this(storage, Hasher.sha256());
  }

  /** A ledger with another hash. */
  public Ledger(LedgerStorage storage, Hasher hasher) {
    this.storage = storage;
    this.hasher = hasher;
    this.tree = new MerkleTree(hasher, storage::hashes);
  }

  /**
   * Appends an entry. Must be the last action of its transaction, because it locks the head until
   * the transaction ends.
   *
   * @param entry 1 to {@value #MAX_ENTRY_BYTES} bytes
   * @return its index
   * @throws IllegalArgumentException if the entry is empty or too long
   */
  public long append(byte[] entry) {
    if (entry.length == 0 || entry.length > MAX_ENTRY_BYTES) {
      throw new IllegalArgumentException(
          "entry has " + entry.length + " bytes, allowed are 1 to " + MAX_ENTRY_BYTES);
    }
    byte[] copy = entry.clone();
    long index = storage.lockSize();
    storage.append(new StoredEntry(index, copy, tree.completedBy(index, hasher.leaf(copy))));
    return index;
  }

  /** Number of entries. */
  public long size() {
    return storage.size();
  }

  /** The bytes of an entry; empty if there is none at {@code index}. */
  public Optional<byte[]> entry(long index) {
    return storage.entry(index);
  }

  /**
   * The head of the tree when it had {@code size} leaves.
   *
   * @throws IllegalArgumentException if it never had that many
   */
  public TreeHead head(long size) {
    requireSize(size);
    return new TreeHead(size, tree.root(size));
  }

  /**
   * Proves that an entry is in the tree of a given size.
   *
   * @throws IllegalArgumentException if not 0 &lt;= index &lt; size &lt;= {@link #size()}
   */
  public InclusionProof proveInclusion(long index, long size) {
    requireSize(size);
    if (index < 0 || index >= size) {
      throw new IllegalArgumentException("index " + index + " is not below size " + size);
    }
    return tree.inclusion(index, size);
  }

  /**
   * Proves that the tree of one size is a prefix of the tree of another.
   *
   * @throws IllegalArgumentException if not 0 &lt;= oldSize &lt;= newSize &lt;= {@link #size()}
   */
  public ConsistencyProof proveConsistency(long oldSize, long newSize) {
    requireSize(newSize);
    if (oldSize < 0 || oldSize > newSize) {
      throw new IllegalArgumentException("old size " + oldSize + " is above " + newSize);
    }
    return tree.consistency(oldSize, newSize);
  }

  /** The last published checkpoint, if there is one. */
  public Optional<Checkpoint> checkpoint() {
    return storage.published().map(Ledger::parseOwn);
  }

  /**
   * The proof of an entry against the last published checkpoint; empty until a checkpoint covers
   * the entry.
   */
  public Optional<TlogProof> prove(long index) {
    return checkpoint()
        .filter(checkpoint -> index >= 0 && index < checkpoint.size())
        .map(checkpoint -> new TlogProof(tree.inclusion(index, checkpoint.size()), checkpoint));
  }

  /**
   * The bytes of a tile of c2sp.org/tlog-tiles: its hashes concatenated, or each entry preceded by
   * its length as a big-endian 16-bit number. Empty until the last published checkpoint covers the
   * whole tile.
   *
   * @throws LedgerCorruptException if the storage lacks a part of it
   */
  public Optional<byte[]> tile(Tile tile) {
    return checkpoint()
        .filter(checkpoint -> tile.within(checkpoint.size()))
        .map(checkpoint -> tile.level() == Tile.ENTRIES ? entriesOf(tile) : hashesOf(tile));
  }

  private byte[] hashesOf(Tile tile) {
    List<Subtree> subtrees = IntStream.range(0, tile.width()).mapToObj(tile::subtree).toList();
    ByteBuffer bytes = ByteBuffer.allocate(tile.width() * hasher.sizeBytes());
    storage.hashes(subtrees).forEach(hash -> bytes.put(hash.raw()));
    return bytes.array();
  }

  private byte[] entriesOf(Tile tile) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    for (byte[] entry : storage.entries(tile.index() * Tile.FULL, tile.width())) {
      bytes.write(entry.length >>> 8);
      bytes.write(entry.length);
      bytes.writeBytes(entry);
    }
    return bytes.toByteArray();
  }

  /**
   * As {@link #proveConsistency}, for sizes that the last published checkpoint covers; empty if it
   * does not cover them, or if they are reversed or negative.
   */
  public Optional<ConsistencyProof> provePublished(long oldSize, long newSize) {
    return checkpoint()
        .filter(last -> oldSize >= 0 && oldSize <= newSize && newSize <= last.size())
        .map(last -> tree.consistency(oldSize, newSize));
  }

  /**
   * The proof that the last published checkpoint continues the tree of {@code oldSize}; empty if
   * {@code oldSize} is larger than the checkpoint.
   */
  public Optional<CheckpointUpdate> proveUpdate(long oldSize) {
    return checkpoint()
        .filter(checkpoint -> oldSize >= 0 && oldSize <= checkpoint.size())
        .map(
            checkpoint ->
                new CheckpointUpdate(
                    oldSize, tree.consistency(oldSize, checkpoint.size()).path(), checkpoint));
  }

  /**
   * Signs and stores a checkpoint of the size that is committed now. Run it in its own transaction,
   * in which nothing was appended, on one node at a time. If the last published checkpoint has this
   * size already and is less than an hour old, returns that one and signs nothing. So readers can
   * distinguish a log without new entries from one that has stopped answering.
   *
   * <p>Before anything is signed, the ledger must continue both the storage's last checkpoint and
   * the head kept outside the storage. The outside head is written first: after a crash in between
   * it is ahead of the storage's checkpoints but not of its entries, and the next call continues
   * from there.
   *
   * @param signers keys of one name, the origin; the first is that of the log
   * @param at the time of the checkpoint; if the last one is later by no more than the allowed
   *     clock difference, its time is used
   * @throws IllegalArgumentException if there is no signer, or their names differ
   * @throws PublishRefusedException if the ledger does not continue what was published, or the time
   *     is before that of the last checkpoint
   * @throws IOException if the outside head cannot be read or written
   */
  public Checkpoint publish(List<Signer> signers, PublishedHead outside, Instant at)
      throws PublishRefusedException, IOException {
    return new Publisher(storage, this, signers, outside).publish(at);
  }

  /**
   * Re-hashes everything: all entries, all subtree hashes, all published checkpoints with their
   * signatures, and the head kept outside. Reads each entry once and keeps a few batches of at most
   * 1 MiB in memory. Run it in a transaction with a single snapshot (REPEATABLE READ). Only the
   * calling thread reads the storage; other threads hash.
   *
   * @param known public key of the log, and those of witnesses if any
   * @param outside the outside head that {@link #publish} maintains
   */
  public FsckReport fsck(List<Verifier> known, PublishedHead outside) {
    return fsck(known, outside, EntryCheck.none());
  }

  /**
   * As {@link #fsck(List, PublishedHead)}, with an additional check of each stored entry.
   *
   * @param check receives every stored entry in ascending order of index
   */
  public <F> FsckReport fsck(List<Verifier> known, PublishedHead outside, EntryCheck<F> check) {
    return new Fsck<>(storage, hasher, check).run(known, outside);
  }

  private void requireSize(long size) {
    long current = storage.size();
    if (size < 0 || size > current) {
      throw new IllegalArgumentException("size " + size + " is not within 0 to " + current);
    }
  }

  private static Checkpoint parseOwn(String text) {
    try {
      return Checkpoint.parse(text);
    } catch (ProofException e) {
      throw new LedgerCorruptException("published checkpoint is unreadable: " + e.getMessage());
    }
  }
}
