package cn.beian.filing.states;

/** The state of a project approval. */
public enum ApprovalState {
  /** Being written; visible only to the unit. */
  DRAFT,
  /** With the approving body. */
  UNDER_REVIEW,
  /** Returned to the unit to be completed. */
  RETURNED,
  APPROVED,
  APPROVED_WITH_CONDITIONS,
  NOT_APPROVED,
  /** Withdrawn by the unit. */
  WITHDRAWN;

  /** Whether the project may be built. */
  public boolean given() {
    return this == APPROVED || this == APPROVED_WITH_CONDITIONS;
  }
}
