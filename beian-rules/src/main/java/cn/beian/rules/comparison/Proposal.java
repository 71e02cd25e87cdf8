package cn.beian.rules.comparison;

/** What a new version of a filed app calls for, from nothing to most; a person decides. */
public enum Proposal {
  /** The record stands as it is. */
  NOTHING_DUE,
  /** Something that the record states is other now; a change filing brings it up to date. */
  INFORMATION_CHANGE,
  /** To be applied for before the change; review and testing run again. */
  MAJOR_CHANGE;

  /** The one that calls for more. */
  Proposal or(Proposal other) {
    return compareTo(other) < 0 ? other : this;
  }
}
