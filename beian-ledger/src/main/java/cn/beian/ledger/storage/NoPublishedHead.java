package cn.beian.ledger.storage;

import cn.beian.ledger.tree.TreeHead;
import java.util.Optional;

/** No second place. */
enum NoPublishedHead implements PublishedHead {
  INSTANCE;

  @Override
  public Optional<TreeHead> read() {
    return Optional.empty();
  }

  @Override
  public void write(TreeHead head) {}
}
