package cn.beian.filing.review;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Decides whether a change of information may be completed by the two seats of a province (R-13,
 * A change without a package always may. A change with a package may only if both the
 * comparison and the test were conclusive and neither found anything.
 */
public final class ChangeGate {
  private ChangeGate() {}

  /** The result of comparing a package with the filed version for its platform. */
  public enum Comparison {
    /** No difference, or only a change of information. */
    NOT_MAJOR,
    /** A major functional change is proposed. */
    MAJOR,
    /** There is no filed version to compare with, or one of the two was not read completely. */
    UNDECIDED
  }

  /**
   * A package included in a change.
   *
   * @param decided whether its test could decide every blocking rule
   */
  public record Brought(Comparison comparison, boolean decided) {}

  /** Why the national review has to decide. */
  public enum Reason {
    /** The comparison proposes a major functional change. */
    MAJOR_PROPOSED,
    /** A package could not be compared, or not completely. */
    NOT_COMPARED,
    /** The test blocks, or found a function without an accepted explanation. */
    FINDINGS,
    /** A package was not tested, or the test could not decide. */
    NOT_DECIDED
  }

  /**
   * The reasons why the national review has to decide; empty if the seats may complete the change.
   *
   * @param brought the packages that differ from the filed ones
   * @param findings of all packages of the change
   */
  public static Set<Reason> reasons(List<Brought> brought, List<FindingStanding> findings) {
    Set<Reason> reasons = EnumSet.noneOf(Reason.class);
    if (brought.isEmpty()) {
      return reasons;
    }
    for (Brought one : brought) {
      switch (one.comparison()) {
        case MAJOR -> reasons.add(Reason.MAJOR_PROPOSED);
        case UNDECIDED -> reasons.add(Reason.NOT_COMPARED);
        case NOT_MAJOR -> {}
      }
      if (!one.decided()) {
        reasons.add(Reason.NOT_DECIDED);
      }
    }
    for (AcceptanceGate.Stop stop : AcceptanceGate.stops(findings)) {
      reasons.add(
          stop.why() == AcceptanceGate.Why.UNDETERMINED ? Reason.NOT_DECIDED : Reason.FINDINGS);
    }
    return reasons;
  }
}
