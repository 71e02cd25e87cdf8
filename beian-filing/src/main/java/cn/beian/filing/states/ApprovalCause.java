package cn.beian.filing.states;

/** What moves the approval of a project from one state to another. */
public enum ApprovalCause {
  SUBMIT,
  RETURN,
  APPROVE,
  APPROVE_WITH_CONDITIONS,
  NOT_APPROVE,
  WITHDRAW
}
