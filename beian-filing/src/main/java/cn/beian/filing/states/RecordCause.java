package cn.beian.filing.states;

/** What moves a record from one state to another. */
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
  /** The order is taken away: nothing of what it named turned out to need rectification. */
  ORDER_LIFTED,
  /** Late or incomplete rectification: who supervises proposes to revoke. */
  PROPOSE_REVOCATION,
  /** The revocation, decided for the nation by another person than the one who proposed it. */
  REVOKE,
  /** The sponsor announces the shut-down. */
  SHUTDOWN_ANNOUNCED,
  /** The announcement is taken back before the app went offline; no order to rectify runs. */
  SHUTDOWN_TAKEN_BACK,
  /** The same while an order to rectify runs. */
  SHUTDOWN_TAKEN_BACK_UNDER_ORDER,
  /** The report after going offline is complete and noted; there is nothing to refuse. */
  DEREGISTRATION_NOTED,
  /** The noting was wrong and is set aside, by two persons; no order to rectify runs. */
  DEREGISTRATION_SET_ASIDE,
  /** The same while an order to rectify runs. */
  DEREGISTRATION_SET_ASIDE_UNDER_ORDER
}
