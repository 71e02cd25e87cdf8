package cn.beian.filing.states;

/** The causes of state changes of a supervision case. */
public enum SupervisionCause {
  /** The sponsor is notified of all findings together. */
  NOTIFY,
  /** The sponsor answers every finding, or reports the rectification. */
  ANSWER,
  /** An order to rectify by a date. */
  ORDER_RECTIFICATION,
  /** A supervisor resolves every finding with a reason. */
  CLOSE,
  /** The filing was revoked: its orders end with it. */
  REVOKED
}
