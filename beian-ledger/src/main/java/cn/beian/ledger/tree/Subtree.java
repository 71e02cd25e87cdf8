package cn.beian.ledger.tree;

/**
 * The address of a complete subtree, whose hash never changes once its last leaf is appended.
 *
 * @param level 0 for a leaf, else the height; the subtree has 2^level leaves
 * @param index number of complete subtrees of that level to its left
 */
public record Subtree(int level, long index) {
  public Subtree {
    if (level < 0 || level > 62 || index < 0 || index > (Long.MAX_VALUE >> level) - 1) {
      throw new IllegalArgumentException("no subtree at level " + level + ", index " + index);
    }
  }

  /** Index of the last leaf, whose append completes this subtree. */
  public long lastLeaf() {
    return ((index + 1) << level) - 1;
  }
}
