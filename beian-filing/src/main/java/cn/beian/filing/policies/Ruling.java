package cn.beian.filing.policies;

import cn.beian.filing.parameters.PolicyParameter;
import java.util.List;
import java.util.Optional;

/**
 * What a policy says about a submission.
 *
 * @param allowed whether it may go on
 * @param code why
 * @param requirements the R-numbers it rests on
 * @param waysOut what the sponsor can do instead; empty when allowed
 * @param reading the parameter that decided, with its citation; empty where none did
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

  /** Why. */
  public enum Code {
    IN_SCOPE,
    /** Public accounts and chat groups. */
    FORM_OUT_OF_SCOPE,
    /** Neither organ, mass organisation nor public institution. */
    SPONSOR_OUT_OF_SCOPE,
    /** Public institution without administrative functions, where the parameter exempts it. */
    SPONSOR_EXEMPT,
    LEVEL_MAY_DEVELOP,
    /** A unit of a county states why; a reviewer judges the reason before the acceptance. */
    LEVEL_COUNTY_STATES_REASON,
    LEVEL_COUNTY_REASON_MISSING,
    LEVEL_EXCEPTION_APPROVED,
    LEVEL_ENDS_BY_DATE,
    /** Ends or migrates, but later than the parameter allows. */
    LEVEL_END_TOO_FAR,
    /** Later than a longest time that is not verified: a warning. */
    LEVEL_END_FAR_UNVERIFIED,
    /** A deregistration is open to every level. */
    LEVEL_NOT_ASKED,
    LEVEL_TOO_LOW,
    NOT_AN_EXISTING_APP,
    EXISTING_APP,
    EXISTING_APP_OVERDUE,
    /** The application is not for an existing app. */
    EXISTING_NOT_ASKED,
    /** Filed as a new app, but online since before the Measures took force. */
    EXISTING_FILED_AS_INITIAL,
    /** A new app that went online before it was filed: unlawful since that day, and filed. */
    ONLINE_WITHOUT_FILING,
    /** Said to be online since a day after the submission. */
    ONLINE_IN_FUTURE,
    /** A change leaves the lead time of R-17. */
    CHANGE_AHEAD,
    /** A change is planned for the day of the submission or before it. */
    CHANGE_NOT_AHEAD,
    CHANGE_LEAD_TOO_SHORT,
    /** Shorter than a lead time whose length is not verified: a warning. */
    CHANGE_LEAD_SHORT_UNVERIFIED
  }

  /** What the sponsor can do instead. */
  public enum WayOut {
    /** Record the use of an upper-level app; no filing is due. */
    RECORD_USE_OF_UPPER_LEVEL_APP,
    /** Attach an exception approved by the upper level, with reason and document number. */
    ATTACH_EXCEPTION,
    /** File an app that is already online, of either kind, with a migration or end date. */
    FILE_EXISTING_WITH_END_DATE,
    /** No filing is due; the reason is recorded. */
    RECORD_EXEMPTION,
    /** File as a new app. */
    FILE_AS_INITIAL,
    /** File as an app of before the Measures. */
    FILE_AS_EXISTING,
    /** Correct the date. */
    CORRECT_DATE,
    /** State why no upper-level app serves. */
    STATE_REASON,
    /** Name an earlier day of migration or end. */
    BRING_END_FORWARD
  }

  /** Whether it lets pass what would be refused if the parameter were verified. */
  public boolean warns() {
    return code == Code.LEVEL_END_FAR_UNVERIFIED || code == Code.CHANGE_LEAD_SHORT_UNVERIFIED;
  }

  static Ruling allow(Code code, String... requirements) {
    return new Ruling(true, code, List.of(requirements), List.of(), Optional.empty());
  }

  static Ruling refuse(Code code, String requirement, WayOut... waysOut) {
    return new Ruling(false, code, List.of(requirement), List.of(waysOut), Optional.empty());
  }

  /** The same, resting on a parameter. */
  Ruling restingOn(PolicyParameter parameter) {
    return new Ruling(allowed, code, requirements, waysOut, Optional.of(parameter));
  }
}
