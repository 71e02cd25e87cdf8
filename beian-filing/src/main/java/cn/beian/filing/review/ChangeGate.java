package cn.beian.filing.review;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What keeps a change of information from ending at the two seats of a province. Of a
 * change that brings no package nothing does. One that brings a package ends there only where both
 * the comparison and the test have decided, and neither found anything.
 */
public final class ChangeGate {
  private ChangeGate() {}

  /** What the comparison of a package with the filed version of its platform came to. */
  public enum Comparison {
    /** Nothing, or a change of information. */
    NOT_MAJOR,
    /** A major functional change is proposed. */
    MAJOR,
    /** There is no filed version to compare with, or not all of either was read. */
    UNDECIDED
  }

  /**
   * A package that a change brings.
   *
   * @param decided whether its test could decide every rule that blocks
   */
  public record Brought(Comparison comparison, boolean decided) {}

  /** Why the national review has to decide. */
  public enum Reason {
    /** The comparison proposes a major functional change. */
    MAJOR_PROPOSED,
    /** A package could not be compared, or not to the end. */
    NOT_COMPARED,
    /** The test blocks, or found a function whose explanation nobody has accepted. */
    FINDINGS,
    /** A package was not tested, or the test could not decide. */
    NOT_DECIDED
  }

  /**
   * The reasons for which the national review decides; empty: the seats may end it.
   *
   * @param brought the packages that are not those filed now
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
