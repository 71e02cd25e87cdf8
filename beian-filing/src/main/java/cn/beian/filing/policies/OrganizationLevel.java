package cn.beian.filing.policies;

/** Level of a unit: an attribute of the unit, never read from its code. From the top down. */
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
