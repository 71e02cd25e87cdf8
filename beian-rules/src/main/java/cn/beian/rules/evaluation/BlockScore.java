package cn.beian.rules.evaluation;

import cn.beian.rules.evaluation.Evaluation.Project;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Blocks by project: a project counts once, however many findings block it. Projects without a
 * label of blocks, and doubtful ones, are left out.
 */
public final class BlockScore {
  private final List<String> right = new ArrayList<>();
  private final List<String> wrong = new ArrayList<>();
  private final List<String> missed = new ArrayList<>();
  private int scored;
  private int findings;
  private int rightFindings;

  void add(Project project, Set<String> blockingRules) {
    BlockLabel label = project.block().filter(block -> !block.doubtful()).orElse(null);
    if (label == null) {
      return;
    }
    scored++;
    findings += blockingRules.size();
    rightFindings += (int) blockingRules.stream().filter(label.rules()::contains).count();
    boolean blocked = !blockingRules.isEmpty();
    if (label.block()) {
      (blocked ? right : missed).add(project.repository());
    } else if (blocked) {
      wrong.add(project.repository());
    }
  }

  /** Projects that count. */
  public int scored() {
    return scored;
  }

  /** Blocked, and rightly so, in the order in which they were added. */
  public List<String> right() {
    return List.copyOf(right);
  }

  /** Blocked without a ground. */
  public List<String> wrong() {
    return List.copyOf(wrong);
  }

  /** Not blocked although there is a ground. */
  public List<String> missed() {
    return List.copyOf(missed);
  }

  /** Findings that block, of all scored projects. */
  public int findings() {
    return findings;
  }

  /** Those of them whose rule the label names as having the ground. */
  public int rightFindings() {
    return rightFindings;
  }
}
