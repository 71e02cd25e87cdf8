package cn.beian.filing.states;

/** The causes of state changes of a project approval. */
public enum ApprovalCause {
  SUBMIT,
  RETURN,
  APPROVE,
  APPROVE_WITH_CONDITIONS,
  NOT_APPROVE,
  WITHDRAW
}
