package cn.beian.ledger.storage;

import cn.beian.ledger.tree.TreeHead;
import java.io.IOException;
import java.util.Optional;

/**
 * A second place, outside the storage, for the last published tree head, so that a storage restored
 * from a backup cannot sign a fork.
 */
public interface PublishedHead {
  /** Keeps nothing, so a restored backup may fork; for tests and read-only copies. */
  static PublishedHead none() {
    return NoPublishedHead.INSTANCE;
  }

  /**
   * The last head kept; empty before the first.
   *
   * @throws IOException if it cannot be read, or is not what was written
   */
  Optional<TreeHead> read() throws IOException;

  /**
   * Stores a head. It is durable when this returns.
   *
   * @throws IOException if it cannot be stored; the earlier one is then still there
   */
  void write(TreeHead head) throws IOException;
}
