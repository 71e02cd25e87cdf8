package cn.beian.filing.states;

/** The state of an app's record. */
public enum RecordState {
  /** Known, but not filed. */
  UNFILED,
  /** An existing app that is not filed although its deadline has passed. */
  OVERDUE,
  FILED,
  /** Filed, with an order to rectify; the number stays. */
  RECTIFYING,
  /**
   * The number permanently leads to a tombstone; filing again creates a new record with its own
   * number.
   */
  REVOKED,
  /** The shut-down is announced. */
  SHUTTING_DOWN,
  /** The number permanently leads to a tombstone. */
  DEREGISTERED
}
