package cn.beian.cli;

import cn.beian.inspect.reader.PackageFormatException;
import cn.beian.rules.Verdict;
import cn.beian.rules.comparison.Proposal;
import cn.beian.rules.comparison.VersionComparison;
import java.util.List;

/** The exit codes of the program. */
final class ExitCode {
  static final int PASSED = 0;

  /** Something blocks, or a proof is not valid. */
  static final int BLOCKED = 1;

  static final int USAGE = 2;
  static final int UNREADABLE = 3;
  static final int LIMIT = 4;
  static final int UNDETERMINED = 5;
  static final int BUG = 70;

  private static final List<Integer> WORST_FIRST =
      List.of(BUG, LIMIT, UNREADABLE, BLOCKED, UNDETERMINED, PASSED);

  private ExitCode() {}

  static int of(Verdict verdict) {
    return switch (verdict) {
      case PASSED -> PASSED;
      case BLOCKED -> BLOCKED;
      case UNDETERMINED -> UNDETERMINED;
    };
  }

  /**
   * A major functional change blocks the new version until it is applied for; packages for two
   * platforms are not versions of each other.
   */
  static int of(VersionComparison comparison) {
    if (!comparison.isOfOnePlatform()) {
      return UNDETERMINED;
    }
    if (comparison.proposal() == Proposal.MAJOR_CHANGE) {
      return BLOCKED;
    }
    return comparison.isComplete() ? PASSED : UNDETERMINED;
  }

  static int of(PackageFormatException.Code code) {
    return switch (code) {
      case UNREADABLE, UNKNOWN_FORMAT -> UNREADABLE;
      case LIMIT -> LIMIT;
      case NOT_READ_YET -> UNDETERMINED;
    };
  }

  /** The exit code for several files: the first of 70, 4, 3, 1, 5, 0 that occurs. */
  static int worst(List<Integer> codes) {
    return WORST_FIRST.stream().filter(codes::contains).findFirst().orElse(BUG);
  }
}
