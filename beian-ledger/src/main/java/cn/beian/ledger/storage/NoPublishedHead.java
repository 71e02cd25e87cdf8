package cn.beian.ledger.storage;

import cn.beian.ledger.tree.TreeHead;
import java.util.Optional;

/** No head outside the storage. */
enum NoPublishedHead implements PublishedHead {
  INSTANCE;

  @Override
  public Optional<TreeHead> read() {
    return Optional.empty();
  }

  @Override
  public void write(TreeHead head) {}
}
