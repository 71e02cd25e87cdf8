package cn.beian.ledger.tree;

import cn.beian.ledger.tree.ProofException.Code;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Proves that a tree is a prefix of another (RFC 6962 §2.1.2).
 *
 * @param oldSize size of the earlier tree
 * @param newSize size of the later tree
 * @param path hashes in the order of the RFC; empty if the sizes are equal or the old one is 0
 */
public record ConsistencyProof(long oldSize, long newSize, List<Hash> path) {
  public ConsistencyProof {
    path = List.copyOf(path);
  }

  /**
   * Reads the hashes of a proof, in base64, one per line.
   *
   * @throws ProofException {@code MALFORMED} if they are not in this form
   */
  public static ConsistencyProof parse(long oldSize, long newSize, String text)
      throws ProofException {
    String[] lines = text.isEmpty() ? new String[0] : text.split("\n", -1);
    if (lines.length > 0 && !lines[lines.length - 1].isEmpty()) {
      throw new ProofException(Code.MALFORMED, "proof does not end with a line feed");
    }
    String[] hashes = Arrays.copyOf(lines, Math.max(0, lines.length - 1));
    return new ConsistencyProof(oldSize, newSize, parseHashes(hashes, 0));
  }

  /** The hashes in the form that {@link #parse} reads. */
  public String format() {
    return path.stream().map(hash -> hash.base64() + "\n").collect(Collectors.joining());
  }

  /**
   * Equal sizes require equal roots; a tree of size 0 must have the root of the empty tree.
   *
   * @throws ProofException if the proof does not show that the old tree is a prefix of the new one:
   *     the old size is above the new one, the path does not have exactly the length that they
   *     require, or it leads to other roots
   */
  public void verify(Hasher hasher, Hash oldRoot, Hash newRoot) throws ProofException {
    if (oldSize < 0 || oldSize > newSize) {
      throw new ProofException(
          Code.SIZES_REVERSED, "old size " + oldSize + " is not within 0 to " + newSize);
    }
    if (oldSize == 0 || oldSize == newSize) {
      new PathReader(hasher, path, 0);
      PathReader.requireRoot(oldSize == newSize ? newRoot : hasher.empty(), oldRoot);
      return;
    }
    // The largest complete subtree that ends the old tree, and its way up in the new one.
    int shift = Long.numberOfTrailingZeros(oldSize);
    long start = (oldSize - 1) >>> shift;
    int inner = 64 - Long.numberOfLeadingZeros((oldSize - 1) ^ (newSize - 1)) - shift;
    int border = Long.bitCount(start >>> inner);
    // If the old tree is itself complete, its root is the seed and is not in the path.
    boolean seeded = (oldSize & (oldSize - 1)) == 0;
    PathReader reader = new PathReader(hasher, path, inner + border + (seeded ? 0 : 1));
    Hash seed = seeded ? oldRoot : reader.next();
    Hash oldHash = seed;
    Hash newHash = seed;
    for (int level = 0; level < inner; level++) {
      Hash sibling = reader.next();
      if ((start >>> level & 1) == 0) {
        newHash = hasher.node(newHash, sibling);
      } else {
        oldHash = hasher.node(sibling, oldHash);
        newHash = hasher.node(sibling, newHash);
      }
    }
    for (int i = 0; i < border; i++) {
      Hash sibling = reader.next();
      oldHash = hasher.node(sibling, oldHash);
      newHash = hasher.node(sibling, newHash);
    }
    PathReader.requireRoot(oldRoot, oldHash);
    PathReader.requireRoot(newRoot, newHash);
  }

  /** The lines from {@code first} on, as hashes. */
  public static List<Hash> parseHashes(String[] lines, int first) throws ProofException {
    if (lines.length - first > 63) {
      throw new ProofException(Code.MALFORMED, "proof has more than 63 hashes");
    }
    List<Hash> hashes = new ArrayList<>();
    for (int i = first; i < lines.length; i++) {
      hashes.add(Hash.of(StrictBase64.decode(lines[i], Code.MALFORMED)));
    }
    return hashes;
  }
}
