package cn.beian.filing.review;

import cn.beian.filing.review.FindingStanding.Disposition;
import cn.beian.filing.review.FindingStanding.Effect;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Determines what blocks an acceptance. Findings never block a submission, only the acceptance. An
 * explanation that has not been judged does not resolve a finding, nor does an undecided rule.
 */
public final class AcceptanceGate {
  private AcceptanceGate() {}

  /** Why a finding blocks the acceptance. */
  public enum Why {
    /** A blocking finding is open. */
    BLOCKING_OPEN,
    /** A function needs an explanation and has none. */
    NOT_EXPLAINED,
    /** An explanation or a claimed exemption has not been judged. */
    NOT_JUDGED,
    /** An explanation or a claimed exemption was rejected. */
    TURNED_DOWN,
    /** A rule whose violation would block could not be decided. */
    UNDETERMINED
  }

  /** How a block can be resolved. */
  public enum Remedy {
    MEND,
    EXPLAIN,
    JUDGE,
    DISMISS_WITH_REASON,
    EXEMPT,
    RECORD_HUMAN_TEST
  }

  /**
   * A finding that blocks the acceptance.
   *
   * @param remedies how it can be resolved, at least one
   */
  public record Stop(FindingStanding finding, Why why, Set<Remedy> remedies) {
    public Stop {
      remedies = Set.copyOf(remedies);
    }
  }

  /**
   * All findings that block the acceptance, in the order of the findings; empty if it may be
   * accepted.
   */
  public static List<Stop> stops(List<FindingStanding> findings) {
    return findings.stream().flatMap(finding -> stop(finding).stream()).toList();
  }

  private static Optional<Stop> stop(FindingStanding finding) {
    if (closed(finding)) {
      return Optional.empty();
    }
    if (!finding.determined()) {
      return finding.effect() == Effect.BLOCK
          ? Optional.of(
              new Stop(
                  finding, Why.UNDETERMINED, with(finding, EnumSet.of(Remedy.RECORD_HUMAN_TEST))))
          : Optional.empty();
    }
    return switch (finding.effect()) {
      case ADVISE -> Optional.empty();
      case BLOCK, EXPLAIN -> Optional.of(new Stop(finding, why(finding), remedies(finding)));
    };
  }

  private static boolean closed(FindingStanding finding) {
    return switch (finding.disposition()) {
      case MENDED, DISMISSED -> true;
      case EXEMPTED -> finding.exemptible();
      case HUMAN_TEST_PASSED -> !finding.determined();
      case EXPLANATION_ACCEPTED -> finding.determined() && finding.effect() == Effect.EXPLAIN;
      case OPEN, EXPLAINED, EXPLANATION_REJECTED, EXEMPTION_CLAIMED, EXEMPTION_REJECTED -> false;
    };
  }

  private static Why why(FindingStanding finding) {
    return switch (finding.disposition()) {
      case EXPLANATION_REJECTED, EXEMPTION_REJECTED -> Why.TURNED_DOWN;
      case EXEMPTION_CLAIMED -> Why.NOT_JUDGED;
      case EXPLAINED -> finding.effect() == Effect.EXPLAIN ? Why.NOT_JUDGED : Why.BLOCKING_OPEN;
      default -> finding.effect() == Effect.EXPLAIN ? Why.NOT_EXPLAINED : Why.BLOCKING_OPEN;
    };
  }

  /** These remedies and those that resolve any block; an exemption only if the rule allows one. */
  private static Set<Remedy> with(FindingStanding finding, EnumSet<Remedy> remedies) {
    remedies.add(Remedy.MEND);
    remedies.add(Remedy.DISMISS_WITH_REASON);
    if (finding.exemptible()) {
      remedies.add(Remedy.EXEMPT);
    }
    return remedies;
  }

  private static Set<Remedy> remedies(FindingStanding finding) {
    Set<Remedy> remedies = with(finding, EnumSet.noneOf(Remedy.class));
    if (finding.disposition() == Disposition.EXEMPTION_CLAIMED
        || (finding.disposition() == Disposition.EXPLAINED && finding.effect() == Effect.EXPLAIN)) {
      remedies.add(Remedy.JUDGE);
    } else if (finding.effect() == Effect.EXPLAIN) {
      remedies.add(Remedy.EXPLAIN);
    }
    return remedies;
  }
}
