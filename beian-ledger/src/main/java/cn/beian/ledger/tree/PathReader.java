package cn.beian.ledger.tree;

import cn.beian.ledger.tree.ProofException.Code;
import java.util.List;

/** The hashes of a proof, each of which must be used exactly once. */
final class PathReader {
  private final List<Hash> path;
  private int next;

  PathReader(Hasher hasher, List<Hash> path, int length) throws ProofException {
    if (path.size() != length) {
      throw new ProofException(
          Code.WRONG_PATH_LENGTH,
          "proof has " + path.size() + " hashes, its sizes demand " + length);
    }
    for (Hash hash : path) {
      if (hash.sizeBytes() != hasher.sizeBytes()) {
        throw new ProofException(
            Code.WRONG_HASH_LENGTH,
            "proof hash has " + hash.sizeBytes() + " bytes, expected " + hasher.sizeBytes());
      }
    }
    this.path = path;
  }

  Hash next() {
    return path.get(next++);
  }

  static void requireRoot(Hash expected, Hash found) throws ProofException {
    if (!expected.equals(found)) {
      throw new ProofException(
          Code.ROOT_MISMATCH, "proof leads to root " + found + ", expected " + expected);
    }
  }
}
