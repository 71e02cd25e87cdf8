package cn.beian.filing.policies;

/** Level of a unit, highest first: an attribute of the unit, never derived from its code. */
public enum OrganizationLevel {
  CENTRAL,
  PROVINCIAL,
  PREFECTURE,
  COUNTY,
  TOWNSHIP,
  VILLAGE;

  /** Whether this level is {@code other} or above it. */
  public boolean atLeast(OrganizationLevel other) {
    return compareTo(other) <= 0;
  }
}
