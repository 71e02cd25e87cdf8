package cn.beian.filing.states;

/** The causes of state changes of a record. */
public enum RecordCause {
  /** The date of R-19 has passed for an existing app. */
  EXISTING_DEADLINE_PASSED,
  /** An initial or existing-app application is accepted. */
  FILING_ACCEPTED,
  /** A change is accepted: a new revision of the record. */
  CHANGE_ACCEPTED,
  /** An order to rectify by a date. */
  RECTIFICATION_ORDERED,
  /** The rectification is checked and complete. */
  RECTIFIED,
  /** The order is withdrawn: none of the named findings needs rectification. */
  ORDER_LIFTED,
  /** Late or incomplete rectification: the supervisor proposes revocation. */
  PROPOSE_REVOCATION,
  /**
   * The revocation, decided at the national level by a person other than the one who proposed it.
   */
  REVOKE,
  /** The sponsor announces the shut-down. */
  SHUTDOWN_ANNOUNCED,
  /** The announcement is withdrawn before the app went offline; no order to rectify is running. */
  SHUTDOWN_TAKEN_BACK,
  /** The same while an order to rectify is running. */
  SHUTDOWN_TAKEN_BACK_UNDER_ORDER,
  /** The report after going offline is complete and noted; it cannot be refused. */
  DEREGISTRATION_NOTED,
  /** A wrong noting is set aside by two persons; no order to rectify is running. */
  DEREGISTRATION_SET_ASIDE,
  /** The same while an order to rectify is running. */
  DEREGISTRATION_SET_ASIDE_UNDER_ORDER
}
