package cn.beian.filing.policies;

import cn.beian.filing.parameters.PolicyParameter;
import java.util.List;
import java.util.Optional;

/**
 * A policy's ruling on a submission.
 *
 * @param allowed whether the submission may proceed
 * @param code the reason
 * @param requirements the R-numbers it is based on
 * @param waysOut the sponsor's alternatives; empty if allowed
 * @param reading the parameter that decided, with its citation; empty if no parameter did
 */
public record Ruling(
    boolean allowed,
    Code code,
    List<String> requirements,
    List<WayOut> waysOut,
    Optional<PolicyParameter> reading) {
  public Ruling {
    requirements = List.copyOf(requirements);
    waysOut = List.copyOf(waysOut);
  }

  /** The reason for a ruling. */
  public enum Code {
    IN_SCOPE,
    /** Public accounts and chat groups. */
    FORM_OUT_OF_SCOPE,
    /** Not an organ, mass organisation or public institution. */
    SPONSOR_OUT_OF_SCOPE,
    /** Public institution without administrative functions, exempt under the parameter. */
    SPONSOR_EXEMPT,
    LEVEL_MAY_DEVELOP,
    /** A county unit states its reason; a reviewer judges the reason before acceptance. */
    LEVEL_COUNTY_STATES_REASON,
    LEVEL_COUNTY_REASON_MISSING,
    LEVEL_EXCEPTION_APPROVED,
    LEVEL_ENDS_BY_DATE,
    /** Ends or migrates, but later than the parameter allows. */
    LEVEL_END_TOO_FAR,
    /** Ends or migrates later than an unverified parameter allows: a warning. */
    LEVEL_END_FAR_UNVERIFIED,
    /** A deregistration is open to every level. */
    LEVEL_NOT_ASKED,
    LEVEL_TOO_LOW,
    NOT_AN_EXISTING_APP,
    EXISTING_APP,
    EXISTING_APP_OVERDUE,
    /** The application is not for an existing app. */
    EXISTING_NOT_ASKED,
    /** Filed as a new app, but online since before the Measures came into force. */
    EXISTING_FILED_AS_INITIAL,
    /** A new app that went online before it was filed: unlawful since that day, but filed. */
    ONLINE_WITHOUT_FILING,
    /** Declared to be online since a day after the submission. */
    ONLINE_IN_FUTURE,
    /** A change that keeps the lead time of R-17. */
    CHANGE_AHEAD,
    /** A change planned for the day of the submission or earlier. */
    CHANGE_NOT_AHEAD,
    CHANGE_LEAD_TOO_SHORT,
    /** A lead time shorter than an unverified parameter requires: a warning. */
    CHANGE_LEAD_SHORT_UNVERIFIED
  }

  /** The sponsor's alternatives. */
  public enum WayOut {
    /** Record the use of an upper-level app; no filing is required. */
    RECORD_USE_OF_UPPER_LEVEL_APP,
    /** Attach an exception approved by the upper level, with reason and document number. */
    ATTACH_EXCEPTION,
    /** File an app that is already online, of either kind, with a migration or end date. */
    FILE_EXISTING_WITH_END_DATE,
    /** No filing is required; the reason is recorded. */
    RECORD_EXEMPTION,
    /** File as a new app. */
    FILE_AS_INITIAL,
    /** File as an app from before the Measures. */
    FILE_AS_EXISTING,
    /** Correct the date. */
    CORRECT_DATE,
    /** State why no upper-level app is suitable. */
    STATE_REASON,
    /** Bring the day of migration or end forward. */
    BRING_END_FORWARD
  }

  /** Whether it allows what it would refuse if the parameter were verified. */
  public boolean warns() {
    return code == Code.LEVEL_END_FAR_UNVERIFIED || code == Code.CHANGE_LEAD_SHORT_UNVERIFIED;
  }

  static Ruling allow(Code code, String... requirements) {
    return new Ruling(true, code, List.of(requirements), List.of(), Optional.empty());
  }

  static Ruling refuse(Code code, String requirement, WayOut... waysOut) {
    return new Ruling(false, code, List.of(requirement), List.of(waysOut), Optional.empty());
  }

  /** The same ruling, based on a parameter. */
  Ruling restingOn(PolicyParameter parameter) {
    return new Ruling(allowed, code, requirements, waysOut, Optional.of(parameter));
  }
}
