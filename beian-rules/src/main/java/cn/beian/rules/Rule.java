package cn.beian.rules;

import java.util.List;
import java.util.Set;

/**
 * What people read of a rule.
 *
 * @param id never reused, e.g. {@code FORM-101}
 * @param group first part of the id
 * @param category what the rule detects, e.g. {@code CHECKIN}; exemptions may name it
 * @param severity how much a violation matters
 * @param effort of mending a violation
 * @param polarity which way it is violated
 * @param formats {@code android}, {@code harmony}, {@code ios}, {@code mini-program}, {@code
 *     quick-app} that it is for, empty for all
 * @param title a few words
 * @param demand one sentence: what is demanded
 * @param remedy how to mend a violation
 * @param basis where the law says so, at least one
 */
public record Rule(
    String id,
    RuleGroup group,
    String category,
    Severity severity,
    Effort effort,
    Polarity polarity,
    Set<String> formats,
    LocalText title,
    LocalText demand,
    LocalText remedy,
    List<LegalBasis> basis) {
  /** The requirement that leaves special scenarios open. */
  private static final String WITH_EXCEPTIONS = "R-04";

  public Rule {
    formats = java.util.Collections.unmodifiableSet(new java.util.TreeSet<>(formats));
    basis = List.copyOf(basis);
  }

  /**
   * Whether its function may be exempted: only what R-04 forbids, R-05 to R-07 know no exception.
   */
  public boolean exemptible() {
    return group == RuleGroup.FORM
        && basis.stream().allMatch(one -> one.requirement().equals(WITH_EXCEPTIONS));
  }
}
