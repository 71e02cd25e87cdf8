package cn.beian.ledger.tree;

import cn.beian.ledger.tree.ProofException.Code;
import java.util.List;

/**
 * Proves that a leaf is at an index of a tree (RFC 6962 §2.1.1).
 *
 * @param index zero-based index of the leaf
 * @param size size of the tree
 * @param path sibling hashes from the leaf up to the child of the root; empty for a tree of one
 */
public record InclusionProof(long index, long size, List<Hash> path) {
  public InclusionProof {
    path = List.copyOf(path);
  }

  /**
   * Checks this proof for an entry.
   *
   * @throws ProofException if the proof does not show that {@code entry} is in the tree with this
   *     root: the index is not below the size, the path does not have exactly the length that they
   *     require, or it leads to another root
   */
  public void verify(Hasher hasher, byte[] entry, Hash root) throws ProofException {
    verifyLeaf(hasher, hasher.leaf(entry), root);
  }

  /**
   * As {@link #verify}, for callers that have only the leaf hash.
   *
   * @throws ProofException as {@link #verify}
   */
  public void verifyLeaf(Hasher hasher, Hash leaf, Hash root) throws ProofException {
    if (index < 0 || index >= size) {
      throw new ProofException(
          Code.INDEX_OUT_OF_RANGE, "index " + index + " is not in a tree of size " + size);
    }
    // RFC 9162 §2.1.3.2; inner levels have a sibling each, border levels only where a bit is set.
    int inner = 64 - Long.numberOfLeadingZeros(index ^ (size - 1));
    int border = Long.bitCount(index >>> inner);
    PathReader reader = new PathReader(hasher, path, inner + border);
    Hash hash = leaf;
    for (int level = 0; level < inner; level++) {
      hash =
          (index >>> level & 1) == 0
              ? hasher.node(hash, reader.next())
              : hasher.node(reader.next(), hash);
    }
    for (int i = 0; i < border; i++) {
      hash = hasher.node(reader.next(), hash);
    }
    PathReader.requireRoot(root, hash);
  }
}
