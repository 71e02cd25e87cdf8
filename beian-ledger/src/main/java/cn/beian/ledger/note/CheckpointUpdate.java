package cn.beian.ledger.note;

import cn.beian.ledger.tree.ConsistencyProof;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.ProofException.Code;
import java.util.List;

/**
 * A newer checkpoint with the proof that it continues an older one, in the form in which
 * c2sp.org/tlog-witness submits it to witnesses ({@code add-checkpoint}):
 *
 * <pre>
 * old N
 * consistency proof, base64, one hash a line, at most 63
 *
 * checkpoint
 * </pre>
 *
 * @param oldSize size of the older tree
 * @param path hashes of the consistency proof
 * @param checkpoint the newer checkpoint
 */
public record CheckpointUpdate(long oldSize, List<Hash> path, Checkpoint checkpoint) {
  private static final String OLD = "old ";

  public CheckpointUpdate {
    path = List.copyOf(path);
  }

  /**
   * Reads an update without checking it.
   *
   * @throws ProofException {@code MALFORMED}, {@code MALFORMED_NOTE} or {@code
   *     MALFORMED_CHECKPOINT} if it does not follow the format
   */
  public static CheckpointUpdate parse(String text) throws ProofException {
    int blank = text.indexOf("\n\n");
    if (blank < 0 || !text.startsWith(OLD)) {
      throw new ProofException(Code.MALFORMED, "update has no line \"old N\" or no blank line");
    }
    String[] lines = text.substring(0, blank).split("\n", -1);
    long oldSize = Checkpoint.decimal(lines[0].substring(OLD.length()), Code.MALFORMED);
    return new CheckpointUpdate(
        oldSize,
        ConsistencyProof.parseHashes(lines, 1),
        Checkpoint.parse(text.substring(blank + 2)));
  }

  /**
   * Checks that a known key signed the newer checkpoint and that it continues the older one. The
   * caller must have verified the older one's signature.
   *
   * @throws ProofException with the first reason why not; {@code WRONG_ORIGIN} also if the two are
   *     of different logs, {@code SIZES_REVERSED} also if the older one's size is not {@code
   *     oldSize}
   */
  public void verify(Hasher hasher, Checkpoint older, List<Verifier> known) throws ProofException {
    checkpoint.verify(known);
    if (!older.origin().equals(checkpoint.origin())) {
      throw new ProofException(
          Code.WRONG_ORIGIN, checkpoint.origin() + " cannot continue " + older.origin());
    }
    if (older.size() != oldSize) {
      throw new ProofException(
          Code.SIZES_REVERSED, "update is from size " + oldSize + ", not from " + older.size());
    }
    new ConsistencyProof(oldSize, checkpoint.size(), path)
        .verify(hasher, older.head().root(), checkpoint.head().root());
  }

  /** The update as it is stored and transmitted. */
  public String format() {
    StringBuilder text = new StringBuilder(OLD).append(oldSize).append('\n');
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(checkpoint.format()).toString();
  }
}
