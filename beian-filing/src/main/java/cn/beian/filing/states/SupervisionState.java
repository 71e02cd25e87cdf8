package cn.beian.filing.states;

/** Where a case of supervision stands. The filing that it is about has a state of its own. */
public enum SupervisionState {
  /** Something was found in a filed app; nobody has been told yet. */
  FOUND,
  /** The sponsor was told everything at once and has to answer. */
  OPEN,
  /** The sponsor has answered every finding; a supervisor decides. */
  ANSWERED,
  /** The sponsor was ordered to rectify by a date. */
  RECTIFICATION_DUE,
  /** Every finding is settled with a reason. */
  CLOSED
}
