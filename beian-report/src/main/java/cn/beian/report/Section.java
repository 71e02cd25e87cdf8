package cn.beian.report;

import cn.beian.facts.Locator;
import cn.beian.rules.Effect;
import cn.beian.rules.Evidence;
import cn.beian.rules.Finding;
import cn.beian.rules.Outcome;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** The parts of a report in the order in which they are read: what stops the filing comes first. */
enum Section {
  BLOCKING,
  TO_EXPLAIN,
  /** A blocking rule that could not be decided. */
  OPEN,
  EXEMPTED,
  ADVICE,
  /** Another rule that could not be decided. */
  UNDECIDED,
  PASSED,
  NOT_APPLICABLE;

  /** The one section that a finding belongs to. */
  static Section of(Finding finding) {
    if (finding.blocks()) {
      return BLOCKING;
    }
    if (finding.asksExplanation()) {
      return TO_EXPLAIN;
    }
    if (finding.leavesOpen()) {
      return OPEN;
    }
    return switch (finding.outcome()) {
      case VIOLATION -> finding.exemption().isPresent() ? EXEMPTED : ADVICE;
      case UNDETERMINED -> UNDECIDED;
      case PASS -> PASSED;
      case NOT_APPLICABLE -> NOT_APPLICABLE;
    };
  }

  List<Finding> in(List<Finding> findings) {
    return findings.stream().filter(finding -> of(finding) == this).toList();
  }

  private static final EnumSet<Section> DETAILED = EnumSet.range(BLOCKING, ADVICE);

  /** Whether its findings are shown with evidence and remedy; the others are listed by name. */
  boolean isDetailed() {
    return DETAILED.contains(this);
  }

  /** Whether a report counts it at its head: all that is neither met nor beside the point. */
  boolean isCounted() {
    return isDetailed() || this == UNDECIDED;
  }

  /** The parts that say more than a name. */
  static Stream<Section> detailed() {
    return DETAILED.stream();
  }

  /** Suffix of the message keys. */
  String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether what would change the outcome is worth a line. */
  static boolean hasWayOut(Finding finding) {
    return finding.outcome() == Outcome.UNDETERMINED
        || (finding.outcome() == Outcome.VIOLATION && finding.effect() != Effect.ADVISE);
  }

  /** How many places there are beside the first few that are shown. */
  static int placesBeside(Finding finding, int shown) {
    int kept = places(finding).size();
    return kept - Math.min(shown, kept) + finding.evidenceTotal() - finding.evidence().size();
  }

  /**
   * The evidence, each place once: what else stands at a place that is shown says no more of it.
   */
  static List<Evidence> placesOnce(Finding finding) {
    Map<String, Evidence> once = new LinkedHashMap<>();
    for (Evidence evidence : finding.evidence()) {
      boolean whole = evidence.at().equals(Locator.entry(evidence.at().entry()));
      once.putIfAbsent(evidence.at() + (whole ? "\n" + evidence.text() : ""), evidence);
    }
    return List.copyOf(once.values());
  }

  /** The evidence, each place and text once. */
  static List<Evidence> places(Finding finding) {
    Map<String, Evidence> once = new LinkedHashMap<>();
    finding.evidence().forEach(e -> once.putIfAbsent(e.at() + "\n" + e.text(), e));
    return List.copyOf(once.values());
  }
}
