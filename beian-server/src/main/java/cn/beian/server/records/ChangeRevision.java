package cn.beian.server.records;

/** The events by which an accepted change revises a record; names are written to the ledger. */
public enum ChangeRevision {
  /** A change of information; what the record says of a test stays that of the last one. */
  CHANGED,
  /** A change of information whose packages were tested and reviewed nationally. */
  CHANGED_TESTED,
  /** A major functional change: review and test were made again. */
  CHANGED_MAJOR;

  /** Whether it tells a test of the packages that it names. */
  public boolean tested() {
    return this != CHANGED;
  }
}
