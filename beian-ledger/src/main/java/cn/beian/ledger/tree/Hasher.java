package cn.beian.ledger.tree;

/**
 * The digest function of a tree, with the domain separation of RFC 6962 §2.1: a leaf is H(0x00 ‖
 * entry), a node H(0x01 ‖ left ‖ right), the empty tree H(""). Implementations are safe for use by
 * several threads.
 *
 * <p>Only {@link #sha256()} makes a log that C2SP tlog-tiles software can read.
 */
public interface Hasher {
  /** The digest of the concatenation of {@code parts}, always {@link #sizeBytes()} bytes. */
  Hash hash(byte[]... parts);

  /** Length of every digest in bytes. */
  int sizeBytes();

  /** The hash of a leaf. */
  default Hash leaf(byte[] entry) {
    return hash(Rfc6962.LEAF, entry);
  }

  /** The hash of an inner node. */
  default Hash node(Hash left, Hash right) {
    return hash(Rfc6962.NODE, left.raw(), right.raw());
  }

  /** The root of the tree without leaves. */
  default Hash empty() {
    return hash();
  }

  /** SHA-256 of the JDK. */
  static Hasher sha256() {
    return Sha256.INSTANCE;
  }
}
