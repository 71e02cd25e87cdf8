package cn.beian.ledger.storage;

import cn.beian.ledger.tree.TreeHead;
import java.io.IOException;
import java.util.Optional;

/**
 * A second place, outside the storage, that remembers the last published tree head, so that a
 * storage restored from a backup cannot be signed into a fork.
 */
public interface PublishedHead {
  /** Keeps nothing, which leaves a restored backup free to fork; for tests and copies to read. */
  static PublishedHead none() {
    return NoPublishedHead.INSTANCE;
  }

  /**
   * The last head kept; empty before the first.
   *
   * @throws IOException if it cannot be read, or what is there is not what was written
   */
  Optional<TreeHead> read() throws IOException;

  /**
   * Keeps a head. It is durable when this returns.
   *
   * @throws IOException if it cannot be kept; then the earlier one is still there
   */
  void write(TreeHead head) throws IOException;
}
