package cn.beian.report;

import cn.beian.rules.CoverageSummary;

/** What could not all be read, in a line with the reasons. */
final class GapText {
  private GapText() {}

  static String of(CoverageSummary gap, Messages messages) {
    String reasons = gap.why(messages.locale());
    return count(gap, messages) + (reasons.isEmpty() ? "" : messages.text("because", reasons));
  }

  /** Of a signature there is nothing to count, nor of what is not there at all. */
  private static String count(CoverageSummary gap, Messages messages) {
    if (gap.name().equals("signature")) {
      return messages.text("coverage.signature.fails");
    }
    String part = messages.nameOf("coverage.", gap.name());
    return gap.total() == 0
        ? messages.text("coverage.none", part)
        : messages.text("coverage.line", part, gap.readable(), gap.total());
  }
}
