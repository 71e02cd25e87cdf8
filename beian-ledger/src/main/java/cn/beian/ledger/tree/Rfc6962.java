package cn.beian.ledger.tree;

/** The prefixes that separate leaves from nodes, RFC 6962 §2.1. */
final class Rfc6962 {
  static final byte[] LEAF = {0};
  static final byte[] NODE = {1};

  private Rfc6962() {}
}
