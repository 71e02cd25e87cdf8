package cn.beian.filing.states;

/** The state of an application. */
public enum ApplicationState {
  DRAFT,
  COMPLETENESS_REVIEW,
  SUPPLEMENT_DUE,
  NATIONAL_REVIEW,
  RECTIFICATION_DUE,
  ACCEPTED,
  REFUSED,
  WITHDRAWN,
  ABANDONED
}
