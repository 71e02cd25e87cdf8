package cn.beian.rules;

import java.util.List;

/**
 * How much of one side of the package was readable.
 *
 * @param name {@code text}, {@code code}, {@code pages} or {@code resources}
 * @param readable units that were read
 * @param total units that there are
 * @param reasons why the rest was not, sorted
 */
public record CoverageSummary(String name, long readable, long total, List<String> reasons) {
  public CoverageSummary {
    reasons = List.copyOf(reasons);
  }

  /** Whether everything was read; nothing to read counts as nothing read. */
  public boolean complete() {
    return total > 0 && readable >= total;
  }
}
