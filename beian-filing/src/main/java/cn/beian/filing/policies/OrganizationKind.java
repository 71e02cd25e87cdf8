package cn.beian.filing.policies;

/** The kind of a unit, as far as the scope depends on it. */
public enum OrganizationKind {
  /** 机关. */
  ORGAN,
  /** 群团组织. */
  MASS_ORGANISATION,
  /** 事业单位 with administrative functions. */
  PUBLIC_INSTITUTION,
  /** 事业单位 without administrative functions. */
  PUBLIC_INSTITUTION_WITHOUT_ADMINISTRATIVE_FUNCTIONS,
  /** Anything else, such as a company: out of scope. */
  OTHER
}
