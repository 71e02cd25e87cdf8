package cn.beian.ledger;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.tree.ConsistencyProof;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.ProofException;
import java.util.Collection;
import java.util.Optional;

/**
 * Compares the checkpoint that a log shows now with the last one that a reader kept. A reader who
 * does so at every look sees a single history, or has two signed checkpoints as evidence of a fork.
 */
public final class CheckpointWatch {
  private final Collection<Verifier> known;
  private final Proofs proofs;

  /**
   * @param known the log's public key, and those of witnesses if any
   * @param proofs source of consistency proofs
   */
  public CheckpointWatch(Collection<Verifier> known, Proofs proofs) {
    this.known = known;
    this.proofs = proofs;
  }

  /** Supplies consistency proofs, as the log does. */
  public interface Proofs {
    /**
     * The proof between two sizes; empty if the log has none.
     *
     * @throws ProofException if the answer does not follow the format
     */
    Optional<ConsistencyProof> between(long oldSize, long newSize)
        throws ProofException, InterruptedException;
  }

  /** The result of a comparison. */
  public enum Finding {
    /** The same tree as the kept one, possibly with new signatures. */
    SAME,
    /** A larger tree that continues the kept one. */
    CONTINUES,
    /** An older, smaller tree, as a cache or a slow copy may show; not a problem. */
    STALE,
    /** No proof was available, so nothing is known; ask again later. */
    UNPROVEN,
    /** Two trees that cannot share one history: different entries at the same index. */
    FORKED,
    /** A smaller tree that was signed later than the larger one. */
    ROLLED_BACK;

    /** Whether the log has provably broken its append-only promise. */
    public boolean broken() {
      return this == FORKED || this == ROLLED_BACK;
    }

    /** Whether the shown checkpoint replaces the kept one. */
    public boolean advances() {
      return this == SAME || this == CONTINUES;
    }
  }

  /**
   * Compares two checkpoints.
   *
   * @param kept the last checkpoint, verified when it was kept
   * @param shown the checkpoint that the log shows now
   * @throws ProofException if no known key signed the shown checkpoint
   */
  public Finding compare(Checkpoint kept, Checkpoint shown)
      throws ProofException, InterruptedException {
    shown.verify(known);
    if (!shown.origin().equals(kept.origin())) {
      throw new ProofException(
          ProofException.Code.WRONG_ORIGIN, shown.origin() + " is not " + kept.origin());
    }
    if (shown.size() == kept.size()) {
      return sameSize(kept, shown);
    }
    if (shown.size() > kept.size()) {
      return continued(kept, shown, Finding.CONTINUES);
    }
    return isLater(shown, kept) ? Finding.ROLLED_BACK : continued(shown, kept, Finding.STALE);
  }

  private static Finding sameSize(Checkpoint kept, Checkpoint shown) {
    if (!shown.head().root().equals(kept.head().root())) {
      return Finding.FORKED;
    }
    return isLater(kept, shown) ? Finding.STALE : Finding.SAME;
  }

  private Finding continued(Checkpoint smaller, Checkpoint larger, Finding ifSo)
      throws InterruptedException {
    try {
      Optional<ConsistencyProof> proof = proofs.between(smaller.size(), larger.size());
      if (proof.isEmpty()) {
        return Finding.UNPROVEN;
      }
      proof.get().verify(Hasher.sha256(), smaller.head().root(), larger.head().root());
      return ifSo;
    } catch (ProofException e) {
      return Finding.FORKED; // the log has signed a checkpoint that it cannot prove
    }
  }

  private static boolean isLater(Checkpoint one, Checkpoint other) {
    return one.time().isPresent()
        && other.time().isPresent()
        && one.time().get().isAfter(other.time().get());
  }
}
