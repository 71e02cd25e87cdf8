package cn.beian.ledger;

import cn.beian.ledger.note.Checkpoint;
import cn.beian.ledger.note.Verifier;
import cn.beian.ledger.tree.ConsistencyProof;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.ProofException;
import java.util.Collection;
import java.util.Optional;

/**
 * Compares the checkpoint that a log shows now with the last one that somebody kept. Whoever does
 * so at each look holds one history; who finds another has two signed checkpoints as evidence.
 */
public final class CheckpointWatch {
  private final Collection<Verifier> known;
  private final Proofs proofs;

  /**
   * @param known the log's public key, and those of witnesses if any
   * @param proofs where consistency proofs are asked for
   */
  public CheckpointWatch(Collection<Verifier> known, Proofs proofs) {
    this.known = known;
    this.proofs = proofs;
  }

  /** Gives consistency proofs, as the log does. */
  public interface Proofs {
    /**
     * The proof between two sizes; empty where the log gives none.
     *
     * @throws ProofException if what it gives does not follow the format
     */
    Optional<ConsistencyProof> between(long oldSize, long newSize)
        throws ProofException, InterruptedException;
  }

  /** What a look found. */
  public enum Finding {
    /** The same tree as the one kept, perhaps signed anew. */
    SAME,
    /** A larger tree that continues the one kept. */
    CONTINUES,
    /** A smaller tree of earlier, such as a cache or a slow copy shows; no news. */
    STALE,
    /** No proof was given, so nothing is known; to be asked again. */
    UNPROVEN,
    /** Two trees that cannot be of one history: other entries at the same place. */
    FORKED,
    /** A smaller tree that was signed later than the larger one. */
    ROLLED_BACK;

    /** Whether the log broke its promise, for good. */
    public boolean broken() {
      return this == FORKED || this == ROLLED_BACK;
    }

    /** Whether the shown checkpoint takes the place of the one kept. */
    public boolean advances() {
      return this == SAME || this == CONTINUES;
    }
  }

  /**
   * Compares.
   *
   * @param kept the last checkpoint, checked when it was kept
   * @param shown what the log shows now
   * @throws ProofException if no known key signed what is shown
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
      return Finding.FORKED; // what was signed cannot be proved
    }
  }

  private static boolean isLater(Checkpoint one, Checkpoint other) {
    return one.time().isPresent()
        && other.time().isPresent()
        && one.time().get().isAfter(other.time().get());
  }
}
