package cn.beian.ledger.tree;

/**
 * Size and root of a tree; they identify its content.
 *
 * @param size number of leaves, 0 or more
 * @param root root hash
 */
public record TreeHead(long size, Hash root) {
  public TreeHead {
    if (size < 0) {
      throw new IllegalArgumentException("tree size " + size + " is negative");
    }
  }
}
