package cn.beian.filing.states;

/** Where the approval of a project stands. */
public enum ApprovalState {
  /** Being written; nobody outside the unit sees it. */
  DRAFT,
  /** With the approving body. */
  UNDER_REVIEW,
  /** Back with the unit, which completes it. */
  RETURNED,
  APPROVED,
  APPROVED_WITH_CONDITIONS,
  NOT_APPROVED,
  /** Given up by the unit. */
  WITHDRAWN;

  /** Whether the project may be built. */
  public boolean given() {
    return this == APPROVED || this == APPROVED_WITH_CONDITIONS;
  }
}
