package cn.beian.server.ledger;

import cn.beian.ledger.storage.PublishedHead;
import cn.beian.ledger.tree.TreeHead;
import java.io.IOException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The head kept outside as it was when it was read, or why it could not be.
 *
 * @param failure null where it could be read
 */
record HeadAsRead(Optional<TreeHead> head, @Nullable IOException failure) implements PublishedHead {
  static HeadAsRead of(PublishedHead outside) {
    try {
      return new HeadAsRead(outside.read(), null);
    } catch (IOException e) {
      return new HeadAsRead(Optional.empty(), e);
    }
  }

  @Override
  public Optional<TreeHead> read() throws IOException {
    if (failure != null) {
      throw failure;
    }
    return head;
  }

  @Override
  public void write(TreeHead written) {
    throw new UnsupportedOperationException("only read");
  }
}
