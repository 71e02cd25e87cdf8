package cn.beian.filing.states;

/** The state of a supervision case. The filing it is about has its own state. */
public enum SupervisionState {
  /** A finding in a filed app; the sponsor has not been notified yet. */
  FOUND,
  /** The sponsor was notified of all findings and must answer. */
  OPEN,
  /** The sponsor has answered every finding; a supervisor decides. */
  ANSWERED,
  /** The sponsor was ordered to rectify by a date. */
  RECTIFICATION_DUE,
  /** Every finding is resolved with a reason. */
  CLOSED
}
