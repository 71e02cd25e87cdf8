package cn.beian.ledger.note;

import cn.beian.ledger.tree.ConsistencyProof;
import cn.beian.ledger.tree.Hash;
import cn.beian.ledger.tree.Hasher;
import cn.beian.ledger.tree.InclusionProof;
import cn.beian.ledger.tree.ProofException;
import cn.beian.ledger.tree.ProofException.Code;
import cn.beian.ledger.tree.StrictBase64;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A proof that can be checked offline, c2sp.org/tlog-proof@v1, stored as {@code *.tlog-proof}:
 *
 * <pre>
 * c2sp.org/tlog-proof@v1
 * extra base64            (optional)
 * index N
 * sibling hashes from the leaf up, base64, one a line
 *
 * checkpoint
 * </pre>
 *
 * @param index zero-based index of the entry
 * @param path sibling hashes
 * @param checkpoint the checkpoint, as it was signed
 * @param extra application data in base64; not authenticated
 */
public record TlogProof(
    long index, List<Hash> path, Checkpoint checkpoint, Optional<String> extra) {
  private static final String HEADER = "c2sp.org/tlog-proof@v1";
  private static final String EXTRA = "extra ";
  private static final String INDEX = "index ";

  /** Maximum length in UTF-16 units; longer proofs are refused. */
  public static final int MAX_LENGTH = 2_000_000;

  /**
   * Checks the form of the extra data, but not the proof.
   *
   * @throws IllegalArgumentException if it is not base64
   */
  public TlogProof {
    path = List.copyOf(path);
    extra.ifPresent(Base64.getDecoder()::decode);
  }

  /** A proof without extra data. */
  public TlogProof(InclusionProof inclusion, Checkpoint checkpoint) {
    this(inclusion.index(), inclusion.path(), checkpoint, Optional.empty());
  }

  /** The same proof with this application data, which is not authenticated. */
  public TlogProof withExtra(byte[] data) {
    return new TlogProof(
        index, path, checkpoint, Optional.of(Base64.getEncoder().encodeToString(data)));
  }

  /**
   * Reads a proof without checking it.
   *
   * @throws ProofException {@code MALFORMED}, {@code MALFORMED_NOTE} or {@code
   *     MALFORMED_CHECKPOINT} if it does not follow the format
   */
  public static TlogProof parse(String text) throws ProofException {
    if (text.length() > MAX_LENGTH) {
      throw malformed("proof is longer than " + MAX_LENGTH + " characters");
    }
    int blank = text.indexOf("\n\n");
    if (blank < 0) {
      throw malformed("proof has no blank line before its checkpoint");
    }
    String[] lines = text.substring(0, blank).split("\n", -1);
    int next = 0;
    if (!lines[next++].equals(HEADER)) {
      throw malformed("proof does not start with the line " + HEADER);
    }
    Optional<String> extra = Optional.empty();
    if (next < lines.length && lines[next].startsWith(EXTRA)) {
      String data = lines[next++].substring(EXTRA.length());
      StrictBase64.decode(data, Code.MALFORMED);
      extra = Optional.of(data);
    }
    if (next == lines.length || !lines[next].startsWith(INDEX)) {
      throw malformed("proof has no line \"index N\" after its header");
    }
    long index = Checkpoint.decimal(lines[next++].substring(INDEX.length()), Code.MALFORMED);
    List<Hash> path = ConsistencyProof.parseHashes(lines, next);
    return new TlogProof(index, path, Checkpoint.parse(text.substring(blank + 2)), extra);
  }

  /**
   * Checks, offline, that the log of these keys contains exactly this entry.
   *
   * @param entry the entry, byte by byte as it was appended
   * @param known public keys: that of the log, and those of witnesses if any
   * @throws ProofException with the first reason why verification failed
   */
  public void verify(byte[] entry, List<Verifier> known) throws ProofException {
    verify(Hasher.sha256(), entry, known);
  }

  /**
   * As {@link #verify(byte[], List)} with one key.
   *
   * @throws ProofException with the first reason why verification failed
   */
  public void verify(byte[] entry, Verifier log) throws ProofException {
    verify(entry, List.of(log));
  }

  /**
   * As {@link #verify(byte[], List)} for a tree with another hash.
   *
   * @throws ProofException with the first reason why verification failed
   */
  public void verify(Hasher hasher, byte[] entry, List<Verifier> known) throws ProofException {
    checkpoint.verify(known);
    new InclusionProof(index, checkpoint.size(), path)
        .verify(hasher, entry, checkpoint.head().root());
  }

  /** The proof as it is stored and transmitted. */
  public String format() {
    StringBuilder text = new StringBuilder(HEADER).append('\n');
    extra.ifPresent(data -> text.append(EXTRA).append(data).append('\n'));
    text.append(INDEX).append(index).append('\n');
    path.forEach(hash -> text.append(hash.base64()).append('\n'));
    return text.append('\n').append(checkpoint.format()).toString();
  }

  private static ProofException malformed(String message) {
    return new ProofException(Code.MALFORMED, message);
  }
}
