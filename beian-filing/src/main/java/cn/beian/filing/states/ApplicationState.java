package cn.beian.filing.states;

/** Where an application stands. */
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
