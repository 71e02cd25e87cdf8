package cn.beian.filing.states;

/** What moves a case of supervision from one state to another. */
public enum SupervisionCause {
  /** The sponsor is told all findings, together. */
  NOTIFY,
  /** The sponsor answers every finding, or reports that it has rectified. */
  ANSWER,
  /** An order to rectify by a date. */
  ORDER_RECTIFICATION,
  /** A supervisor settles every finding with a reason. */
  CLOSE
}
