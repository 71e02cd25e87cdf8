package cn.beian.ledger.tree;

/** The prefixes that keep leaves and nodes apart, RFC 6962 §2.1. */
final class Rfc6962 {
  static final byte[] LEAF = {0};
  static final byte[] NODE = {1};

  private Rfc6962() {}
}
