package cn.beian.filing.states;

/** Where the record of an app stands. */
public enum RecordState {
  /** Known, but not filed. */
  UNFILED,
  /** An existing app that is not filed although its deadline has passed. */
  OVERDUE,
  FILED,
  /** Filed, with an order to rectify; the number stays. */
  RECTIFYING,
  /** The number leads to a tombstone for ever; filing again is a new record with its own number. */
  REVOKED,
  /** The shut-down is announced. */
  SHUTTING_DOWN,
  /** The number leads to a tombstone for ever. */
  DEREGISTERED
}
