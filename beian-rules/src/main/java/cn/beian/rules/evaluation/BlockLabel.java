package cn.beian.rules.evaluation;

import cn.beian.rules.Node;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A reader's judgement of whether a project would rightly be blocked.
 *
 * @param block whether at least one finding has a ground to block
 * @param doubtful whether readers differ, or the reader was in doubt; such projects are not scored
 * @param rules rules whose finding has the ground; empty where nothing blocks
 */
public record BlockLabel(boolean block, boolean doubtful, Set<String> rules) {
  /** Copies the rules. */
  public BlockLabel {
    rules = Set.copyOf(rules);
  }

  /** The member {@code blocks} of a line of labels; empty where it has none. */
  static Optional<BlockLabel> of(Node project) {
    return project.find("blocks").map(BlockLabel::read);
  }

  private static BlockLabel read(Node node) {
    BlockLabel label =
        new BlockLabel(
            node.get("block").flag(),
            node.get("doubtful").flag(),
            new TreeSet<>(node.texts("rules")));
    if (!label.doubtful && label.block == label.rules.isEmpty()) {
      throw node.refuse("rules are named where, and only where, something blocks");
    }
    return label;
  }
}
